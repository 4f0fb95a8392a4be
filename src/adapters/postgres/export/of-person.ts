import { type Holder, HOLDERS } from '../people/holders';
import { type Selection } from './selection';

/** What of each table tells of the person, and of nobody else. */
const COLUMNS: Readonly<Record<string, string>> = {
  activity: 'id, at, connection_id, contract_id, link_id, side, kind, text, actor',
  half_versions: 'contract_id, side, number, author, at, note',
  bulk_runs: 'id, contract_id, side, kind, state, author, started_at, ended_at',
  pair_requests: 'id, contract_id, side, issue_key, theirs, asked_by, asked_at, state, answered_by, answered_at',
  templates: 'id, name, author, at',
  invitations: 'id, connection_id, inviter_account, message, state, created_at, expires_at',
  user_pairs: 'connection_id, position, master, provider',
  people_seen: 'connection_id, side, account_id, name, last_seen',
  account_reports: 'site_id, account_id, taken_at, due_at',
};

const selectionOf = ({ table, column, atHome }: Holder): Selection => ({
  table,
  columns: COLUMNS[table] ?? column,
  where: `${table}.${column} = $1 AND ($2::text IS NULL OR ${atHome})`,
});

/** $1: the account; $2: the site, or null for all. */
export const OF_PERSON: readonly Selection[] = HOLDERS.map(selectionOf);
