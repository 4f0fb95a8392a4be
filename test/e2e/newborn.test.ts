import { startDay } from '../../playground/scenario/day';
import { play } from '../../playground/scenario/play';
import { createReport, type Report } from '../../playground/scenario/report';
import { ownTheatre, type Theatre } from '../../playground/scenario/theatre';
import { cloneTemplate } from '../setup/database';
import { taking } from '../setup/taking';

const LIMIT_MS = 480_000;

/** Odd: without faults. `NEWBORN_SEED=<n> npx jest test/e2e/newborn` plays another storm alone. */
const { NEWBORN_SEED } = process.env;
const SEED = Number(NEWBORN_SEED ?? '1');
const CHAPTERS = NEWBORN_SEED === undefined ? ['newborn', 'newbornStorm'] : ['newbornStorm'];

/** Rules of automation and people who do not wait until a pair is made. */
describe('copies that are worked on as soon as they are there', () => {
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
    'lose nothing, and nothing goes round in circles',
    async () => {
      const { world, restart } = theatre;
      const day = await startDay(world, report, { restart, preview: null, storm: { seed: SEED, edits: 0 } });
      const differences = await play(day, CHAPTERS);
      if (report.failures.length > 0 || differences > 0) throw new Error(lines.join('\n'));
      expect(differences).toBe(0);
    },
    LIMIT_MS,
  );
});
