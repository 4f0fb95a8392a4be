/** Random runs for each law; `LAW_RUNS=5000 npx jest test/laws` looks longer. */
export const RUNS = { numRuns: Number(process.env['LAW_RUNS'] ?? 120) };
