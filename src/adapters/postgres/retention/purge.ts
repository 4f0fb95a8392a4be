import { type Side } from '../../../core/model';
import { type Departure } from '../../../sync/ports';
import { type Executor } from '../executor';
import { namePattern } from '../people/name-pattern';
import { columnOf } from '../per-side';
import { countOf, deleting } from './batch';
import { removePairs } from './pairs';

/** Pairs that go at a time, each with all that hangs on it. */
const PAIRS = 200;

type Step = (executor: Executor) => Promise<number>;

/** The first step that finds something takes its batch; the next call begins with it again. */
const firstThatRemoves = async (executor: Executor, steps: readonly Step[]): Promise<number> => {
  for (const step of steps) {
    const count = await step(executor);
    if (count > 0) return count;
  }
  return 0;
};

const step =
  (statement: string, ...bind: readonly unknown[]): Step =>
  (executor) =>
    countOf(executor, statement, bind);

const ofContracts = (table: string, also = ''): string =>
  deleting(
    table,
    `SELECT ${table}.ctid FROM contracts JOIN ${table} ON ${table}.contract_id = contracts.id
     WHERE contracts.connection_id = $1 ${also} LIMIT $2`,
  );

const ITEMS = deleting(
  'bulk_items',
  `SELECT bulk_items.ctid FROM contracts JOIN bulk_runs ON bulk_runs.contract_id = contracts.id
   JOIN bulk_items ON bulk_items.run_id = bulk_runs.id WHERE contracts.connection_id = $1 LIMIT $2`,
);

/** One that a worker has is not ours to take: it finds its contract gone, and the tidying takes it afterwards. */
const LANES = `
  WITH gone AS (
    DELETE FROM lanes WHERE ctid = ANY(ARRAY(
      SELECT lanes.ctid FROM contracts JOIN lanes ON lanes.contract_id = contracts.id
      WHERE contracts.connection_id = $1 AND (lanes.leased_by IS NULL OR lanes.free_at < now())
      LIMIT $2 FOR UPDATE OF lanes SKIP LOCKED)) RETURNING key
  ), events AS (
    DELETE FROM inbox WHERE done_at IS NULL AND lane IN (SELECT key FROM gone)
  ) SELECT count(*)::int AS count FROM gone`;

const ofConnection = (table: string, also = ''): string =>
  deleting(table, `SELECT ctid FROM ${table} WHERE connection_id = $1 ${also} LIMIT $2`);

/** What two sites have in common: it names both. */
const shared = (id: string, limit: number): readonly Step[] => [
  (executor) => removePairs(executor, 'connection', id, Math.min(PAIRS, limit)),
  step(ofContracts('problems'), id, limit),
  step(ofContracts('conflicts'), id, limit),
  step(ofContracts('pair_requests'), id, limit),
  step(ITEMS, id, limit),
  step(ofContracts('bulk_runs'), id, limit),
  step(LANES, id, limit),
  ...['people_seen', 'user_pairs', 'invitations'].map((table) => step(ofConnection(table), id, limit)),
];

export const purgeConnection = (executor: Executor, id: string, limit: number): Promise<number> =>
  firstThatRemoves(executor, [
    ...shared(id, limit),
    step(ofContracts('half_versions'), id, limit),
    step(ofConnection('activity'), id, limit),
    step(ofConnection('contracts'), id, limit),
    step(deleting('connections', 'SELECT ctid FROM connections WHERE id = $1 LIMIT $2'), id, limit),
  ]);

const DEPARTED_ACTIVITY = (side: Side): string =>
  ofConnection('activity', `AND (side = '${side}' OR link_id IS NOT NULL OR ${columnOf(side, 'key')} IS NOT NULL)`);

