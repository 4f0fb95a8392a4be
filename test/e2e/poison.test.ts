import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disable, listProblems, retryProblem } from '../../playground/client/accord';
import { compareDeals } from '../../playground/client/compare/compare-deal';
import { hashFiles } from '../../playground/client/compare/files';
import { type Deal, findDeals, listLinked } from '../../playground/client/deals';
import { editIssue, getIssue } from '../../playground/client/jira';
import { asText, type JsonObject } from '../../playground/client/json';
import { until } from '../../playground/client/wait';
import { doc, paragraph } from '../../playground/client/adf';
import { raise } from '../../playground/scenario/raise';
import { setUp } from '../../playground/setup';
import { openStage, type Stage } from '../../playground/stage/stage';
import { LANE_PARKED } from '../../src/sync/park-lane';
import { PARK_AFTER } from '../../src/sync/ports';
import { cloneTemplate } from '../setup/database';
import { onServer } from '../setup/server';
import { taking } from '../setup/taking';

const LIMIT_MS = 300_000;
const MARK = 'text-that-stops-the-process';
const OTHERS = 20;
const STOPPED_BY_WATCHDOG = '70';
const DIED = '71';

/** What a supervisor does in production: whatever ends is started again. Leases run out by themselves; here they just have. */
interface Supervisor {
  /** How the processes ended so far. */
  readonly ends: readonly string[];
  stop(): Promise<void>;
}

const leasesRunOut = (databaseUrl: string): Promise<unknown> =>
  onServer(databaseUrl, (client) => client.query('UPDATE lanes SET free_at = now() WHERE leased_by IS NOT NULL'));

/** It may end before it answered a single call: that is an end like another. */
const startAgain = (stage: Stage, databaseUrl: string): Promise<string | null> =>
  stage
    .restartAddon(async () => void (await leasesRunOut(databaseUrl)))
    .then(() => null)
    .catch((error: unknown) => {
      const early = /ended \((\w+)\) before it was ready/.exec(String(error));
      if (!early?.[1]) throw error;
      return early[1];
    });

const supervise = (stage: Stage, databaseUrl: string, onEnd: (count: number) => void): Supervisor => {
  const ends: string[] = [];
  const over = new AbortController();
  const stopped = new Promise<null>((done) => over.signal.addEventListener('abort', () => done(null)));
  const note = (how: string): void => {
    ends.push(how);
    onEnd(ends.length);
  };
  const watch = async (): Promise<void> => {
    for (;;) {
      const how = await Promise.race([stopped, stage.addon().ended]);
      if (how === null) return;
      note(how);
      for (let early = await startAgain(stage, databaseUrl); early !== null;) {
        note(early);
        early = await startAgain(stage, databaseUrl);
      }
    }
  };
  const watching = watch();
  const stop = (): Promise<void> => {
    over.abort();
    return watching;
  };
  return { ends, stop };
};

/** The process under it may end at any moment. */
const calmly = <T>(ask: () => Promise<T | null>): Promise<T | null> => ask().catch(() => null);

