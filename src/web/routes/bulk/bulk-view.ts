import { WORKS } from '../../../sync/bulk/slice';
import { bulkLane } from '../../../sync/lane-key';
import { type BulkCounts, type BulkRun, type Stores } from '../../../sync/ports';
import { nameOf, type Names } from '../names';
import { type Asked, readIssueSight, WITHHELD, WITHHELD_REMEDY } from '../sight';

const MOST_FAILURES = 100;
const PACE_MS = 2 * 60 * 1000;
const NONE: BulkCounts = { total: 0, done: 0, failed: 0, skipped: 0, awaiting: 0 };

/** By the pace of the last minutes: what an hour ago was quick, or paused, says little of now. */
const minutesLeft = async (stores: Stores, run: BulkRun, counts: BulkCounts, now: Date): Promise<number | null> => {
  if (run.state !== 'running' || !run.gathered) return null;
  const left = counts.total - counts.done - counts.failed - counts.skipped - counts.awaiting;
  if (left === 0) return 0;
  const since = new Date(Math.max(now.getTime() - PACE_MS, Date.parse(run.startedAt)));
  const ended = await stores.bulk.countEnded(run.id, since);
  if (ended === 0) return null;
  const minutes = Math.max(now.getTime() - since.getTime(), 1_000) / 60_000;
  return Math.ceil((left * minutes * 10) / ended) / 10;
};

const waitsFor = async (stores: Stores, { id, state }: BulkRun): Promise<string | null> => {
  const why = state === 'running' ? (await stores.lanes.find(bulkLane(id)))?.waitsFor : null;
  return why === WORKS ? null : (why ?? null);
};

/** Why an issue failed may hold words of it: they are for those who may view it. */
const readFailures = async (asked: Asked, runId: string) => {
  const found = await asked.stores.bulk.failures(runId, MOST_FAILURES);
  const sightOf = await readIssueSight(
    asked,
    found.map(({ issueId }) => issueId),
  );
  return found.map(({ issue, issueId, cause, remedy }) => {
    const sight = sightOf(issueId);
    return sight === 'yes'
      ? { issue, cause, remedy }
      : { issue, cause: WITHHELD[sight], remedy: WITHHELD_REMEDY[sight] };
  });
};

/** A run as the admins of its half see it. */
export const viewRun = async (asked: Asked, run: BulkRun, names: Names, now: Date) => {
  const { stores } = asked;
  const counts = (await stores.bulk.counts([run.id]))[run.id] ?? NONE;
  return {
    id: run.id,
    contract: run.contractId,
    kind: run.kind,
    state: run.state,
    gathered: run.gathered,
    ...counts,
    failures: counts.failed === 0 ? [] : await readFailures(asked, run.id),
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    authorName: nameOf(names, run.author),
    minutesLeft: await minutesLeft(stores, run, counts, now),
    waitsFor: await waitsFor(stores, run),
  };
};