/** Where a side is gone the other keeps its own half, its versions and its own acts. */
export const purgeSide = (executor: Executor, departure: Departure, limit: number): Promise<number> => {
  const { connectionId, side } = departure;
  return firstThatRemoves(executor, [
    ...shared(connectionId, limit),
    step(ofContracts('half_versions', `AND half_versions.side = '${side}'`), connectionId, limit),
    step(ofContracts('offers', `AND offers.side = '${side}'`), connectionId, limit),
    step(ofContracts('sweeps'), connectionId, limit),
    step(DEPARTED_ACTIVITY(side), connectionId, limit),
    (inside) => depart(inside, departure),
  ]);
};

/** Where words may name the site. */
const NAMING = [
  ['activity', 'text', 'connection_id'],
  ['connections', 'name', 'id'],
  ['contracts', 'name', 'connection_id'],
] as const;

/** The last step: the connection ends, and its words name the site no more. */
const depart = (executor: Executor, { connectionId, side, names, insteadOf, at }: Departure): Promise<number> =>
  executor.atomically(async (inside) => {
    await inside.sql('SELECT id FROM connections WHERE id = $1 FOR UPDATE', [connectionId]);
    const pattern = namePattern(names);
    for (const [table, column, key] of pattern === null ? [] : NAMING) {
      await inside.sql(
        `UPDATE ${table} SET ${column} = regexp_replace(${column}, $2, $3, 'g') WHERE ${key} = $1 AND ${column} ~ $2`,
        [connectionId, pattern, insteadOf],
      );
    }
    await inside.sql(
      `UPDATE contracts SET ${side}_half = NULL, ${side}_project = NULL, ${side}_version = 0,
         ${side}_enabled_at = NULL, ${side}_removed_at = $2, master_enabled = false, provider_enabled = false
       WHERE connection_id = $1`,
      [connectionId, at],
    );
    await inside.sql(`UPDATE connections SET ${side}_site = NULL, state = 'ended', ended_at = $2 WHERE id = $1`, [
      connectionId,
      at,
    ]);
    return 0;
  });

const ofSite = (table: string, column = 'site_id'): string =>
  deleting(table, `SELECT ctid FROM ${table} WHERE ${column} = $1 LIMIT $2`);

export const purgeSite = (executor: Executor, id: string, limit: number): Promise<number> =>
  firstThatRemoves(executor, [
    ...['inbox', 'written_fields', 'written_objects', 'workflow_edges', 'templates', 'account_reports'].map((table) =>
      step(ofSite(table), id, limit),
    ),
    step(ofSite('invitations', 'inviter_site'), id, limit),
    step(deleting('sites', "SELECT ctid FROM sites WHERE id = $1 AND client_key = 'gone:' || id LIMIT $2"), id, limit),
  ]);

export const SITES_OVER = `
  SELECT id, title, display_url AS "displayUrl", base_url AS "baseUrl" FROM sites
  WHERE state = 'uninstalled' AND (uninstalled_at < $1 OR client_key = 'gone:' || id)
  ORDER BY uninstalled_at LIMIT $2`;

export const DISOWN = `
  UPDATE sites SET client_key = 'gone:' || id, payload = '{}', secret_ciphertext = '', secret_key_id = '',
    previous_secret_ciphertext = NULL, previous_secret_key_id = NULL, previous_secret_valid_until = NULL
  WHERE id = $1 AND state = 'uninstalled' AND (uninstalled_at < $2 OR client_key = 'gone:' || id) RETURNING id`;

export const CONNECTIONS_OVER = `
  SELECT id FROM connections WHERE ended_at < $1
  UNION ALL
  SELECT id FROM connections WHERE state = 'invited' AND created_at < $1 AND NOT EXISTS (
    SELECT 1 FROM invitations WHERE connection_id = connections.id AND expires_at >= $1)
  LIMIT $2`;

export const AT_WORK = `
  SELECT 1 FROM connections JOIN contracts ON contracts.connection_id = connections.id
  JOIN lanes ON lanes.contract_id = contracts.id
  WHERE (connections.master_site = $1 OR connections.provider_site = $1)
    AND lanes.leased_by IS NOT NULL AND lanes.free_at > $2 LIMIT 1`;
