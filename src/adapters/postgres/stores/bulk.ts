import { type Side } from '../../../core/model';
import {
  type Bulk,
  type BulkCounts,
  type BulkFailure,
  type BulkItem,
  type BulkRun,
  type NamedPair,
} from '../../../sync/ports';
import { dateOrNull, iso, isoOrNull } from '../per-side';
import { column, defineTable } from '../table';
import {
  ADD_ITEMS,
  ASK,
  COUNTS,
  FAILURES,
  INSERT_RUN,
  ITEMS,
  MARK_AGREED,
  MARK_AWAITING,
  PAIRS_WITH,
  RUN_OF,
  SET_STATE,
  SETTLE,
  STOP_ALL,
  UNMARK_AWAITING,
} from './bulk-statements';
import { type StoreDeps } from './deps';

interface RunRow extends Omit<BulkRun, 'startedAt' | 'endedAt'> {
  startedAt: Date;
  endedAt: Date | null;
}

const RUNS = defineTable<RunRow>('bulk_runs', ['id'], {
  id: column.text,
  contractId: column.text,
  side: column.text,
  kind: column.text,
  state: column.text,
  jql: column.text,
  keyField: column.text,
  author: column.text,
  startedAt: column.time,
  endedAt: column.time,
  gathered: column.flag,
  cursor: column.text,
});

interface ItemRow extends Omit<BulkItem, 'askedAt'> {
  askedAt: Date | null;
}

const NEWEST_FIRST: [string, string][] = [
  ['startedAt', 'DESC'],
  ['id', 'ASC'],
];

export const bulkStore = ({ executor }: StoreDeps): Bulk => {
  const runs = executor.table(RUNS);
  const items = async (
    runId: string,
    state: string,
    limit: number,
    agreed: boolean | null = null,
  ): Promise<readonly BulkItem[]> => (await executor.sql<ItemRow>(ITEMS, [runId, state, limit, agreed])).map(toItem);
  const find = async (id: string): Promise<BulkRun | null> => {
    const row = await runs.find({ id });
    return row ? toRun(row) : null;
  };
  const settleAll: Bulk['settleAll'] = async (itemIds, verdict, at) => {
    const words = verdict.is === 'failed' ? [verdict.cause, verdict.remedy] : [null, null];
    if (itemIds.length > 0) await executor.sql(SETTLE, [itemIds, verdict.is, ...words, at]);
  };
  return {
    insert: async (run) => (await executor.sql(INSERT_RUN, valuesOf(run))).length === 1,
    find,
    findRunOf: async (itemId) => {
      const [row] = await executor.sql<{ id: string }>(RUN_OF, [itemId]);
      return row ? find(row.id) : null;
    },
    list: async (contractId: string, side: Side, limit) =>
      (await runs.list({ contractId, side }, NEWEST_FIRST, limit)).map(toRun),
    setState: async (id, from, to, endedAt) => (await executor.sql(SET_STATE, [id, from, to, endedAt])).length === 1,
    stopAll: async (contractId, at) => void (await executor.sql(STOP_ALL, [contractId, at])),
    addItems: async (runId, added, at) => {
      const columns = [
        added.map(({ mine }) => mine),
        added.map(({ key }) => key),
        added.map(({ issueId }) => issueId),
        added.map(({ theirs }) => theirs),
        added.map(({ verdict }) => verdict?.is ?? 'waiting'),
        added.map(({ verdict }) => (verdict?.is === 'failed' ? verdict.cause : null)),
        added.map(({ verdict }) => (verdict?.is === 'failed' ? verdict.remedy : null)),
      ];
      if (added.length > 0) await executor.sql(ADD_ITEMS, [runId, ...columns, at]);
    },
    noteGathered: async (id, gathered, cursor) => void (await runs.update({ gathered, cursor }, { id })),
    waiting: (runId, limit, agreed) => items(runId, 'waiting', limit, agreed ?? null),
    markAwaiting: async (named) => {
      const columns = [named.map(({ id }) => id), named.map(({ key }) => key), named.map(({ issueId }) => issueId)];
      if (named.length > 0) await executor.sql(MARK_AWAITING, columns);
    },
    markAgreed: async (itemIds) => {
      if (itemIds.length > 0) await executor.sql(MARK_AGREED, [itemIds]);
    },
    unmarkAwaiting: async (itemIds) => {
      if (itemIds.length > 0) await executor.sql(UNMARK_AWAITING, [itemIds]);
    },
    asked: (runId) => items(runId, 'asked', MOST_ASKED),
    pairsWith: (runId, issueIds, theirsIds) => executor.sql<NamedPair>(PAIRS_WITH, [runId, issueIds, theirsIds]),
    markAsked: async ({ id, key, issueId, theirsId }, at) => {
      await executor.sql(ASK, [id, key, issueId, theirsId, at]);
    },
    settle: (itemId, verdict, at) => settleAll([itemId], verdict, at),
    settleAll,
    counts: async (runIds) => {
      const rows = await executor.sql<BulkCounts & { id: string }>(COUNTS, [runIds]);
      return Object.fromEntries(rows.map(({ id, ...counts }) => [id, counts]));
    },
    failures: (runId, limit) => executor.sql<BulkFailure>(FAILURES, [runId, limit]),
    countEnded: async (runId, since) => {
      const [row] = await executor.sql<{ count: number }>(
        'SELECT count(*)::int AS count FROM bulk_items WHERE run_id = $1 AND ended_at > $2',
        [runId, since],
      );
      return row?.count ?? 0;
    },
  };
};

/** More are never asked at a time. */
const MOST_ASKED = 1_000;

const valuesOf = (run: BulkRun): readonly unknown[] => [
  run.id,
  run.contractId,
  run.side,
  run.kind,
  run.state,
  run.jql,
  run.keyField,
  run.author,
  new Date(run.startedAt),
  dateOrNull(run.endedAt),
  run.gathered,
  run.cursor,
];

const toRun = (row: RunRow): BulkRun => ({ ...row, startedAt: iso(row.startedAt), endedAt: isoOrNull(row.endedAt) });

const toItem = (row: ItemRow): BulkItem => ({ ...row, askedAt: isoOrNull(row.askedAt) });
