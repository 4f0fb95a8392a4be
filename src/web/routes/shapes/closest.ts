/** Edit distance, given up beyond `most`: only near misses matter here. */
const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What the writer probably meant, or null when nothing is near. Case, `_`, `-` and blanks do not count. */
export const closest = (word: string, known: readonly string[]): string | null => {
  const wanted = plain(word.slice(0, 60));
  const most = wanted.length < 4 ? 1 : 2;
  const ranked = known
    .map((candidate) => ({ candidate, away: distance(wanted, plain(candidate), most) }))
    .filter(({ candidate, away }) => away <= most && away < plain(candidate).length)
    .sort((a, b) => a.away - b.away);
  return ranked[0]?.candidate ?? null;
};
