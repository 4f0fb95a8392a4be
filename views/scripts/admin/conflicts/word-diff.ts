/** A run of text that both have (`same`) or that only this one has. */
export interface Run {
  readonly text: string;
  readonly same: boolean;
}
export interface Diff {
  readonly mine: readonly Run[];
  readonly theirs: readonly Run[];
}

/** Above this many cells the middle is shown as different as a whole: a page must not freeze over two long texts. */
const MOST_CELLS = 1_000_000;

/** Signs of scripts without spaces one by one, else words, and what stands between them. */
const PIECE =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]+/gu;

const cut = (text: string): readonly string[] => text.match(PIECE) ?? [];

/** A word in common says more than the spaces around it. */
const weightOf = (piece: string): number => (/[\p{L}\p{N}]/u.test(piece) ? 3 : 1);

/** Weight of the heaviest common subsequence of every pair of ends. */
const lengths = (a: readonly string[], b: readonly string[]): Uint32Array => {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const next = (i + 1) * width + j;
      table[i * width + j] =
        a[i] === b[j]
          ? (table[next + 1] ?? 0) + weightOf(a[i] ?? '')
          : Math.max(table[next] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  return table;
};

interface Marked {
  readonly mine: boolean[];
  readonly theirs: boolean[];
}

/** Which words of the two middles are common. */
const markMiddle = (a: readonly string[], b: readonly string[]): Marked => {
  const marked: Marked = { mine: a.map(() => false), theirs: b.map(() => false) };
  if (a.length * b.length > MOST_CELLS) return marked;
  const table = lengths(a, b);
  const width = b.length + 1;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      marked.mine[i++] = true;
      marked.theirs[j++] = true;
    } else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return marked;
};

const commonStart = (a: readonly string[], b: readonly string[]): number => {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
};

const runsOf = (words: readonly string[], same: readonly boolean[]): readonly Run[] => {
  const runs: { text: string; same: boolean }[] = [];
  words.forEach((text, index) => {
    const last = runs.at(-1);
    if (last && last.same === (same[index] ?? false)) last.text += text;
    else runs.push({ text, same: same[index] ?? false });
  });
  return runs;
};

/** What two values have in common, word by word. */
export const diffWords = (mine: string, theirs: string): Diff => {
  const [a, b] = [cut(mine), cut(theirs)];
  const start = commonStart(a, b);
  const end = commonStart(a.slice(start).reverse(), b.slice(start).reverse());
  const middle = markMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const whole = (marks: readonly boolean[]): boolean[] => [
    ...Array.from({ length: start }, () => true),
    ...marks,
    ...Array.from({ length: end }, () => true),
  ];
  return { mine: runsOf(a, whole(middle.mine)), theirs: runsOf(b, whole(middle.theirs)) };
};
