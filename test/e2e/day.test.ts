import { play } from '../../playground/scenario/play';
import { startDay } from '../../playground/scenario/day';
import { createReport, type Report } from '../../playground/scenario/report';
import { ownTheatre, type Theatre } from '../../playground/scenario/theatre';
import { cloneTemplate } from '../setup/database';
import { taking } from '../setup/taking';

/** Starting takes some seconds, and a busy machine many more. */
const LIMIT_MS = 180_000;

/** The add-on as a process of its own, three simulated sites, and people who work there: all of it over HTTP. */
describe('a working day', () => {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const report: Report = createReport(write);
  let theatre: Theatre;

  beforeAll(async () => {
    theatre = await taking(async (held) => {
      const { url } = held.keep(await cloneTemplate(), ({ drop }) => drop());
      const own = held.keep(await ownTheatre(write, { DATABASE_URL: url, LOG_LEVEL: 'warn' }), (it) => it.close());
      return { ...own, close: () => held.release() };
    });
  }, LIMIT_MS);

  afterAll(async () => {
    await theatre?.close();
  }, LIMIT_MS);

  /** What was printed so far is worth more than a number. */
  const holds = (found: unknown, expected: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(lines.join('\n'));
    expect(found).toEqual(expected);
  };

  it(
    'ends with 0 differences',
    async () => {
      const { world, restart } = theatre;
      const day = await startDay(world, report, { restart, preview: null, storm: { seed: 1, edits: 10 } });
      const differences = await play(day, [
        'birth',
        'comments',
        'workflow',
        'silence',
        'triggers',
        'internal',
        'marked',
        'troubles',
        'reinstall',
      ]);
      holds([...report.failures], []);
      holds(differences, 0);
    },
    LIMIT_MS,
  );
});
