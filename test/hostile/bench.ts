import { BENCH_ONLY, HOSTILE } from './cases';
import { measure } from './measure';

/** `npm run bench:hostile [words of a name]`: how long each hostile piece of work holds the process, at its full size. */
const LIMIT_MS = 50;

const only = process.argv.slice(2).join(' ');
const rows = [...HOSTILE, ...BENCH_ONLY]
  .filter(({ name }) => name.includes(only))
  .map((each) => {
    const outcome = measure(each, each.size);
    const size = `${each.size.toLocaleString('en')} ${each.unit}`;
    const said = outcome.fault === null ? `${outcome.ms.toFixed(1)} ms` : outcome.fault;
    const mark = outcome.fault !== null || outcome.ms > LIMIT_MS ? '  <-- too much' : '';
    process.stdout.write(`${each.name.padEnd(62)} ${size.padStart(22)} ${said.padStart(12)}${mark}\n`);
    return { each, outcome };
  });
const bad = rows.filter(({ outcome }) => outcome.fault !== null || outcome.ms > LIMIT_MS);
process.stdout.write(`\n${rows.length} pieces of work, ${bad.length} above ${LIMIT_MS} ms or broken\n`);
process.exitCode = bad.length === 0 ? 0 : 1;
