import { type Link, otherSide, type PerSide, type Side } from '../../../core/model';
import { type Links, type OpenPair, StaleLink, type Standing } from '../../../sync/ports';
import { type Executor } from '../executor';
import { columnOf, iso, pair } from '../per-side';
import { column, defineTable, Op } from '../table';
import { type StoreDeps } from './deps';

type Detail = Omit<Link, 'id' | 'contractId' | 'state' | 'origin' | 'issues' | 'linkedAt'>;

interface LinkRow {
  id: string;
  contractId: string;
  lane: string;
  state: Link['state'];
  origin: Side;
  masterSite: string;
  providerSite: string;
  masterIssueId: string | null;
  masterIssueKey: string | null;
  providerIssueId: string | null;
  providerIssueKey: string | null;
  linkedAt: Date;
  detail: Detail;
  revision: number;
}

const LINKS = defineTable<LinkRow>('links', ['id'], {
  id: column.text,
  contractId: column.text,
  lane: column.text,
  state: column.text,
  origin: column.text,
  masterSite: column.text,
  providerSite: column.text,
  masterIssueId: column.text,
  masterIssueKey: column.text,
  providerIssueId: column.text,
  providerIssueKey: column.text,
  linkedAt: column.time,
  detail: column.json,
  revision: column.number,
});

const COUNT_BY_CONTRACT = `
  SELECT contract_id AS id, count(*)::int AS count FROM links WHERE contract_id = ANY($1::text[]) GROUP BY contract_id`;

export const linksStore = ({ executor, revisions }: StoreDeps): Links => {
  const links = executor.table(LINKS);
  /** What the run goes on from. */
  const noted = (row: LinkRow | null): Link | null => {
    if (row) revisions?.set(row.id, row.revision);
    return row && toLink(row);
  };
  return {
    find: async (id) => noted(await links.find({ id })),
    findByLane: async (lane) => noted(bestRow(await links.list({ lane }, NEWEST))),
    findByIssue: async (contractId, side, issueId) =>
      best(await links.list({ contractId, [`${side}IssueId`]: issueId }, NEWEST)),
    listByIssue: async (siteId, issueId) => {
      const onEither = {
        [Op.or]: [
          { masterSite: siteId, masterIssueId: issueId },
          { providerSite: siteId, providerIssueId: issueId },
        ],
      };
      return (await links.list(onEither, ['linkedAt', 'id'])).map(toLink);
    },
    listByContract: async (contractId, after, limit) => {
      const from = after === null ? {} : { id: { [Op.gt]: after } };
      return (await links.list({ contractId, ...from }, ['id'], limit)).map(toLink);
    },
    standing: async (siteId, issueIds) =>
      issueIds.length === 0 ? [] : executor.sql<Standing>(STANDING, [siteId, issueIds]),
    openOf: async (contractId, after, limit) =>
      (await executor.sql<OpenRow>(OPEN_OF, [contractId, after, limit])).map(toOpenPair),
    openAmong: (contractId, side, issueIds) => openAmong(executor, contractId, side, issueIds),
    countByContract: (contractId) => links.count({ contractId }),
    living: async (ids) => {
      const rows = ids.length === 0 ? [] : await executor.sql<{ id: string }>(LIVING, [ids]);
      return new Set(rows.map(({ id }) => id));
    },
    countByContracts: async (ids) => {
      const rows = await executor.sql<{ id: string; count: number }>(COUNT_BY_CONTRACT, [ids]);
      return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
    },
    issueIdsOf: (ids) => perSideOf(executor, ISSUE_IDS, ids),
    keysOf: (ids) => perSideOf(executor, KEYS, ids),
    laneOf: async (id) => (await links.find({ id }))?.lane ?? null,
    insert: async (link, lane, sites) => {
      const { detail, ...row } = fromLink(link);
      const values = [row.id, row.contractId, lane, row.state, row.origin, sites.master, sites.provider];
      const issues = [row.masterIssueId, row.masterIssueKey, row.providerIssueId, row.providerIssueKey];
      const made = await executor.sql(INSERT, [...values, ...issues, row.linkedAt, JSON.stringify(detail)]);
      if (made.length === 1) revisions?.set(link.id, 0);
      return made.length === 1;
    },
    save: async (link) => {
      const { detail, ...row } = fromLink(link);
      const issues = [row.masterIssueId, row.masterIssueKey, row.providerIssueId, row.providerIssueKey];
      const known = revisions?.get(link.id) ?? null;
      const values = [row.id, row.state, ...issues, row.linkedAt, JSON.stringify(detail), known];
      const [saved] = await executor.sql<{ revision: number }>(SAVE, values);
      if (saved) revisions?.set(link.id, saved.revision);
      else if (known !== null) throw new StaleLink(link.id);
    },
    partners: (connectionId, side, issueIds) => partners(executor, connectionId, side, issueIds),
  };
};

/** The partial indexes allow one open link for each issue of a contract. */
const INSERT = `
  INSERT INTO links (id, contract_id, lane, state, origin, master_site, provider_site,
    master_issue_id, master_issue_key, provider_issue_id, provider_issue_key, linked_at, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::json)
  ON CONFLICT DO NOTHING
  RETURNING id`;

const LIVING = `
  SELECT links.id FROM links
  JOIN contracts ON contracts.id = links.contract_id
  JOIN connections ON connections.id = contracts.connection_id
  WHERE links.id = ANY($1::text[]) AND links.state <> 'closed' AND connections.state <> 'ended'
    AND contracts.master_removed_at IS NULL AND contracts.provider_removed_at IS NULL`;

