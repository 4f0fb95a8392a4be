import { type Activity, type ActivityKind } from '../../host/api-types';

export type KindGroup =
  | 'all'
  | 'exchanged'
  | 'issues'
  | 'fields'
  | 'status'
  | 'comments'
  | 'files'
  | 'trouble'
  | 'nothing'
  | 'people'
  | 'agreements';

const ISSUES: readonly ActivityKind[] = ['ensureIssue', 'removeIssue'];
const COMMENTS: readonly ActivityKind[] = ['ensureComment', 'removeComment'];
const FILES: readonly ActivityKind[] = ['ensureAttachment', 'removeAttachment'];

/** What a person means by a kind; nothing for everything. */
export const KINDS: Readonly<Record<KindGroup, readonly ActivityKind[]>> = {
  all: [],
  exchanged: [...ISSUES, 'setFields', 'transition', ...COMMENTS, ...FILES],
  issues: ISSUES,
  fields: ['setFields'],
  status: ['transition'],
  comments: COMMENTS,
  files: FILES,
  trouble: ['problem', 'conflict'],
  nothing: ['nothing'],
  people: ['manual'],
  agreements: [
    'connection-invited',
    'connection-made',
    'connection-accepted',
    'connection-declined',
    'connection-revoked',
    'connection-renamed',
    'connection-paused',
    'connection-resumed',
    'connection-ended',
    'site-removed',
    'site-switched-off',
    'site-back',
    'users-changed',
    'contract-created',
    'contract-renamed',
    'contract-removed',
    'half-saved',
    'half-enabled',
    'half-disabled',
    'offer-changed',
  ],
};

export const RANGES = ['any', 'hour', 'day', 'week', 'month', 'own'] as const;
export type Range = (typeof RANGES)[number];

export interface Filter {
  readonly key: string;
  readonly contract: string | null;
  readonly connection: string | null;
  readonly link: string | null;
  readonly kind: KindGroup;
  readonly range: Range;
  /** As a `datetime-local` control says it, in the person's zone. */
  readonly from: string;
  readonly to: string;
}

export const NO_FILTER: Filter = {
  key: '',
  contract: null,
  connection: null,
  link: null,
  kind: 'all',
  range: 'any',
  from: '',
  to: '',
};

const isRange = (word: string): word is Range => RANGES.some((range) => range === word);
const isKind = (word: string): word is KindGroup => Object.hasOwn(KINDS, word);

/** What each name in a place sets; a word that means nothing sets nothing. */
const READ: Readonly<Record<string, (value: string) => Partial<Filter>>> = {
  issue: (key) => ({ key }),
  contract: (contract) => ({ contract }),
  connection: (connection) => ({ connection }),
  link: (link) => ({ link }),
  kind: (kind) => (isKind(kind) ? { kind } : {}),
  range: (range) => (isRange(range) ? { range } : {}),
  from: (from) => ({ from }),
  to: (to) => ({ to }),
};

/** The names and values behind `activity` in a place: `['contract', id, 'range', 'day']`. */
export const filterOf = (place: readonly string[]): Filter => {
  const parts = place.map((name, index) => {
    const value = place[index + 1];
    return index % 2 === 1 || value === undefined ? {} : (READ[name]?.(value) ?? {});
  });
  return Object.assign({ ...NO_FILTER }, ...parts) as Filter;
};

/** The same filter as a place, so that a reload or a link comes back to it. */
export const placeOf = (filter: Filter): readonly string[] => {
  const own = filter.range === 'own';
  const told: readonly (readonly [string, string | null])[] = [
    ['issue', filter.key],
    ['contract', filter.contract],
    ['connection', filter.connection],
    ['link', filter.link],
    ['kind', filter.kind === NO_FILTER.kind ? null : filter.kind],
    ['range', filter.range === NO_FILTER.range ? null : filter.range],
    ['from', own ? filter.from : null],
    ['to', own ? filter.to : null],
  ];
  return told.flatMap(([name, value]) => (value === null || value === '' ? [] : [name, value]));
};

export const isFiltered = (filter: Filter): boolean => JSON.stringify(filter) !== JSON.stringify(NO_FILTER);

/** By how much a zone is ahead of UTC at a moment. */
const offsetAt = (moment: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(moment));
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(moment / 1000) * 1000;
};

/** `2026-03-29T10:00` on the clocks of a zone, as a moment; null where it is no time. */
export const momentOf = (wall: string, zone: string): string | null => {
  const asUtc = Date.parse(`${wall}Z`);
  if (wall === '' || Number.isNaN(asUtc)) return null;
  // Twice: near a change of the clocks the first guess may have used the other offset.
  const first = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(first, zone)).toISOString();
};

const HOUR_MS = 3_600_000;
const HOURS: Readonly<Partial<Record<Range, number>>> = { hour: 1, day: 24, week: 168, month: 720 };

/** What the API is asked. */
export const queryOf = (filter: Filter, now: number, zone: string) => {
  const hours = HOURS[filter.range];
  const own = filter.range === 'own';
  return {
    key: filter.key.trim(),
    contract: filter.contract,
    connection: filter.connection,
    link: filter.link,
    kind: KINDS[filter.kind],
    from: hours ? new Date(now - hours * HOUR_MS).toISOString() : own ? momentOf(filter.from, zone) : null,
    to: own ? momentOf(filter.to, zone) : null,
  };
};

/** Whether something new can still belong to the list. */
export const canBeLive = (filter: Filter, now: number, zone: string): boolean => {
  const { to } = queryOf(filter, now, zone);
  return to === null || Date.parse(to) > now;
};

/** Newer ones before those that are there, each once. */
export const prepend = (newer: readonly Activity[], entries: readonly Activity[]): readonly Activity[] => {
  const known = new Set(entries.map(({ id }) => id));
  return [...newer.filter(({ id }) => !known.has(id)), ...entries];
};
