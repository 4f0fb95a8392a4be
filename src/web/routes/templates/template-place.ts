import { z } from 'zod';
import { type TemplatePlace } from '../../../sync/ports';
import { label, worded } from '../shapes';

const place = z.tuple([label(100), z.string().regex(/^[\w-]{1,64}$/)]);

const read = (text: string): TemplatePlace | null => {
  try {
    const found = place.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return found.success ? { name: found.data[0], id: found.data[1] } : null;
  } catch {
    return null;
  }
};

/** `?after=`: what the page before gave as `next`. */
export const after = z
  .string()
  .max(800)
  .refine((text) => read(text) !== null, worded('This is no place in the list.', 'Give "next" of the page before.'))
  .transform((text) => read(text) ?? undefined)
  .optional();

/** The `next` of a page. */
export const writePlace = ({ name, id }: TemplatePlace): string =>
  Buffer.from(JSON.stringify([name, id])).toString('base64url');
