/** A column that names people by their account ids. */
export interface Holder {
  readonly table: string;
  readonly column: string;
  /** SQL over the table: the person is at home at the site $2. */
  readonly atHome: string;
}

const side = (column: string): string => `CASE ${column} WHEN 'master' THEN connections.master_site
  ELSE connections.provider_site END = $2`;

const ofContract = (table: string): string => `EXISTS (
  SELECT 1 FROM contracts JOIN connections ON connections.id = contracts.connection_id
  WHERE contracts.id = ${table}.contract_id AND ${side(`${table}.side`)})`;

const ofConnection = (table: string, condition: string): string => `EXISTS (
  SELECT 1 FROM connections WHERE connections.id = ${table}.connection_id AND ${condition})`;

/** Acts that both sides may read name nobody to either, so whose the person is cannot be told: they count for both. */
const OF_ACTIVITY = `(activity.side IS DISTINCT FROM 'provider' AND connections.master_site = $2
  OR activity.side IS DISTINCT FROM 'master' AND connections.provider_site = $2)`;

/** Whoever asked withdraws; anything else the other side answers. */
const ANSWERED = `EXISTS (
  SELECT 1 FROM contracts JOIN connections ON connections.id = contracts.connection_id
  WHERE contracts.id = pair_requests.contract_id
    AND CASE WHEN (pair_requests.side = 'master') = (pair_requests.state = 'withdrawn')
      THEN connections.master_site ELSE connections.provider_site END = $2)`;

/** History: the id becomes a fixed word. */
export const ACTORS: readonly Holder[] = [
  { table: 'activity', column: 'actor', atHome: ofConnection('activity', OF_ACTIVITY) },
  { table: 'half_versions', column: 'author', atHome: ofContract('half_versions') },
  { table: 'bulk_runs', column: 'author', atHome: ofContract('bulk_runs') },
  { table: 'pair_requests', column: 'asked_by', atHome: ofContract('pair_requests') },
  { table: 'pair_requests', column: 'answered_by', atHome: ANSWERED },
  { table: 'templates', column: 'author', atHome: 'templates.site_id = $2' },
  { table: 'invitations', column: 'inviter_account', atHome: 'invitations.inviter_site = $2' },
];

/** What is about the person and nothing else: the row goes. Names go last, for they tell what else to look for. */
export const ROWS: readonly Holder[] = [
  { table: 'user_pairs', column: 'master', atHome: ofConnection('user_pairs', 'connections.master_site = $2') },
  { table: 'user_pairs', column: 'provider', atHome: ofConnection('user_pairs', 'connections.provider_site = $2') },
  { table: 'people_seen', column: 'account_id', atHome: ofConnection('people_seen', side('people_seen.side')) },
  { table: 'account_reports', column: 'account_id', atHome: 'account_reports.site_id = $2' },
];

export const HOLDERS: readonly Holder[] = [...ACTORS, ...ROWS];

/** Text or JSON in which a person may be named. */
export interface Words {
  readonly table: string;
  readonly columns: readonly string[];
  /** JSON is replaced as text, for Postgres cannot read half a surrogate pair, which Jira may send. */
  readonly json: boolean;
  /** SQL over the table: it belongs to a connection of the site $2. */
  readonly ofSite: string;
  /** SQL over the table: which of its rows, beside. */
  readonly which?: string;
}

const EITHER = '(connections.master_site = $2 OR connections.provider_site = $2)';

const contractOf = (table: string): string => `EXISTS (
  SELECT 1 FROM contracts JOIN connections ON connections.id = contracts.connection_id
  WHERE contracts.id = ${table}.contract_id AND ${EITHER})`;

/** An older version: the present one is what runs. */
const PAST = `half_versions.number <> (SELECT CASE half_versions.side
  WHEN 'master' THEN contracts.master_version ELSE contracts.provider_version END
  FROM contracts WHERE contracts.id = half_versions.contract_id)`;

export const WORDS: readonly Words[] = [
  { table: 'activity', columns: ['text'], json: false, ofSite: ofConnection('activity', EITHER) },
  { table: 'problems', columns: ['cause', 'remedy', 'print'], json: false, ofSite: contractOf('problems') },
  { table: 'conflicts', columns: ['draft'], json: true, ofSite: contractOf('conflicts') },
  { table: 'links', columns: ['detail'], json: true, ofSite: contractOf('links'), which: "links.state = 'closed'" },
  { table: 'half_versions', columns: ['source', 'half'], json: true, ofSite: contractOf('half_versions'), which: PAST },
];

/** What stays, because it is what the issue itself says, or what an admin wrote into a half that runs: told, not changed. */
export const REMAINS: readonly Words[] = [
  { table: 'links', columns: ['detail'], json: true, ofSite: contractOf('links'), which: "links.state <> 'closed'" },
  {
    table: 'contracts',
    columns: ['master_half', 'provider_half'],
    json: true,
    ofSite: ofConnection('contracts', EITHER),
  },
  { table: 'templates', columns: ['source'], json: true, ofSite: 'templates.site_id = $2' },
];
