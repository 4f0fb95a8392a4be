import { randomUUID } from 'node:crypto';
import { type Problem, type Problems } from '../../../sync/ports';
import { iso, isoOrNull, pair } from '../per-side';
import { column, defineTable, Op } from '../table';
import { type StoreDeps } from './deps';

interface ProblemRow extends Omit<Problem, 'openedAt' | 'resolvedAt'> {
  openedAt: Date;
  resolvedAt: Date | null;
}

const PROBLEMS = defineTable<ProblemRow>('problems', ['id'], {
  id: column.text,
  contractId: column.text,
  linkId: column.text,
  facet: column.text,
  side: column.text,
  code: column.text,
  subject: column.text,
  cause: column.text,
  remedy: column.text,
  print: column.text,
  openedAt: column.time,
  resolvedAt: column.time,
});

// The open one is kept with its id and age; what it says is brought up to date.
const OPEN = `
  INSERT INTO problems (id, contract_id, link_id, facet, side, code, subject, cause, remedy, print, opened_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (contract_id, coalesce(link_id, ''), facet, code) WHERE resolved_at IS NULL DO UPDATE
  SET side = excluded.side, subject = excluded.subject, cause = excluded.cause, remedy = excluded.remedy,
    print = excluded.print
  RETURNING id`;

const COUNT_OPEN = `
  SELECT contract_id AS id, count(*) FILTER (WHERE side = 'master')::int AS master,
    count(*) FILTER (WHERE side = 'provider')::int AS provider
  FROM problems WHERE contract_id = ANY($1::text[]) AND resolved_at IS NULL GROUP BY contract_id`;

const COUNT_OPEN_FOR_SITE = `
  SELECT count(*)::int AS count FROM problems AS records
  JOIN contracts ON contracts.id = records.contract_id JOIN connections ON connections.id = contracts.connection_id
  WHERE (connections.master_site = $1 OR connections.provider_site = $1) AND connections.state = 'active'
    AND contracts.master_removed_at IS NULL AND contracts.provider_removed_at IS NULL AND records.resolved_at IS NULL`;

export const problemsStore = ({ executor }: StoreDeps): Problems => {
  const problems = executor.table(PROBLEMS);
  return {
    open: async (contractId, linkId, { facet, side, code, subject, cause, remedy, print }, at) => {
      const bind = [randomUUID(), contractId, linkId, facet, side, code, subject, cause, remedy, print, at];
      const [row] = await executor.sql<{ id: string }>(OPEN, bind);
      if (!row) throw new Error('Postgres returned no problem.');
      return row.id;
    },
    resolveFacet: async (linkId, facet, at, except) => {
      const others = except === undefined ? {} : { id: { [Op.ne]: except } };
      await problems.update({ resolvedAt: at }, { linkId, facet, resolvedAt: null, ...others });
    },
    resolve: async (id, at) => void (await problems.update({ resolvedAt: at }, { id, resolvedAt: null })),
    find: async (id) => {
      const row = await problems.find({ id });
      return row ? toProblem(row) : null;
    },
    listOpen: async (contractIds, limit, filter = {}) => {
      const open = { contractId: [...contractIds], resolvedAt: null, ...filter };
      return (await problems.list(open, NEWEST_FIRST, limit)).map(toProblem);
    },
    countOpen: async (contractIds) => {
      const rows = await executor.sql<{ id: string; master: number; provider: number }>(COUNT_OPEN, [contractIds]);
      return Object.fromEntries(rows.map(({ id, master, provider }) => [id, pair(master, provider)]));
    },
    countOpenForSite: async (siteId) =>
      (await executor.sql<{ count: number }>(COUNT_OPEN_FOR_SITE, [siteId]))[0]?.count ?? 0,
    listForLink: async (linkId) => (await problems.list({ linkId }, OPEN_FIRST, KEPT_FOR_LINK)).map(toProblem),
  };
};

const NEWEST_FIRST: [string, string][] = [
  ['openedAt', 'DESC'],
  ['id', 'ASC'],
];
const OPEN_FIRST: [string, string][] = [['resolvedAt', 'DESC NULLS FIRST'], ...NEWEST_FIRST];
const KEPT_FOR_LINK = 200;

const toProblem = (row: ProblemRow): Problem => ({
  ...row,
  openedAt: iso(row.openedAt),
  resolvedAt: isoOrNull(row.resolvedAt),
});