/** On top of what the run read, and of nothing else. */
const SAVE = `
  UPDATE links SET state = $2, master_issue_id = $3, master_issue_key = $4, provider_issue_id = $5,
    provider_issue_key = $6, linked_at = $7, detail = $8::json, revision = revision + 1
  WHERE id = $1 AND revision = coalesce($9::integer, revision)
  RETURNING revision`;

const standingOn = (side: Side): string => `
  SELECT id AS "linkId", contract_id AS "contractId", '${side}' AS side, ${side}_issue_id AS "issueId", lane, state,
    detail->'seen'->>'${side}' AS seen, linked_at
  FROM links WHERE ${side}_site = $1 AND ${side}_issue_id = ANY($2::text[])`;

const STANDING = `
  SELECT DISTINCT ON ("contractId", side, "issueId") "linkId", "contractId", side, "issueId", lane, state, seen
  FROM (${standingOn('master')} UNION ALL ${standingOn('provider')}) found
  ORDER BY "contractId", side, "issueId", state = 'closed', linked_at DESC`;

interface OpenRow {
  id: string;
  lane: string;
  state: Link['state'];
  master: string | null;
  provider: string | null;
  seen: OpenPair['seen'];
  scopeSeen: OpenPair['scopeSeen'];
}

const OPEN_OF = `
  SELECT id, lane, state, master_issue_id AS master, provider_issue_id AS provider,
    detail->'seen' AS seen, detail->'scopeSeen' AS "scopeSeen"
  FROM links WHERE contract_id = $1 AND state <> 'closed' AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3`;

const toOpenPair = ({ master, provider, ...row }: OpenRow): OpenPair => ({ ...row, issues: pair(master, provider) });

const perSideOf = async (
  executor: Executor,
  statement: string,
  ids: readonly string[],
): Promise<Readonly<Record<string, PerSide<string | null>>>> => {
  const rows = await executor.sql<{ id: string; master: string | null; provider: string | null }>(statement, [ids]);
  return Object.fromEntries(rows.map(({ id, master, provider }) => [id, pair(master, provider)]));
};

const ISSUE_IDS = `
  SELECT id, master_issue_id AS master, provider_issue_id AS provider FROM links WHERE id = ANY($1::text[])`;

const KEYS = `
  SELECT id, master_issue_key AS master, provider_issue_key AS provider FROM links WHERE id = ANY($1::text[])`;

const openAmong = async (
  executor: Executor,
  contractId: string,
  side: Side,
  issueIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> => {
  if (issueIds.length === 0) return new Map();
  const [mine, theirs] = [columnOf(side, 'issue_id'), columnOf(otherSide(side), 'issue_id')];
  const rows = await executor.sql<{ mine: string; theirs: string | null }>(
    `SELECT ${mine} AS mine, ${theirs} AS theirs FROM links
     WHERE contract_id = $1 AND ${mine} = ANY($2::text[]) AND state <> 'closed'`,
    [contractId, issueIds],
  );
  return new Map(rows.map((row) => [row.mine, row.theirs]));
};

const NEWEST: [[string, 'DESC']] = [['linkedAt', 'DESC']];

const bestRow = (rows: readonly LinkRow[]): LinkRow | null =>
  rows.find(({ state }) => state !== 'closed') ?? rows[0] ?? null;

const best = (rows: readonly LinkRow[]): Link | null => {
  const row = bestRow(rows);
  return row && toLink(row);
};

interface PartnerRow {
  issueId: string;
  id: string;
  key: string;
}

const partners = async (
  executor: Executor,
  connectionId: string,
  side: Side,
  issueIds: readonly string[],
): Promise<Readonly<Record<string, { readonly id: string; readonly key: string }>>> => {
  if (issueIds.length === 0) return {};
  const mine = columnOf(side, 'issue_id');
  const other = side === 'master' ? 'provider' : 'master';
  const rows = await executor.sql<PartnerRow>(
    `SELECT DISTINCT ON (${mine}) ${mine} AS "issueId", ${other}_issue_id AS id, ${other}_issue_key AS key
     FROM links JOIN contracts ON contracts.id = links.contract_id
     WHERE contracts.connection_id = $1 AND ${mine} = ANY($2::text[])
       AND ${other}_issue_id IS NOT NULL AND links.state <> 'closed'
     ORDER BY ${mine}, linked_at, links.id`,
    [connectionId, issueIds],
  );
  return Object.fromEntries(rows.map(({ issueId, id, key }) => [issueId, { id, key }]));
};

const toLink = (row: LinkRow): Link => ({
  ...row.detail,
  id: row.id,
  contractId: row.contractId,
  state: row.state,
  origin: row.origin,
  issues: pair(toIssue(row.masterIssueId, row.masterIssueKey), toIssue(row.providerIssueId, row.providerIssueKey)),
  linkedAt: iso(row.linkedAt),
});

const toIssue = (id: string | null, key: string | null): PerSide<{ id: string; key: string } | null>['master'] =>
  id === null || key === null ? null : { id, key };

const fromLink = ({ id, contractId, state, origin, issues, linkedAt, ...detail }: Link) => ({
  id,
  contractId,
  state,
  origin,
  masterIssueId: issues.master?.id ?? null,
  masterIssueKey: issues.master?.key ?? null,
  providerIssueId: issues.provider?.id ?? null,
  providerIssueKey: issues.provider?.key ?? null,
  linkedAt: new Date(linkedAt),
  detail,
});
