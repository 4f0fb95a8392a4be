import { type PerSide, type Side } from '../../../core/model';
import { type AskedRun, type PairRequest, type PairRequests } from '../../../sync/ports';
import { iso, isoOrNull } from '../per-side';
import { type StoreDeps } from './deps';
import {
  ACCEPTED,
  ADD,
  ANSWER_ALL,
  ANSWER_IDS,
  ANSWER_OLD,
  ANSWER_RUN,
  COUNT_WAITING,
  DECLINED_SINCE,
  FIND,
  LIST,
  MUTUAL,
  RUNS,
  SOME,
  WAITING_FOR,
} from './pair-request-statements';

interface Row extends Omit<PairRequest, 'askedAt' | 'answeredAt'> {
  askedAt: Date;
  answeredAt: Date | null;
}

export const pairRequestsStore = ({ executor }: StoreDeps): PairRequests => {
  const read = async (statement: string, bind: readonly unknown[]): Promise<readonly PairRequest[]> =>
    (await executor.sql<Row>(statement, bind)).map(toRequest);
  return {
    add: async ({ contractId, side }, requests, askedBy, at) => {
      const columns = [
        requests.map(({ runId }) => runId),
        requests.map(({ itemId }) => itemId),
        requests.map(({ issueId }) => issueId),
        requests.map(({ issueKey }) => issueKey),
        requests.map(({ theirs }) => theirs),
      ];
      return requests.length === 0 ? [] : read(ADD, [contractId, side, ...columns, askedBy, at]);
    },
    find: async (id) => (isId(id) ? ((await read(FIND, [id]))[0] ?? null) : null),
    waitingFor: async ({ contractId, side }, issueIds) => {
      const found = await read(WAITING_FOR, [contractId, side, issueIds]);
      return new Map(found.map((each) => [each.issueId, each]));
    },
    mutual: async (ids) => {
      if (ids.length === 0) return [];
      const pairs = await executor.sql<{ one: string; other: string }>(MUTUAL, [ids]);
      const found = await read(SOME, [pairs.flatMap(({ one, other }) => [one, other])]);
      const byId = new Map(found.map((each) => [each.id, each]));
      return pairs.flatMap((pair) => {
        const [one, other] = [byId.get(pair.one), byId.get(pair.other)];
        return one && other ? [{ one, other }] : [];
      });
    },
    declinedSince: async ({ contractId, side }, issueIds, since) => {
      const bind = [contractId, side, issueIds, since];
      const rows = await executor.sql<{ issueId: string; theirs: string }>(DECLINED_SINCE, bind);
      return new Set(rows.map(({ issueId, theirs }) => `${issueId} ${theirs}`));
    },
    countWaiting: async (contractIds) => {
      const rows = await executor.sql<{ id: string; side: Side; count: number }>(COUNT_WAITING, [contractIds]);
      const counts: Record<string, PerSide<number>> = {};
      for (const { id, side, count } of rows) {
        counts[id] = { ...(counts[id] ?? { master: 0, provider: 0 }), [side]: count };
      }
      return counts;
    },
    list: ({ contractId, side }, { after, limit }) =>
      read(LIST, [contractId, side, after !== null && isId(after) ? after : '0', limit]),
    runs: async ({ contractId, side }, limit) => {
      const rows = await executor.sql<Omit<AskedRun, 'askedAt'> & { askedAt: Date }>(RUNS, [contractId, side, limit]);
      return rows.map((row) => ({ ...row, askedAt: iso(row.askedAt) }));
    },
    answer: (which, state, by, at) => {
      const bind = [state, by, at, which.contractId, which.side];
      return 'runId' in which
        ? read(ANSWER_RUN, [...bind, which.runId])
        : read(ANSWER_IDS, [...bind, which.ids.filter(isId)]);
    },
    withdrawAll: (contractId, at) => read(ANSWER_ALL, ['withdrawn', null, at, contractId]),
    findAccepted: async (itemId) => (await read(ACCEPTED, [itemId]))[0] ?? null,
    expire: (before, limit, at) => read(ANSWER_OLD, ['expired', null, at, before, limit]),
  };
};

/** What Postgres takes for the key of a row; anything else names none. */
const isId = (text: string): boolean => /^\d{1,18}$/.test(text);

const toRequest = (row: Row): PairRequest => ({
  ...row,
  askedAt: iso(row.askedAt),
  answeredAt: isoOrNull(row.answeredAt),
});
