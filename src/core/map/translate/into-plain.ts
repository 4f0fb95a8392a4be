import type { Value } from '../../model';
import { parseDuration } from '../duration';
import { parseDate, parseInstant, parseNumber } from '../text';
import { type Misfit, orElse, unreadable } from './or-else';
import { type Into, type Translated, whole } from './translated';
import { valueText } from './value-text';

type Parse = (text: string) => Value | null;

const ifRead = <T>(read: T | null, make: (value: T) => Value): Value | null => (read === null ? null : make(read));

/** A text that reads as the wanted kind becomes one; any other goes the way the rule says. */
function parsed(value: Value, into: Into, wanted: string, parse: Parse): Translated {
  const text = valueText(value);
  const read = parse(text);
  if (read !== null) return whole(read);
  const misfit: Misfit = unreadable(into, text, wanted);
  return orElse(into, misfit, parse);
}

const number: Parse = (text) => ifRead(parseNumber(text), (read) => ({ kind: 'number', number: read }));
const date: Parse = (text) => ifRead(parseDate(text), (read) => ({ kind: 'date', date: read }));
const duration: Parse = (text) =>
  ifRead(parseDuration(text), (read) => ({ kind: 'duration', original: read, remaining: null }));

/** A day alone means its midnight in UTC; a time without a zone means nothing. */
const instant: Parse = (text) => {
  const day = parseDate(text);
  const midnight = day === text.trim() ? parseInstant(`${day}T00:00Z`) : null;
  return ifRead(parseInstant(text) ?? midnight, (at) => ({ kind: 'dateTime', at }));
};

export const intoNumber = (value: Value, into: Into): Translated =>
  value.kind === 'number' ? whole(value) : parsed(value, into, 'a number', number);

/** A point in time becomes its day in UTC. */
export const intoDate = (value: Value, into: Into): Translated =>
  value.kind === 'date' ? whole(value) : parsed(value, into, 'a day (YYYY-MM-DD)', date);

export const intoDateTime = (value: Value, into: Into): Translated =>
  value.kind === 'dateTime' ? whole(value) : parsed(value, into, 'a point in time (ISO 8601)', instant);

export const intoDuration = (value: Value, into: Into): Translated =>
  value.kind === 'duration' ? whole(value) : parsed(value, into, 'a duration such as 3h 20m', duration);

/** The partner of a linked issue. */
export function intoIssue(value: Value & { kind: 'issue' }, into: Into): Translated {
  const linked = into.context.linkedIssues[value.id];
  if (linked) return whole({ kind: 'issue', id: linked.id, key: linked.key });
  const misfit = {
    code: 'not-linked',
    cause: `The issue that stands in "${into.rule.from ?? into.target.name}" at ${into.context.siteName} has no partner on this site.`,
    remedy: 'Link that issue first, or say what stands in its place.',
  };
  return orElse(into, misfit, (key) => ({ kind: 'issue', id: '', key }));
}
