import Papa from 'papaparse';
import { MOST_PAIRS, type UserPair } from './pairs';

export type FaultCode = 'missing' | 'tooMany' | 'notAnAccount' | 'twice' | 'overLimit' | 'unknown';
export interface LineFault {
  readonly line: number;
  readonly code: FaultCode;
  /** The text in question. */
  readonly what: string;
}
export interface PairLine extends UserPair {
  readonly line: number;
}
export interface ReadUsers {
  readonly lines: readonly PairLine[];
  readonly faults: readonly LineFault[];
}
/** Headings of the two columns that matter. They name the sites, so that a file of the partner is read the right way round. */
export interface Headings {
  readonly mine: string;
  readonly theirs: string;
}

const ACCOUNT = /^[\w:.|~-]{1,128}$/;
const DELIMITERS = [',', ';', '\t', '|'];
const MOST_COLUMNS = 4;

export const isAccount = (text: string): boolean => ACCOUNT.test(text);

/** Undoes the guard that `writeUsersCsv` puts before what a spreadsheet would take for a formula. */
const unguarded = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@\t\r])/, '');

const trimmed = (cells: readonly string[]): readonly string[] => {
  const words = cells.map(unguarded);
  while (words.length > 2 && words.at(-1) === '') words.pop();
  return words;
};

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell === '');

interface Columns {
  readonly mine: number;
  readonly theirs: number;
}

const plain = (words: string): string => words.trim().toLowerCase();

/** By their headings; null where the first line is none that we wrote. */
const columnsOf = (head: readonly string[], { mine, theirs }: Headings): Columns | null => {
  const words = head.map(plain);
  const found = { mine: words.indexOf(plain(mine)), theirs: words.lastIndexOf(plain(theirs)) };
  return found.mine >= 0 && found.theirs >= 0 && found.mine !== found.theirs ? found : null;
};

/** Two columns are the accounts; of four the second and the last are names. */
const byPlace = (cells: readonly string[]): Columns => ({ mine: 0, theirs: cells.length > 2 ? 2 : 1 });

/** Somebody else's line of headings has blanks or no digit in it, where accounts have neither. */
const isHead = (cells: readonly string[]): boolean =>
  !isBlank(cells) && cells.every((cell) => !isAccount(cell) || !/\d/.test(cell));

const faultOf = (cells: readonly string[], mine: string, theirs: string): Omit<LineFault, 'line'> | null => {
  if (cells.length > MOST_COLUMNS) return { code: 'tooMany', what: String(cells.length) };
  if (mine === '' || theirs === '') return { code: 'missing', what: mine || theirs };
  const wrong = [mine, theirs].find((cell) => !isAccount(cell));
  return wrong === undefined ? null : { code: 'notAnAccount', what: wrong };
};

const readWith = (delimiter: string, text: string, headings: Headings): ReadUsers => {
  const rows = Papa.parse<string[]>(text, { delimiter }).data.map(trimmed);
  const first = rows.findIndex((cells) => !isBlank(cells));
  const named = columnsOf(rows[first] ?? [], headings);
  const lines: PairLine[] = [];
  const faults: LineFault[] = [];
  const seen = { mine: new Set<string>(), theirs: new Set<string>() };
  rows.forEach((cells, index) => {
    const line = index + 1;
    if (isBlank(cells) || (index === first && (named !== null || isHead(cells)))) return;
    const columns = named ?? byPlace(cells);
    const [mine, theirs] = [cells[columns.mine] ?? '', cells[columns.theirs] ?? ''];
    const fault = faultOf(cells, mine, theirs);
    const again = seen.mine.has(mine) ? mine : seen.theirs.has(theirs) ? theirs : null;
    if (fault) faults.push({ line, ...fault });
    else if (again !== null) faults.push({ line, code: 'twice', what: again });
    else if (lines.length >= MOST_PAIRS) faults.push({ line, code: 'overLimit', what: mine });
    else {
      seen.mine.add(mine);
      seen.theirs.add(theirs);
      lines.push({ line, mine, theirs });
    }
  });
  return { lines, faults };
};

/** Faults of lines that at least have as many columns as expected. */
const inShape = ({ faults }: ReadUsers): number =>
  faults.filter(({ code }) => code !== 'missing' && code !== 'tooMany').length;

/**
 * A line for each pair, with or without names and headings. What cannot be read is told by line, the rest is taken. Names of
 * people and sites hold any sign, so each way to separate columns is tried, and the one that makes the most sense counts.
 */
export const readUsersCsv = (text: string, headings: Headings): ReadUsers => {
  const content = text.replace(/^\ufeff/, '');
  const [first, ...others] = DELIMITERS.map((delimiter) => readWith(delimiter, content, headings));
  const none: ReadUsers = { lines: [], faults: [] };
  return others.reduce((best, next) => {
    const better = next.lines.length - best.lines.length || inShape(next) - inShape(best);
    return better > 0 ? next : best;
  }, first ?? none);
};

export interface CsvHead {
  readonly mine: { readonly account: string; readonly name: string };
  readonly theirs: { readonly account: string; readonly name: string };
}

/** Names come from people: what a spreadsheet would run as a formula gets an apostrophe before it. */
export const writeUsersCsv = (
  pairs: readonly UserPair[],
  head: CsvHead,
  nameOf: { readonly mine: (account: string) => string; readonly theirs: (account: string) => string },
): string => {
  const { mine, theirs } = head;
  const fields = [mine.account, mine.name, theirs.account, theirs.name];
  const data = pairs.map((pair) => [pair.mine, nameOf.mine(pair.mine), pair.theirs, nameOf.theirs(pair.theirs)]);
  // The mark tells spreadsheets that it is UTF-8.
  return `\ufeff${Papa.unparse([fields, ...data], { escapeFormulae: true, newline: '\r\n' })}\r\n`;
};
