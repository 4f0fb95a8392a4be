import { type HeardFirst, type Inbox, type InboxEvent, type LaneEvent } from '../../../sync/ports';
import { iso } from '../per-side';
import { type StoreDeps } from './deps';

interface EventRow {
  id: string;
  lane: string;
  siteId: string;
  deliveryId: string;
  hint: LaneEvent;
  receivedAt: Date;
}

// Sorted, so that two deliveries that come in at once take their unique keys in the same order.
const ADD = `
  INSERT INTO inbox (lane, site_id, delivery_id, hint, received_at)
  SELECT lane, site_id, delivery_id, hint::json, $5
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS event (lane, site_id, delivery_id, hint)
  ORDER BY site_id, delivery_id, lane
  ON CONFLICT (site_id, delivery_id, lane) DO NOTHING
  RETURNING id`;

const WAITING = `
  SELECT id::text, lane, site_id AS "siteId", delivery_id AS "deliveryId", hint, received_at AS "receivedAt"
  FROM inbox WHERE lane = $1 AND done_at IS NULL ORDER BY inbox.id`;

const FIRSTS = `
  SELECT lane, hint->>'kind' AS kind, hint->>'to' AS "to", received_at AS "receivedAt"
  FROM inbox WHERE lane = ANY($1::text[]) AND hint->>'kind' IN ('created', 'transitioned')`;

export const inboxStore = ({ executor }: StoreDeps): Inbox => ({
  add: async (events, at) => {
    if (events.length === 0) return 0;
    const added = await executor.sql(ADD, [
      events.map(({ lane }) => lane),
      events.map(({ siteId }) => siteId),
      events.map(({ deliveryId }) => deliveryId),
      events.map(({ hint }) => JSON.stringify(hint)),
      at,
    ]);
    return added.length;
  },
  waiting: async (lane) => (await executor.sql<EventRow>(WAITING, [lane])).map(toEvent),
  markDone: async (ids, at) => {
    if (ids.length === 0) return;
    await executor.sql('UPDATE inbox SET done_at = $2 WHERE id = ANY($1::bigint[]) AND done_at IS NULL', [ids, at]);
  },
  countWaiting: async () => {
    const rows = await executor.sql<{ count: number }>(
      'SELECT count(*)::int AS count FROM inbox WHERE done_at IS NULL',
    );
    return rows[0]?.count ?? 0;
  },
  firsts: async (lanes) => {
    if (lanes.length === 0) return [];
    const rows = await executor.sql<Omit<HeardFirst, 'receivedAt'> & { receivedAt: Date }>(FIRSTS, [lanes]);
    return rows.map((row) => ({ ...row, receivedAt: iso(row.receivedAt) }));
  },
});

const toEvent = (row: EventRow): InboxEvent => ({ ...row, receivedAt: iso(row.receivedAt) });
