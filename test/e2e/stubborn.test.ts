import { startDay } from '../../playground/scenario/day';
import { play } from '../../playground/scenario/play';
import { createReport, type Report } from '../../playground/scenario/report';
import { ownTheatre, type Theatre } from '../../playground/scenario/theatre';
import { cloneTemplate } from '../setup/database';
import { taking } from '../setup/taking';

const LIMIT_MS = 180_000;

/** What a Jira does not take, or fails at, in the running program. */
describe('a file that will not go', () => {
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

  it(
    'stops itself only, and goes in the end',
    async () => {
      const { world, restart } = theatre;
      const day = await startDay(world, report, { restart, preview: null, storm: { seed: 1, edits: 0 } });
      const differences = await play(day, ['stubborn']);
      if (report.failures.length > 0 || differences > 0) throw new Error(lines.join('\n'));
      expect(differences).toBe(0);
    },
    LIMIT_MS,
  );
});
