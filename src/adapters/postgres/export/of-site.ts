import { type FacetState, type Side } from '../../../core/model';
import { type Selection } from './selection';

type Row = Readonly<Record<string, unknown>>;

const CONNECTION = (table: string): string => `JOIN connections ON connections.id = ${table}.connection_id`;
const CONTRACT = (table: string): string =>
  `JOIN contracts ON contracts.id = ${table}.contract_id ${CONNECTION('contracts')}`;

const EITHER = '(connections.master_site = $1 OR connections.provider_site = $1)';
const mine = (side: string): string =>
  `(${side} = 'master' AND connections.master_site = $1 OR ${side} = 'provider' AND connections.provider_site = $1)`;
/** Of a column for each side the own ones. */
const own = (...names: readonly string[]): string =>
  names.flatMap((name) => (['master', 'provider'] as const).map((side) => ownOf(side, name))).join(', ');
const ownOf = (side: Side, name: string): string =>
  `CASE WHEN connections.${side}_site = $1 THEN ${name.replace('?', side)} END AS ${name.replace('?', side).replace(/.*\./, '')}`;

/** SQL: the key of a lane, which names the issue that came first (`link:<contract>:<side>:<issue id>`), where that is an own one. */
const ownLane = (key: string): string =>
  `CASE WHEN ${key} NOT LIKE 'link:%' OR ${mine(`split_part(${key}, ':', 3)`)} THEN ${key} END`;

const OWN_SIDES = `connections.master_site = $1 AS is_master, connections.provider_site = $1 AS is_provider`;

const sidesOf = ({ is_master, is_provider }: Row): readonly Side[] => [
  ...(is_master === true ? (['master'] as const) : []),
  ...(is_provider === true ? (['provider'] as const) : []),
];

const pick = (values: Partial<Record<Side, unknown>>, sides: readonly Side[]): Row =>
  Object.fromEntries(sides.map((side) => [side, values[side] ?? null]));

const withoutSides = ({ is_master: _master, is_provider: _provider, ...row }: Row): Row => row;

/** What the own issue held; what the partner's did is the partner's. */
const shapeLink = (row: Row): Row => {
  const sides = sidesOf(row);
  const { facets = {} } = row['detail'] as { readonly facets?: Readonly<Record<string, FacetState>> };
  const kept = Object.fromEntries(Object.entries(facets).map(([key, { base }]) => [key, pick(base, sides)]));
  return withoutSides({ ...row, detail: kept });
};

const shapeConflict = (row: Row): Row => {
  const { values = {} } = row['draft'] as { readonly values?: Partial<Record<Side, string>> };
  return withoutSides({ ...row, draft: pick(values, sidesOf(row)) });
};

const ofSide = (table: string, columns: string): Selection => ({
  table,
  columns,
  joins: CONTRACT(table),
  where: mine(`${table}.side`),
});

const bySite = (table: string, columns: string): Selection => ({ table, columns, where: 'site_id = $1' });

