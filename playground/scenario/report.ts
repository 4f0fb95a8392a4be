/** What the scenario prints, and what it found wrong. */
export interface Report {
  /** Starts a numbered step. */
  step(title: string): void;
  line(text: string): void;
  /** A table with its headings in the first row. */
  table(rows: readonly (readonly string[])[]): void;
  /** Remembered as a difference when it does not hold. */
  check(what: string, holds: boolean, found?: string): void;
  readonly failures: readonly string[];
}

const WIDEST = 36;

const clip = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
};

export function createReport(write: (line: string) => void, now: () => number = Date.now): Report {
  const failures: string[] = [];
  const started = now();
  let steps = 0;
  return {
    failures,
    step: (title) => {
      steps += 1;
      write(`\n${String(steps).padStart(2)}. ${title}  [${((now() - started) / 1000).toFixed(1)} s]`);
    },
    line: (text) => write(`    ${text}`),
    table: (rows) => tableLines(rows).forEach((line) => write(`      ${line}`)),
    check: (what, holds, found = '') => {
      const words = found === '' || holds ? what : `${what} (found: ${found})`;
      if (!holds) failures.push(words);
      write(`    ${holds ? 'ok ' : 'NOT'} ${words}`);
    },
  };
}

function tableLines(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(clip));
  const widths = (cells[0] ?? []).map((_head, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
