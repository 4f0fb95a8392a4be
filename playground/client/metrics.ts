/** Figures out of a Prometheus text: the sum over all labels of each name that is asked for. */
export async function readMetrics(baseUrl: string): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`${baseUrl}/metrics`, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${baseUrl}/metrics answered ${answer.status}`);
  const sums = new Map<string, number>();
  for (const line of (await answer.text()).split('\n')) {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{[^}]*\})? ([-+.\deE]+)/.exec(line);
    if (match?.[1] && match[2]) sums.set(match[1], (sums.get(match[1]) ?? 0) + Number(match[2]));
  }
  return sums;
}
