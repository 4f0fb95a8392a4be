import { type PeopleSeen, type PersonSeen } from '../../../sync/ports';
import { iso } from '../per-side';
import { type StoreDeps } from './deps';

/** Most people kept of one side of a connection. */
const KEPT = 500;

// Sorted, so that two lanes that note the same people never wait for each other. Seen again within the hour is no news.
const NOTE = `
  INSERT INTO people_seen AS seen (connection_id, side, account_id, name, last_seen)
  SELECT $1, $2, account_id, max(name), $5
  FROM unnest($3::text[], $4::text[]) AS person (account_id, name)
  GROUP BY account_id ORDER BY account_id
  ON CONFLICT (connection_id, side, account_id) DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen
  WHERE seen.name <> excluded.name OR seen.last_seen < excluded.last_seen - interval '1 hour'
  RETURNING account_id`;

// Those that another lane is at are left to it.
const PRUNE = `
  DELETE FROM people_seen WHERE (connection_id, side, account_id) IN (
    SELECT connection_id, side, account_id FROM people_seen WHERE connection_id = $1 AND side = $2
    ORDER BY last_seen DESC, account_id OFFSET ${KEPT} FOR UPDATE SKIP LOCKED)
  RETURNING account_id`;

const LIST = `
  SELECT account_id AS "accountId", name, last_seen AS "lastSeen" FROM people_seen
  WHERE connection_id = $1 AND side = $2 ORDER BY last_seen DESC, account_id LIMIT $3`;

interface SeenRow {
  accountId: string;
  name: string;
  lastSeen: Date;
}

export const peopleSeenStore = ({ executor }: StoreDeps): PeopleSeen => ({
  note: async (connectionId, side, people, at) => {
    if (people.length === 0) return;
    const columns = [people.map(({ accountId }) => accountId), people.map(({ name }) => name)];
    const news = await executor.sql(NOTE, [connectionId, side, ...columns, at]);
    if (news.length > 0) await executor.sql(PRUNE, [connectionId, side]);
  },
  list: async (connectionId, side, limit) =>
    (await executor.sql<SeenRow>(LIST, [connectionId, side, limit])).map(toPerson),
});

const toPerson = ({ lastSeen, ...person }: SeenRow): PersonSeen => ({ ...person, lastSeen: iso(lastSeen) });