/** Everything of a site but its secrets. The connections, contracts and pairs are shared: of them its own side. */
export const OF_SITE: readonly Selection[] = [
  {
    table: 'sites',
    columns: `id, client_key, app_key, base_url, display_url, title, cloud_id, installation_id, own_account_ids, state,
      held_until, held_reason, payload, created_at, updated_at, uninstalled_at, accounts_gathered_at`,
    where: 'id = $1',
  },
  {
    table: 'connections',
    columns: `id, name, state, created_at, ended_at, ${OWN_SIDES}, ${own('connections.?_paused')}`,
    where: EITHER,
  },
  {
    table: 'invitations',
    columns: 'id, connection_id, inviter_account, inviter_side, message, state, expires_at, created_at',
    where: 'inviter_site = $1',
  },
  {
    table: 'contracts',
    columns: `contracts.id, contracts.connection_id, contracts.name, contracts.created_at,
      ${own('contracts.?_half', 'contracts.?_project', 'contracts.?_version', 'contracts.?_enabled', 'contracts.?_enabled_at')}`,
    joins: CONNECTION('contracts'),
    where: EITHER,
  },
  ofSide('half_versions', `contract_id, half_versions.side, number, source, half, author, at, note`),
  ofSide('offers', 'contract_id, offers.side, offer'),
  ofSide('sweeps', 'contract_id, sweeps.side, first_at, last_at'),
  bySite('sweep_rounds', 'project, started_at, since'),
  {
    table: 'whole_looks',
    columns: 'whole_looks.contract_id, whole_looks.asked_at, whole_looks.ended_at',
    joins: CONTRACT('whole_looks'),
    where: EITHER,
  },
  bySite('templates', 'id, name, source, author, at'),
  {
    table: 'user_pairs',
    columns: 'connection_id, position, master, provider',
    joins: CONNECTION('user_pairs'),
    where: EITHER,
  },
  {
    table: 'people_seen',
    columns: 'connection_id, side, account_id, people_seen.name, last_seen',
    joins: CONNECTION('people_seen'),
    where: mine('people_seen.side'),
  },
  {
    table: 'links',
    columns: `links.id, contract_id, links.state, origin, linked_at, closed_at, detail, ${OWN_SIDES},
      ${own('links.?_issue_id', 'links.?_issue_key')}`,
    joins: CONTRACT('links'),
    where: EITHER,
    shape: shapeLink,
  },
  ofSide(
    'problems',
    'problems.id, contract_id, link_id, facet, problems.side, code, subject, cause, remedy, opened_at, resolved_at',
  ),
  ofSide('removals', 'link_id, contract_id, removals.side, asked_at, passed_at, answer'),
  {
    table: 'conflicts',
    columns: `conflicts.id, contract_id, link_id, facet, rule, winner, chosen, at, draft, ${OWN_SIDES}`,
    joins: CONTRACT('conflicts'),
    where: EITHER,
    shape: shapeConflict,
  },
  {
    table: 'activity',
    columns: `activity.id, at, connection_id, contract_id, link_id, side, kind, text, ${own('activity.?_key')},
      CASE WHEN ${mine('activity.side')} THEN actor END AS actor`,
    joins: CONNECTION('activity'),
    where: `${EITHER} AND (activity.side IS NULL OR ${mine('activity.side')})`,
  },
  ofSide(
    'bulk_runs',
    'bulk_runs.id, contract_id, bulk_runs.side, kind, bulk_runs.state, jql, key_field, author, started_at, bulk_runs.ended_at',
  ),
  {
    table: 'pair_requests',
    columns: `pair_requests.id, contract_id, pair_requests.side, asked_at, pair_requests.state,
      CASE WHEN ${mine('pair_requests.side')} THEN issue_key ELSE theirs END AS own_issue,
      answered_at, CASE WHEN ${mine('pair_requests.side')} THEN asked_by END AS asked_by,
      CASE WHEN ${mine('pair_requests.side')} = (pair_requests.state = 'withdrawn') THEN answered_by END AS answered_by`,
    joins: CONTRACT('pair_requests'),
    where: EITHER,
  },
  {
    table: 'bulk_items',
    columns: 'run_id, mine, key, issue_id, bulk_items.state, cause, remedy, asked_at, bulk_items.ended_at',
    joins: `JOIN bulk_runs ON bulk_runs.id = bulk_items.run_id ${CONTRACT('bulk_runs')}`,
    where: mine('bulk_runs.side'),
  },
  {
    table: 'plans',
    columns: `plans.id, ${ownLane('plans.lane')} AS lane, link_id, planned_at`,
    joins: `JOIN links ON links.id = plans.link_id ${CONTRACT('links')}`,
    where: EITHER,
  },
  {
    table: 'operations',
    columns: 'plan_id, operation_id, kind, side, operations.state, content, outcome, operations.detail, settled_at',
    joins: `JOIN plans ON plans.id = operations.plan_id JOIN links ON links.id = plans.link_id ${CONTRACT('links')}`,
    where: mine('operations.side'),
  },
  {
    table: 'lanes',
    columns: `${ownLane('key')} AS key, kind, contract_id, due_at, attempt`,
    joins: CONTRACT('lanes'),
    where: EITHER,
  },
  {
    table: 'inbox',
    columns: `inbox.id, ${ownLane('inbox.lane')} AS lane, delivery_id, hint, received_at, done_at`,
    joins: `LEFT JOIN contracts ON contracts.id = split_part(inbox.lane, ':', 2)
      LEFT JOIN connections ON connections.id = contracts.connection_id`,
    where: 'inbox.site_id = $1',
  },
  bySite('written_objects', 'kind, object_id, issue_id, link_id, written_at'),
  bySite('written_fields', 'issue_id, field_id, link_id, value, written_at'),
  bySite('workflow_edges', 'project_key, issue_type, from_status, to_status'),
  bySite('account_reports', 'account_id, taken_at, due_at'),
];
