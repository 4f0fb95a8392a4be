import { wordOf } from '../../json';
import { isDate, jiraTime, parseTime } from '../../dates';
import { factOf } from '../../store/state';
import { FieldFault, type FieldAt, type FieldKind } from '../kind';

export const number: FieldKind = {
  schema: { type: 'number' },
  verbs: ['set'],
  empty: null,
  write(json) {
    if (typeof json !== 'number' || !Number.isFinite(json)) throw new FieldFault('Operation value must be a number');
    if (Math.abs(json) > 1e14) throw new FieldFault("A number can't be larger than 100,000,000,000,000.");
    return Object.is(json, -0) ? 0 : Number(json.toPrecision(15));
  },
  read: (stored) => stored,
  text: (stored) => wordOf(stored),
  jqlValues: (stored) => [wordOf(stored)],
  order: (stored) => Number(stored),
};

export const date: FieldKind = {
  schema: { type: 'date' },
  verbs: ['set'],
  empty: null,
  write(json) {
    if (json === '') return null;
    if (typeof json !== 'string' || !isDate(json))
      throw new FieldFault('Operation value must be a string in the format: yyyy-MM-dd');
    return json;
  },
  read: (stored) => stored,
  text: (stored) => wordOf(stored),
  logId: (stored) => wordOf(stored),
  jqlValues: (stored) => [wordOf(stored)],
  order: (stored) => Date.parse(`${wordOf(stored)}T00:00:00Z`),
};

const zoneOf = (at: FieldAt): string => factOf(at.site.state, 'timeZone');

/** Stored as epoch milliseconds, shown in the zone of the site. */
export const dateTime: FieldKind = {
  schema: { type: 'datetime' },
  verbs: ['set'],
  empty: null,
  write(json, at) {
    if (json === '') return null;
    const moment = typeof json === 'string' ? parseTime(json, zoneOf(at)) : null;
    if (moment === null)
      throw new FieldFault("Operation value must be a string in the format: yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    return moment;
  },
  read: (stored, at) => jiraTime(Number(stored), zoneOf(at)),
  text: (stored, at) => jiraTime(Number(stored), zoneOf(at)),
  logId: (stored, at) => jiraTime(Number(stored), zoneOf(at)),
  jqlValues: (stored) => [wordOf(stored)],
  order: (stored) => Number(stored),
};
