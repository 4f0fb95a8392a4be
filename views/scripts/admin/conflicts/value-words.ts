import { text } from '../../text';

/** A node of the Atlassian Document Format, as far as its words go. */
interface Node {
  readonly type?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly Node[];
}

type Told = Readonly<Record<string, unknown>>;

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'listItem',
  'tableRow',
  'rule',
  'mediaSingle',
  'mediaGroup',
  'blockCard',
  'taskItem',
]);
const ITEMS = new Set(['listItem', 'taskItem']);

/** Nodes without content that stand for something a person sees. */
const leafWords = ({ type, text: plain, attrs = {} }: Node): string => {
  if (type === 'hardBreak') return '\n';
  const { text: told, shortName, url, alt } = attrs;
  return plain ?? [told, shortName, url, alt].find((word): word is string => typeof word === 'string') ?? '';
};

const nodeWords = (node: Node): string => {
  const { type = '', content } = node;
  const inner = content ? content.map(nodeWords).join(type === 'tableRow' ? ' | ' : '') : leafWords(node);
  if (type === 'tableCell' || type === 'tableHeader') return inner.trim();
  const marked = ITEMS.has(type) ? `• ${inner.trimEnd()}` : inner;
  return BLOCKS.has(type) && !marked.endsWith('\n') ? `${marked}\n` : marked;
};

const hours = (seconds: unknown): string =>
  typeof seconds === 'number' ? text.conflicts.hours(Math.round(seconds / 36) / 100) : '–';

const names = (users: unknown): string =>
  (Array.isArray(users) ? (users as readonly Told[]) : []).map(({ name }) => String(name)).join(', ');

const WORDS: Readonly<Record<string, (value: Told) => string>> = {
  empty: () => '',
  text: ({ text }) => String(text),
  richText: ({ doc }) => nodeWords(doc as Node).trim(),
  number: ({ number }) => String(number),
  date: ({ date }) => String(date),
  dateTime: ({ at }) => String(at),
  option: ({ label }) => String(label),
  options: ({ labels }) => (Array.isArray(labels) ? labels.join(', ') : ''),
  cascade: ({ parent, child }) => [parent, child].filter((step) => typeof step === 'string').join(' > '),
  user: ({ user }) => names([user]),
  users: ({ users }) => names(users),
  duration: ({ original, remaining }) => `${hours(original)} / ${hours(remaining)}`,
  issue: ({ key }) => String(key),
};

const parsed = (value: string): Told | null => {
  try {
    const found: unknown = JSON.parse(value);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Told) : null;
  } catch {
    return null;
  }
};

/** A contract value, which the API tells as JSON, as people read it; what is no such value is shown as it is. */
export const valueWords = (value: string): string => {
  const told = parsed(value);
  const words = told && typeof told['kind'] === 'string' ? WORDS[told['kind']] : undefined;
  return told && words ? words(told) : value;
};
