import type { Json, JsonObject } from '../json';
import { badRequest } from './faults';
import { query, type Call } from './call';

export interface Window {
  readonly startAt: number;
  readonly maxResults: number;
}

export function windowOf(call: Call, standard: number, most = standard): Window {
  const startAt = numberOf(query(call, 'startAt'), 0);
  const maxResults = Math.min(numberOf(query(call, 'maxResults'), standard), most);
  return { startAt, maxResults };
}

function numberOf(text: string | null, standard: number): number {
  if (text === null) return standard;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw badRequest(`'${text}' is not a valid number.`);
  return value;
}

export const sliceOf = <T>(items: readonly T[], { startAt, maxResults }: Window): T[] =>
  items.slice(startAt, startAt + maxResults);

/** The form that most paged answers have: `values` with `isLast`, and the address of the next page when there is one. */
export function pageBean<T>(call: Call, items: readonly T[], window: Window, show: (item: T) => Json): JsonObject {
  const values = sliceOf(items, window);
  const end = window.startAt + values.length;
  const isLast = end >= items.length;
  return {
    self: addressOf(call, window.startAt, window.maxResults),
    ...(isLast ? {} : { nextPage: addressOf(call, end, window.maxResults) }),
    maxResults: window.maxResults,
    startAt: window.startAt,
    total: items.length,
    isLast,
    values: values.map(show),
  };
}

function addressOf({ site, req }: Call, startAt: number, maxResults: number): string {
  const url = new URL(req.originalUrl, site.url);
  url.searchParams.set('startAt', String(startAt));
  url.searchParams.set('maxResults', String(maxResults));
  return url.href;
}
