import { PARK_AFTER, SUSPECT_AFTER } from '../../../sync/ports';
import { WAKE_CHANNEL } from '../wake-listener';

export const COLUMNS = `lanes.key, lanes.kind, lanes.contract_id AS "contractId", lanes.attempt, lanes.due_at AS "dueAt",
  lanes.waits_for AS "waitsFor", lanes.priority, lanes.unanswered, lanes.parked_at IS NOT NULL AS parked`;

/** A lane that runs and was not woken yet: what was due before is being done, so a wake starts anew. */
const RUNS = `(lanes.leased_by IS NOT NULL AND lanes.woken = lanes.woken_at_claim)`;

/** Neither leased nor parked: `free_at` is the due time. */
const AT_REST = `(lanes.leased_by IS NULL AND lanes.parked_at IS NULL)`;

/** The due time after a wake. A back-off is not shortened: what failed a moment ago would only fail again. */
const WOKEN_DUE = `CASE
  WHEN ${RUNS} THEN excluded.due_at
  WHEN lanes.leased_by IS NULL AND lanes.attempt > 0 THEN lanes.due_at
  ELSE least(lanes.due_at, excluded.due_at) END`;

/** Tells the workers when the statement changed a lane, once its transaction commits. Gives how many it changed. */
const announced = (statement: string): string => `
  WITH changed AS (${statement} RETURNING lanes.key)
  SELECT count(*)::int AS count, pg_notify('${WAKE_CHANNEL}', '')::text FROM changed HAVING count(*) > 0`;

/** Keys are grouped, because one statement may meet a row once, and sorted, so that two wakes never wait for each other. */
export const WAKE = announced(`
  INSERT INTO lanes AS lanes (key, kind, contract_id, due_at, free_at, priority)
  SELECT key, min(kind), min(contract_id), min(due_at), min(due_at), min(priority)
  FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::smallint[])
    AS request (key, kind, contract_id, due_at, priority)
  GROUP BY key ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    due_at = ${WOKEN_DUE},
    free_at = CASE WHEN ${AT_REST} THEN ${WOKEN_DUE} ELSE lanes.free_at END,
    priority = CASE WHEN ${RUNS} THEN excluded.priority ELSE least(lanes.priority, excluded.priority) END,
    waits_for = CASE WHEN lanes.attempt > 0 OR lanes.parked_at IS NOT NULL THEN lanes.waits_for END,
    woken = lanes.woken + 1`);

/** Each claim counts as unanswered until it is answered. */
const LEASED = `leased_by = $1, free_at = $3, woken_at_claim = lanes.woken, unanswered = lanes.unanswered + 1`;

/** One look-up per priority, each along the index: quick however many lanes wait, and whatever the planner believes. */
export const CLAIM = `
  WITH RECURSIVE ranks AS (
    SELECT min(priority) AS priority FROM lanes
    UNION ALL
    SELECT (SELECT min(lanes.priority) FROM lanes WHERE lanes.priority > ranks.priority) FROM ranks
    WHERE ranks.priority IS NOT NULL
  ), next AS (
    SELECT free.key FROM ranks CROSS JOIN LATERAL (
      SELECT key FROM lanes WHERE lanes.priority = ranks.priority AND free_at <= $4 AND unanswered < ${SUSPECT_AFTER}
      ORDER BY free_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ) AS free LIMIT $2
  )
  UPDATE lanes SET ${LEASED}
  FROM next WHERE lanes.key = next.key
  RETURNING ${COLUMNS}`;

export const CLAIM_SUSPECT = `
  WITH next AS (
    SELECT key FROM lanes WHERE unanswered >= ${SUSPECT_AFTER} AND free_at <= $3
    ORDER BY free_at LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  UPDATE lanes SET ${LEASED.replace('$3', '$2')}
  FROM next WHERE lanes.key = next.key
  RETURNING ${COLUMNS}`;

export const EXCUSE = `UPDATE lanes SET unanswered = greatest(unanswered - 1, 0) WHERE leased_by = $1`;

/** No claim sees it, and no wake makes it due. */
export const PARK = `
  UPDATE lanes SET parked_at = $3, free_at = 'infinity', waits_for = $4, leased_by = NULL
  WHERE key = $1 AND leased_by = $2 RETURNING key`;

/** A parked one comes back as a suspect: the next claim that nobody answers parks it again. One that fails is due now. */
export const UNPARK = announced(`
  UPDATE lanes SET parked_at = NULL, attempt = 0, waits_for = NULL,
    unanswered = CASE WHEN parked_at IS NULL THEN unanswered ELSE ${PARK_AFTER - 1} END,
    due_at = least(due_at, $2), free_at = least(due_at, $2), woken = woken + 1
  WHERE key = $1 AND leased_by IS NULL AND (parked_at IS NOT NULL OR attempt > 0)`);

export const EXTEND = `UPDATE lanes SET free_at = $3 WHERE key = $1 AND leased_by = $2 RETURNING key`;

export const COMPLETE = `
  DELETE FROM lanes WHERE key = $1 AND leased_by = $2 AND woken = woken_at_claim RETURNING key`;

/** For a lane that was woken while it ran. */
export const RELEASE = announced(`
  UPDATE lanes SET leased_by = NULL, free_at = due_at, attempt = 0, waits_for = NULL, unanswered = 0
  WHERE key = $1 AND leased_by = $2`);

/** Woken while it ran and not failing: the wake may be the very thing it is about to wait for. */
const HEARD = `($4 = 0 AND woken <> woken_at_claim AND due_at < $3)`;

export const POSTPONE = `
  UPDATE lanes SET
    due_at = CASE WHEN ${HEARD} THEN due_at ELSE $3 END,
    free_at = CASE WHEN ${HEARD} THEN due_at ELSE $3 END,
    waits_for = CASE WHEN ${HEARD} THEN NULL ELSE $5 END,
    attempt = $4,
    unanswered = 0,
    leased_by = NULL
  WHERE key = $1 AND leased_by = $2`;

/** A lane that runs is only marked: it stays due when it completes. A parked one comes back as a suspect. */
export const WAKE_CONTRACT = announced(`
  WITH mine AS (SELECT key FROM lanes WHERE contract_id = $1 ORDER BY key FOR UPDATE)
  UPDATE lanes SET
    due_at = CASE WHEN ${RUNS} THEN $2 ELSE least(lanes.due_at, $2) END,
    free_at = CASE WHEN lanes.leased_by IS NULL THEN least(lanes.due_at, $2) ELSE lanes.free_at END,
    attempt = CASE WHEN lanes.leased_by IS NULL THEN 0 ELSE lanes.attempt END,
    waits_for = NULL,
    unanswered = CASE WHEN lanes.parked_at IS NULL THEN lanes.unanswered ELSE ${PARK_AFTER - 1} END,
    parked_at = NULL,
    woken = lanes.woken + 1
  FROM mine WHERE lanes.key = mine.key`);
