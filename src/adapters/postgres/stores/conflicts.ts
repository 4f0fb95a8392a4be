import { randomUUID } from 'node:crypto';
import { type ConflictDraft, type Side } from '../../../core/model';
import { type Choice, type ConflictRecord, type Conflicts } from '../../../sync/ports';
import { iso } from '../per-side';
import { column, defineTable } from '../table';
import { type StoreDeps } from './deps';

interface ConflictRow {
  id: string;
  contractId: string;
  linkId: string;
  facet: string;
  rule: ConflictDraft['rule'];
  winner: Side | null;
  chosen: Choice | null;
  draft: ConflictDraft;
  at: Date;
}

const CONFLICTS = defineTable<ConflictRow>('conflicts', ['id'], {
  id: column.text,
  contractId: column.text,
  linkId: column.text,
  facet: column.text,
  rule: column.text,
  winner: column.text,
  chosen: column.text,
  draft: column.json,
  at: column.time,
});

// A question that is still open for the facet is asked anew with the present values; decided ones are history.
const RECORD = `
  INSERT INTO conflicts (id, contract_id, link_id, facet, rule, winner, draft, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7::json, $8)
  ON CONFLICT (link_id, facet) WHERE winner IS NULL AND chosen IS NULL DO UPDATE
  SET draft = excluded.draft, at = excluded.at
  RETURNING id`;

const CHOOSE = `
  UPDATE conflicts SET chosen = $2
  WHERE id = $1 AND chosen IS NOT DISTINCT FROM $3 AND coalesce(chosen, winner) IS DISTINCT FROM $2 RETURNING id`;

const COUNT_OPEN = `
  SELECT contract_id AS id, count(*)::int AS count FROM conflicts
  WHERE contract_id = ANY($1::text[]) AND winner IS NULL AND chosen IS NULL GROUP BY contract_id`;

const COUNT_OPEN_FOR_SITE = `
  SELECT count(*)::int AS count FROM conflicts AS records
  JOIN contracts ON contracts.id = records.contract_id JOIN connections ON connections.id = contracts.connection_id
  WHERE (connections.master_site = $1 OR connections.provider_site = $1) AND connections.state = 'active'
    AND contracts.master_removed_at IS NULL AND contracts.provider_removed_at IS NULL AND records.winner IS NULL AND records.chosen IS NULL`;

const NEWEST_FIRST: [string, string][] = [
  ['at', 'DESC'],
  ['id', 'ASC'],
];

const OPEN = { winner: null, chosen: null };

export const conflictsStore = ({ executor }: StoreDeps): Conflicts => {
  const conflicts = executor.table(CONFLICTS);
  return {
    record: async (contractId, linkId, draft, at) => {
      const { facet, rule, winner } = draft;
      const bind = [randomUUID(), contractId, linkId, facet, rule, winner, JSON.stringify(draft), at];
      const [row] = await executor.sql<{ id: string }>(RECORD, bind);
      if (!row) throw new Error('Postgres returned no conflict.');
      return row.id;
    },
    find: async (id) => toRecordOrNull(await conflicts.find({ id })),
    list: async (contractIds, limit) =>
      (await conflicts.list({ contractId: [...contractIds] }, NEWEST_FIRST, limit)).map(toRecord),
    findOpen: async (linkId, facet) => toRecordOrNull(await conflicts.find({ linkId, facet, ...OPEN })),
    findLatest: async (linkId, facet) =>
      toRecordOrNull((await conflicts.list({ linkId, facet }, NEWEST_FIRST, 1))[0] ?? null),
    countOpen: async (contractIds) => {
      const rows = await executor.sql<{ id: string; count: number }>(COUNT_OPEN, [contractIds]);
      return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
    },
    countOpenForSite: async (siteId) =>
      (await executor.sql<{ count: number }>(COUNT_OPEN_FOR_SITE, [siteId]))[0]?.count ?? 0,
    countOpenForLink: (linkId) => conflicts.count({ linkId, ...OPEN }),
    choose: async (id, choice, seen) => (await executor.sql(CHOOSE, [id, choice, seen])).length === 1,
  };
};

const toRecordOrNull = (row: ConflictRow | null): ConflictRecord | null => (row ? toRecord(row) : null);

const toRecord = ({ draft, at, ...row }: ConflictRow): ConflictRecord => ({ ...draft, ...row, at: iso(at) });