describe('an issue that stops the process that reads it', () => {
  let stage: Stage;
  let deal: Deal;
  let supervisor: Supervisor;
  let logFile: string;
  let setPoison: (effect: 'stand still' | 'die' | 'nothing') => void;

  beforeAll(async () => {
    await taking(async (held) => {
      const { url } = held.keep(await cloneTemplate(), ({ drop }) => drop());
      const folder = held.keep(mkdtempSync(join(tmpdir(), 'accord-poison-')), (path) =>
        rmSync(path, { recursive: true, force: true }),
      );
      logFile = join(folder, 'accord.log');
      const poison = join(folder, 'poison');
      setPoison = (effect) => writeFileSync(poison, effect);
      const env = {
        DATABASE_URL: url,
        LOG_LEVEL: 'warn',
        ACCORD_STALL_SECONDS: '3',
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${join(__dirname, 'poison.cjs')}`,
        POISON_FILE: poison,
        POISON_MARK: MARK,
      };
      stage = held.keep(await openStage({ folder, ports: null, env, say: () => undefined }), (it) => it.close());
      await setUp(stage.world, () => undefined);
      const deals = await findDeals(stage.world);
      // One lane for each issue: what stops it is then seen of one lane alone.
      for (const other of deals.slice(1)) await disable(other.master.admin, other.contractId);
      deal = deals[0] as Deal;
      const kinds = ['die', 'stand still'] as const;
      supervisor = held.keep(
        supervise(stage, url, (count) => setPoison(kinds[count % 2] ?? 'die')),
        (it) => it.stop(),
      );
    });
  }, LIMIT_MS);

  const patience = (what: string) => ({ limitMs: LIMIT_MS / 2, what });

  /** It was never read, so there is no pair yet and nobody knows more than its id. */
  const parked = (id: string): Promise<JsonObject | null> =>
    calmly(async () => {
      const problems = await listProblems(deal.master.admin);
      return problems.find(({ code, cause }) => code === LANE_PARKED && asText(cause).includes(`"id = ${id}"`)) ?? null;
    });

  const partnersOf = async (keys: readonly string[]): Promise<readonly string[] | null> => {
    const links = await listLinked(deal);
    const partners = keys.flatMap((key) => links.find(({ master }) => master?.key === key)?.provider?.key ?? []);
    return partners.length === keys.length ? partners : null;
  };

  const differences = async (): Promise<readonly unknown[]> =>
    (await compareDeals([deal], hashFiles())).flatMap((comparison) => comparison.differences);

  /** Quiet is not waited for: what Jira could not deliver to a process that stood still comes minutes later. */
  const inStep = (): Promise<true> =>
    until(() => calmly(async () => ((await differences()).length === 0 ? true : null)), {
      ...patience('0 differences'),
      everyMs: 1_000,
    });

  it(
    'is left alone after some ends, the others get through, and it follows when asked for once it is mended',
    async () => {
      const { session } = deal.master;
      setPoison('stand still');
      const others: string[] = [];
      const raiseSome = async (count: number): Promise<void> => {
        for (let at = 0; at < count; at += 1) {
          others.push(await raise(session, 'SUP', 'Bug', `Harmless ${others.length}`));
        }
      };
      await raiseSome(OTHERS / 2);
      const description = doc(paragraph(`Holds a ${MARK}.`)) as never;
      const poisoned = await raise(session, 'SUP', 'Bug', 'Poison', { description });
      const { id } = await getIssue(session, poisoned);
      await raiseSome(OTHERS / 2);

      const problem = await until(() => parked(id), patience('the problem of the parked lane'));
      expect(problem).toMatchObject({ whose: 'mine', subject: 'All work on an issue' });
      const ends = supervisor.ends.length;
      expect(ends).toBe(PARK_AFTER);
      expect(new Set(supervisor.ends)).toEqual(new Set([STOPPED_BY_WATCHDOG, DIED]));
      expect(readFileSync(logFile, 'utf8')).toContain('the main loop stands still');

      const partners = await until(() => partnersOf(others), patience('the partners of all others'));
      await inStep();
      await editIssue(session, others[0] ?? '', { fields: { summary: 'Still in step' } });
      const arrived = async (): Promise<true | null> =>
        (await getIssue(deal.provider.session, partners[0] ?? '')).fields.summary === 'Still in step' ? true : null;
      await until(arrived, patience('an edit beside the parked lane'));
      expect(supervisor.ends).toHaveLength(ends);

      await retryProblem(deal.master.admin, asText(problem.id));
      await until(
        () => Promise.resolve(supervisor.ends.length > ends ? true : null),
        patience('one more end: it is still poison'),
      );
      const again = await until(() => parked(id), patience('the problem, once more'));
      expect(supervisor.ends).toHaveLength(ends + 1);

      setPoison('nothing');
      await retryProblem(deal.master.admin, asText(again.id));
      await until(() => calmly(() => partnersOf([poisoned])), patience('the partner of the mended issue'));
      await inStep();
      expect(await parked(id)).toBeNull();
      expect(supervisor.ends).toHaveLength(ends + 1);
    },
    LIMIT_MS,
  );
});
