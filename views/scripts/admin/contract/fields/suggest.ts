import { type ContractField, type Field, type FieldType, type Half } from '../../../host/api-types';
import { newRow, redirect, type Row, rowsOf } from './rows';

const plain = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Names by which people call the same. The first is the one we propose. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['title', 'summary', 'subject', 'headline'],
  ['description', 'details', 'body', 'text'],
  ['priority', 'severity', 'urgency'],
  ['labels', 'tags', 'keywords'],
  ['due date', 'due', 'deadline', 'duedate'],
  ['components', 'component', 'area', 'module'],
  ['environment', 'where'],
  ['time tracking', 'time', 'effort estimate', 'timetracking'],
  ['affects versions', 'found in', 'affected versions', 'versions'],
  ['fix versions', 'fixed in', 'fixversions'],
  ['resolution', 'outcome'],
  ['assignee', 'assigned to', 'owner'],
  ['reporter', 'reported by', 'author'],
];
const groupOf = (name: string): readonly string[] =>
  SYNONYMS.find((group) => group.includes(plain(name))) ?? [plain(name)];

/** What a value can become without a table. Anything can be told as text. */
const FAMILIES: readonly (readonly FieldType[])[] = [
  ['text', 'richText', 'url'],
  ['number'],
  ['date', 'dateTime'],
  ['option', 'priority', 'resolution', 'issueType', 'version'],
  ['options', 'labels', 'components', 'versions'],
  ['cascade'],
  ['user', 'users'],
  ['parent'],
  ['timeTracking'],
];
const familyOf = (type: FieldType): number => FAMILIES.findIndex((family) => family.includes(type));

/** 0 where they do not go together. */
export const fitOf = (field: Field, offered: Pick<ContractField, 'name' | 'type'>): number => {
  if (field.type === 'unsupported') return 0;
  const [own, theirs] = [plain(field.name), plain(offered.name)];
  const byName =
    own === theirs ? 4 : groupOf(field.name) === groupOf(offered.name) || groupOf(own).includes(theirs) ? 3 : 0;
  if (byName === 0) return 0;
  if (field.type === offered.type) return byName + 2;
  if (familyOf(field.type) === familyOf(offered.type)) return byName + 1;
  return field.type === 'text' || field.type === 'richText' ? byName : 0;
};

const bestFor = (offered: ContractField, fields: readonly Field[], used: ReadonlySet<string>): Field | null => {
  const ranked = fields
    .filter(({ id }) => !used.has(id))
    .map((field) => ({ field, fit: fitOf(field, offered) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  return ranked[0]?.field ?? null;
};

/** Told in every contract that sends: what any Jira has. */
const USUAL: readonly (readonly [field: string, name: string])[] = [
  ['summary', 'Title'],
  ['description', 'Description'],
  ['priority', 'Priority'],
  ['labels', 'Labels'],
  ['duedate', 'Due date'],
];

/** Rows that would be added: what the partner offers and we do not take yet, and, where we send nothing yet, the usual. */
export const suggestRows = (
  half: Half,
  fields: readonly Field[],
  offered: readonly ContractField[],
): readonly Row[] => {
  const rows = rowsOf(half);
  const received = new Set(rows.flatMap(({ receive, field }) => (receive ? [field] : [])));
  const names = new Set(rows.flatMap(({ receive, name }) => (receive ? [plain(name)] : [])));
  const found: Row[] = [];
  for (const one of offered.filter(({ name }) => !names.has(plain(name)))) {
    const known = rows.find(({ send, name }) => send && plain(name) === plain(one.name));
    const field = known ? fields.find(({ id }) => id === known.field) : bestFor(one, fields, received);
    if (!field) continue;
    received.add(field.id);
    found.push(newRow('receive', field.id, one.name));
  }
  if (!half.send || rows.some(({ send }) => send)) return found;
  const usual = USUAL.filter(([id]) => fields.some((field) => field.id === id));
  const sent = usual.map(([id, name]) => {
    const theirs = found.find(({ field }) => field === id);
    return newRow('send', id, theirs?.name ?? name);
  });
  return [...found, ...sent];
};

/** The half's rows with suggested ones joined: a field that is sent and received under one name is one row. */
export const joinRows = (rows: readonly Row[], more: readonly Row[]): readonly Row[] =>
  more.reduce<readonly Row[]>((all, row) => {
    const at = all.findIndex(({ field, name }) => field === row.field && name === row.name);
    return at < 0 ? [...all, row] : all.map((one, index) => (index === at ? redirect(one, 'both') : one));
  }, rows);

/** Finds among these labels the one that means the same by name; null where none does. */
export const labelMatcher = (among: readonly string[]): ((label: string) => string | null) => {
  const exact = new Set(among);
  // The first of two that read alike is the one that is meant.
  const byPlain = new Map([...among].reverse().map((one) => [plain(one), one]));
  return (label) => {
    if (exact.has(label)) return label;
    const alike = byPlain.get(plain(label));
    if (alike !== undefined) return alike;
    const group = LABELS.find((words) => words.includes(plain(label))) ?? [];
    const found = new Set(group.flatMap((word) => byPlain.get(word) ?? []));
    return among.find((one) => found.has(one)) ?? null;
  };
};

export const bestLabel = (label: string, among: readonly string[]): string | null => labelMatcher(among)(label);

const LABELS: readonly (readonly string[])[] = [
  ['blocker', 'highest', 'critical', 'p1', 'urgent'],
  ['major', 'high', 'p2'],
  ['normal', 'medium', 'minor', 'p3'],
  ['low', 'p4'],
  ['trivial', 'lowest', 'p5'],
  ['done', 'fixed', 'resolved'],
  ['bug', 'defect', 'fault'],
  ['production', 'prod', 'live'],
  ['test', 'testing', 'qa'],
];
