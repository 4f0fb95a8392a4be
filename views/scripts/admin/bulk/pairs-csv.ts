import Papa from 'papaparse';
import { type IssuePair } from '../../host/api-types';

export const MOST_PAIRS = 10_000;

export type FaultCode = 'missing' | 'tooMany' | 'notAKey' | 'twice' | 'overLimit';
export interface LineFault {
  readonly line: number;
  readonly code: FaultCode;
  /** The text in question. */
  readonly what: string;
}
export interface ReadPairs {
  readonly pairs: readonly IssuePair[];
  readonly faults: readonly LineFault[];
}

/** A key (`SUP-12`) or an id. */
const ISSUE = /^(?:\p{L}[\p{L}\p{N}_]*-\d+|\d+)$/u;

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell === '');

/** Columns at the end of a spreadsheet are often empty. */
const trimmed = (cells: readonly string[]): readonly string[] => {
  const words = cells.map((cell) => cell.trim());
  while (words.length > 2 && words.at(-1) === '') words.pop();
  return words;
};

const faultOf = (cells: readonly string[]): Omit<LineFault, 'line'> | null => {
  const [mine = '', theirs = ''] = cells;
  if (cells.length > 2) return { code: 'tooMany', what: String(cells.length) };
  if (mine === '' || theirs === '') return { code: 'missing', what: mine || theirs };
  const wrong = [mine, theirs].find((cell) => !ISSUE.test(cell));
  return wrong === undefined ? null : { code: 'notAKey', what: wrong };
};

/** A first line without any key in it names the columns. */
const isHead = (cells: readonly string[]): boolean => !isBlank(cells) && !cells.some((cell) => ISSUE.test(cell));

const DELIMITERS = [';', '\t', '|', ','];

/** The one that the first written line holds; the parser's own guess errs over an empty last line. */
const delimiterOf = (text: string): string => {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  return DELIMITERS.find((delimiter) => first.includes(delimiter)) ?? ',';
};

/** Own issue and partner's issue per line; separated by comma, semicolon or tab; with or without a line of headings. */
export const readPairs = (text: string): ReadPairs => {
  const rows = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) }).data.map(trimmed);
  const pairs: IssuePair[] = [];
  const faults: LineFault[] = [];
  const seen = { mine: new Set<string>(), theirs: new Set<string>() };
  rows.forEach((cells, index) => {
    const line = index + 1;
    if (isBlank(cells) || (index === 0 && isHead(cells))) return;
    const [mine = '', theirs = ''] = cells.map((cell) => cell.toUpperCase());
    const fault = faultOf(cells);
    const again = seen.mine.has(mine) ? mine : seen.theirs.has(theirs) ? theirs : null;
    if (fault) faults.push({ line, ...fault });
    else if (again !== null) faults.push({ line, code: 'twice', what: again });
    else if (pairs.length >= MOST_PAIRS) faults.push({ line, code: 'overLimit', what: mine });
    else {
      seen.mine.add(mine);
      seen.theirs.add(theirs);
      pairs.push({ mine, theirs });
    }
  });
  return { pairs, faults };
};
