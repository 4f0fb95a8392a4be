import type { Value, ValueKind } from '../../model';
import { intoCascade, intoOption, intoOptions } from './into-options';
import { intoDate, intoDateTime, intoDuration, intoIssue, intoNumber } from './into-plain';
import { intoRichText, intoText } from './into-text';
import { intoUser, intoUsers, type People } from './into-users';
import { unconvertible } from './or-else';
import { type Into, type Translated, whole } from './translated';

const TEXTS: readonly ValueKind[] = ['text', 'richText', 'option'];
const READABLE: readonly ValueKind[] = [
  'text',
  'richText',
  'number',
  'date',
  'dateTime',
  'option',
  'options',
  'cascade',
  'user',
  'users',
  'duration',
  'issue',
];
const LABELLED: readonly ValueKind[] = [...TEXTS, 'options', 'cascade', 'number', 'date', 'dateTime', 'user', 'users'];

/** Target kind -> the kinds whose values can become it. A pair that is not here never works. */
const FROM: Readonly<Record<ValueKind, readonly ValueKind[]>> = {
  empty: [],
  text: READABLE,
  richText: READABLE,
  number: [...TEXTS, 'number'],
  date: [...TEXTS, 'date', 'dateTime'],
  dateTime: [...TEXTS, 'date', 'dateTime'],
  option: LABELLED,
  options: LABELLED,
  cascade: LABELLED,
  user: ['user', 'users'],
  users: ['user', 'users'],
  duration: [...TEXTS, 'duration'],
  issue: ['issue'],
};

export const convertible = (from: ValueKind, to: ValueKind): boolean => from === 'empty' || FROM[to].includes(from);

type Convert = (value: Value, into: Into) => Translated;

const ofPeople =
  (convert: (value: People, into: Into) => Translated): Convert =>
  (value, into) =>
    value.kind === 'user' || value.kind === 'users' ? convert(value, into) : unconvertible(value, into);

const INTO: Readonly<Record<ValueKind, Convert>> = {
  empty: (value) => whole(value),
  text: intoText,
  richText: intoRichText,
  number: intoNumber,
  date: intoDate,
  dateTime: intoDateTime,
  option: intoOption,
  options: intoOptions,
  cascade: intoCascade,
  duration: intoDuration,
  user: ofPeople(intoUser),
  users: ofPeople(intoUsers),
  issue: (value, into) => (value.kind === 'issue' ? intoIssue(value, into) : unconvertible(value, into)),
};

/** A value that is not empty, as the kind that the target holds. */
export const intoKind = (kind: ValueKind, value: Value, into: Into): Translated =>
  convertible(value.kind, kind) ? INTO[kind](value, into) : unconvertible(value, into);
