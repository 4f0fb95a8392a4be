import { z } from 'zod';
import { type ListPlace } from '../../sync/ports';
import { worded } from './shapes';

const PLACE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)~([\w-]{1,64})$/;

const read = (text: string): ListPlace | null => {
  const [, createdAt, id] = PLACE.exec(text) ?? [];
  return createdAt !== undefined && id !== undefined && !Number.isNaN(Date.parse(createdAt)) ? { createdAt, id } : null;
};

/** `?after=` of a list: what the page before gave as `next`. */
export const after = z
  .string()
  .max(100)
  .refine((text) => read(text) !== null, worded('This is no place in the list.', 'Give "next" of the page before.'))
  .optional()
  .transform((text) => (text === undefined ? null : read(text)));

/** The `next` of a page. */
export const writePlace = (place: ListPlace | null): string | null => place && `${place.createdAt}~${place.id}`;
