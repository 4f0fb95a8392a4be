/** Line breaks and what surrounds them become one space: for fields that take one line. */
export const singleLine = (text: string): string =>
  text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

export const isUrl = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text);

const LONGEST_NUMBER = 400;

/** A number as people and programs write it with a decimal point; null for anything else. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  // Every number has a shorter form than this, and the pattern would try each way to part a row of digits.
  if (trimmed.length > LONGEST_NUMBER) return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) && Number.isFinite(Number(trimmed))
    ? Number(trimmed)
    : null;
}

/** The day at the start of an ISO date or date-time, if it exists in the calendar. */
export function parseDate(text: string): string | null {
  const day = /^\s*(\d{4}-\d{2}-\d{2})(?![\d-])/.exec(text)?.[1];
  if (day === undefined) return null;
  const parsed = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(day) ? day : null;
}

/** ISO 8601 with a zone (`+0100` as Jira writes it, `+01:00` or `Z`) -> UTC with milliseconds. */
export function parseInstant(text: string): string | null {
  const parts = /^\s*(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})\s*$/.exec(text);
  if (parts?.[1] === undefined || parts[2] === undefined || parseDate(parts[1]) === null) return null;
  const zone = parts[2] === 'Z' ? 'Z' : parts[2].replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const at = Date.parse(parts[1] + zone);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Jira refuses white space inside a label, so it becomes `_`. */
export const asJiraLabel = (label: string): string => label.trim().replace(/\s+/g, '_');

export interface CascadePath {
  readonly parent: string;
  readonly child: string | null;
}

const STEP = ' > ';

/** Two names of 255 and what parts them: no option is longer, and a text of thousands of `>` has millions of readings. */
const LONGEST_PATH = 600;

/** `Parent > Child`: how a cascading value reads as a text and as a row of a table. */
export const joinCascade = ({ parent, child }: CascadePath): string =>
  child === null ? parent : parent + STEP + child;

/** Every way to read a text as a path, the longest parent last: an option's own name may hold a `>`. */
export function cascadeReadings(text: string): readonly CascadePath[] {
  if (text.length > LONGEST_PATH) return [{ parent: text.trim(), child: null }];
  const steps = text.split('>').map((step) => step.trim());
  const pairs = steps.slice(1).map((_, at) => ({
    parent: steps.slice(0, at + 1).join(STEP),
    child: steps.slice(at + 1).join(STEP),
  }));
  const whole = { parent: text.trim(), child: null };
  return [...pairs.filter((pair) => pair.parent !== '' && pair.child !== ''), whole];
}

export const splitCascade = (text: string): CascadePath =>
  cascadeReadings(text)[0] ?? { parent: text.trim(), child: null };

/** `text` cut to `limit` UTF-16 units, never through the middle of a character. */
export function cutTo(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, Math.max(0, limit));
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** For comparing labels that people wrote: case and outer white space mean nothing. */
export const loose = (label: string): string => label.trim().toLowerCase();
