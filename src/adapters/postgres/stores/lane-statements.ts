import { CHANGE, PARK_AFTER, PERSON, SUSPECT_AFTER } from '../../../sync/ports';
import { WAKE_CHANNEL } from '../wake-listener';

export const COLUMNS = `lanes.key, lanes.kind, lanes.contract_id AS "contractId", lanes.attempt, lanes.due_at AS "dueAt",
  lanes.waits_for AS "waitsFor", lanes.priority, lanes.unanswered, lanes.parked_at IS NOT NULL AS parked`;

/** Leases and due times go by the clock of Postgres, which all processes share; only a test hands in a time of its own. */
const now = (place: number): string => `coalesce($${place}::timestamptz, now())`;
const after = (place: number, ms: number): string => `(${now(place)} + $${ms}::double precision * interval '1 ms')`;

/** A lane that runs and was not woken yet: what was due before is being done, so a wake starts anew. */
const RUNS = `(lanes.leased_by IS NOT NULL AND lanes.woken = lanes.woken_at_claim)`;

/** Neither leased nor parked: `free_at` is the due time. */
const AT_REST = `(lanes.leased_by IS NULL AND lanes.parked_at IS NULL)`;

/** A back-off is not shortened, for what failed a moment ago would only fail again: unless a person asks. */
const BACKS_OFF = `(lanes.leased_by IS NULL AND lanes.attempt > 0 AND excluded.priority > ${PERSON})`;

/** The due time after a wake. */
const WOKEN_DUE = `CASE
  WHEN ${RUNS} THEN excluded.due_at
  WHEN ${BACKS_OFF} THEN lanes.due_at
  ELSE least(lanes.due_at, excluded.due_at) END`;

/** Tells the workers when the statement changed a lane, once its transaction commits. Gives how many it changed. */
const announced = (statement: string): string => `
  WITH changed AS (${statement} RETURNING lanes.key)
  SELECT count(*)::int AS count, pg_notify('${WAKE_CHANNEL}', '')::text FROM changed HAVING count(*) > 0`;

/** Keys are grouped, because one statement may meet a row once, and sorted, so that two wakes never wait for each other. */
export const WAKE = announced(`
  INSERT INTO lanes AS lanes (key, kind, contract_id, due_at, free_at, priority)
  SELECT key, min(kind), min(contract_id), min(coalesce(due_at, ${now(6)})), min(coalesce(due_at, ${now(6)})), min(priority)
  FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::smallint[])
    AS request (key, kind, contract_id, due_at, priority)
  GROUP BY key ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    due_at = ${WOKEN_DUE},
    free_at = CASE WHEN ${AT_REST} THEN ${WOKEN_DUE} ELSE lanes.free_at END,
    priority = CASE WHEN ${RUNS} THEN excluded.priority ELSE least(lanes.priority, excluded.priority) END,
    waits_for = CASE WHEN ${BACKS_OFF} OR lanes.parked_at IS NOT NULL THEN lanes.waits_for END,
    attempt = CASE WHEN lanes.leased_by IS NULL AND excluded.priority <= ${PERSON} THEN 0 ELSE lanes.attempt END,
    woken = lanes.woken + 1`);

/**
 * Each claim counts as unanswered until it is answered, and has a token of its own: the fence of whoever claimed before,
 * be it the same process.
 */
const LEASED = `leased_by = $1, token = gen_random_uuid(), free_at = ${after(3, 2)}, woken_at_claim = lanes.woken,
  unanswered = lanes.unanswered + 1`;

const CLAIMED = `${COLUMNS}, lanes.token`;

const IS_FREE = `lanes.free_at <= ${now(3)} AND lanes.unanswered < ${SUSPECT_AFTER}`;

/** More contracts than this are not looked at for one claim: each begins at another place of the round. */
const CONTRACTS_AT_MOST = 100;

const contractOfRank = (more: string): string => `
  (SELECT coalesce(contract_id, '') FROM lanes WHERE lanes.priority = ranks.priority ${more}
   ORDER BY coalesce(contract_id, '') LIMIT 1)`;

/** Contracts that have lanes of this priority, if one is due: each found by a step along the index, however many lanes it has. */
const CONTRACTS_OF_RANK = `
  WITH RECURSIVE each AS (
    SELECT start.contract, start.contract AS first, 1 AS n
    FROM (SELECT coalesce(${contractOfRank(`AND coalesce(contract_id, '') >= round.begins`)}, ${contractOfRank('')}) AS contract
          FROM round) AS start
    WHERE (SELECT free_at FROM lanes WHERE lanes.priority = ranks.priority AND lanes.unanswered < ${SUSPECT_AFTER}
           ORDER BY free_at LIMIT 1) <= ${now(3)}
    UNION ALL
    SELECT following.contract, each.first, each.n + 1
    FROM each CROSS JOIN LATERAL (
      SELECT coalesce(${contractOfRank(`AND coalesce(contract_id, '') > each.contract`)}, ${contractOfRank('')}) AS contract
    ) AS following
    WHERE each.n < ${CONTRACTS_AT_MOST} AND following.contract <> each.first
  ) SELECT contract FROM each`;

/** The first lanes of each contract; `turn` is the place among those of its connection, after what the worker has of it. */
const IN_TURN = `
  SELECT lane.key, lane.free_at, connections.master_site, connections.provider_site,
    coalesce(busy.count, 0) + row_number() OVER (
      PARTITION BY coalesce(connections.id, lane.contract) ORDER BY lane.place, lane.free_at) AS turn
  FROM (
    SELECT first.*, contract.contract, row_number() OVER (PARTITION BY contract.contract ORDER BY first.free_at) AS place
    FROM (${CONTRACTS_OF_RANK}) AS contract CROSS JOIN LATERAL (
      SELECT lanes.key, lanes.free_at FROM lanes
      WHERE lanes.priority = ranks.priority AND coalesce(lanes.contract_id, '') = contract.contract AND ${IS_FREE}
      ORDER BY lanes.free_at LIMIT least($4, $5::integer)
    ) AS first
  ) AS lane
  LEFT JOIN contracts ON contracts.id = lane.contract
  LEFT JOIN connections ON connections.id = contracts.connection_id
  LEFT JOIN busy ON busy.connection = connections.id`;

/** The place among the lanes of a site, after what the worker has of it. */
const placeOfSite = (side: 'master' | 'provider'): string => `
  (SELECT coalesce(sum(busy.count), 0) FROM busy WHERE lane.${side}_site IN (busy.master_site, busy.provider_site))
  + row_number() OVER (PARTITION BY lane.${side}_site ORDER BY lane.turn, lane.free_at)`;

/**
 * By priority; within one the connection that the worker has least of comes first. No connection and no site has more than
 * its share ($5, $6) of the worker, so that one that is slow leaves room for the others; a person's request is above that.
 * Each step goes along an index: quick however many lanes wait, and whatever the planner believes.
 */
export const CLAIM = `
  WITH RECURSIVE ranks AS (
    SELECT min(priority) AS priority FROM lanes
    UNION ALL
    SELECT (SELECT min(lanes.priority) FROM lanes WHERE lanes.priority > ranks.priority) FROM ranks
    WHERE ranks.priority < coalesce($7::smallint, 32767)
  ), round AS MATERIALIZED (
    SELECT gen_random_uuid()::text AS begins
  ), held AS (
    SELECT contracts.connection_id AS connection FROM lanes JOIN contracts ON contracts.id = lanes.contract_id
    WHERE lanes.leased_by = $1 AND lanes.token IS NOT NULL AND lanes.free_at > ${now(3)}
  ), busy AS MATERIALIZED (
    SELECT connections.id AS connection, connections.master_site, connections.provider_site, count(*) AS count
    FROM held JOIN connections ON connections.id = held.connection GROUP BY connections.id
  ), next AS (
    SELECT free.key FROM ranks CROSS JOIN LATERAL (
      SELECT lanes.key FROM (
        SELECT lane.key, lane.turn, lane.free_at, lane.master_site,
          ${placeOfSite('master')} AS at_master, ${placeOfSite('provider')} AS at_provider
        FROM (${IN_TURN}) AS lane
        WHERE lane.turn <= coalesce($5::integer, 32767) OR ranks.priority <= ${PERSON}
      ) AS lane JOIN lanes ON lanes.key = lane.key
      WHERE ${IS_FREE} AND (
        ranks.priority <= ${PERSON} OR lane.master_site IS NULL
        OR greatest(lane.at_master, lane.at_provider) <= coalesce($6::integer, 32767))
      ORDER BY lane.turn, lane.free_at LIMIT $4 FOR UPDATE OF lanes SKIP LOCKED
    ) AS free
    WHERE ranks.priority <= coalesce($7::smallint, 32767)
    LIMIT $4
  )
  UPDATE lanes SET ${LEASED}
  FROM next WHERE lanes.key = next.key
  RETURNING ${CLAIMED}`;

export const CLAIM_SUSPECT = `
  WITH next AS (
    SELECT key FROM lanes WHERE unanswered >= ${SUSPECT_AFTER} AND free_at <= ${now(3)}
    ORDER BY free_at LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  UPDATE lanes SET ${LEASED}
  FROM next WHERE lanes.key = next.key
  RETURNING ${CLAIMED}`;

export const EXCUSE = `UPDATE lanes SET unanswered = greatest(unanswered - 1, 0) WHERE leased_by = $1`;

/** Whoever has the claim: a later claim has another token. The row stays its own until the transaction ends. */
export const FENCE = `SELECT key FROM lanes WHERE key = $1 AND token = $2::uuid FOR KEY SHARE`;

const MINE = `key = $1 AND token = $2::uuid`;

const GIVEN_BACK = `leased_by = NULL, token = NULL`;

/** The claim is over although its run may not be: it stays unanswered, and free when the lease ends. */
export const GIVE_UP = `UPDATE lanes SET token = NULL WHERE ${MINE}`;

/** No claim sees it, and no wake makes it due. */
export const PARK = `
  UPDATE lanes SET parked_at = ${now(4)}, free_at = 'infinity', waits_for = $3, ${GIVEN_BACK}
  WHERE ${MINE} RETURNING key`;

/** A parked one comes back as a suspect: the next claim that nobody answers parks it again. One that fails is due now. */
export const UNPARK = announced(`
  UPDATE lanes SET parked_at = NULL, attempt = 0, waits_for = NULL,
    unanswered = CASE WHEN parked_at IS NULL THEN unanswered ELSE ${PARK_AFTER - 1} END,
    due_at = least(due_at, ${now(2)}), free_at = least(due_at, ${now(2)}), woken = woken + 1
  WHERE key = $1 AND leased_by IS NULL AND (parked_at IS NOT NULL OR attempt > 0)`);

export const EXTEND = `UPDATE lanes SET free_at = ${after(4, 3)} WHERE ${MINE} RETURNING key`;

export const COMPLETE = `DELETE FROM lanes WHERE ${MINE} AND woken = woken_at_claim RETURNING key`;

/** For a lane that was woken while it ran. */
export const RELEASE = announced(`
  UPDATE lanes SET ${GIVEN_BACK}, free_at = due_at, attempt = 0, waits_for = NULL, unanswered = 0 WHERE ${MINE}`);

/**
 * Woken while it ran, and not failing: the wake may be the very thing it is about to wait for. A person who asked meanwhile
 * is heard even where it fails.
 */
const HEARD = `(woken <> woken_at_claim AND ($4 = 0 OR priority <= ${PERSON}) AND due_at < ${after(6, 3)})`;

/** A person's turn is one run. */
export const POSTPONE = `
  UPDATE lanes SET
    due_at = CASE WHEN ${HEARD} THEN due_at ELSE ${after(6, 3)} END,
    free_at = CASE WHEN ${HEARD} THEN due_at ELSE ${after(6, 3)} END,
    waits_for = CASE WHEN ${HEARD} THEN NULL ELSE $5 END,
    priority = CASE WHEN ${HEARD} THEN priority ELSE greatest(priority, ${CHANGE}) END,
    attempt = $4,
    unanswered = 0,
    ${GIVEN_BACK}
  WHERE ${MINE}`;

/** A lane that runs is only marked: it stays due when it completes. A parked one comes back as a suspect. */
export const WAKE_CONTRACT = announced(`
  WITH mine AS (SELECT key FROM lanes WHERE contract_id = $1 ORDER BY key FOR UPDATE)
  UPDATE lanes SET
    due_at = CASE WHEN ${RUNS} THEN ${now(2)} ELSE least(lanes.due_at, ${now(2)}) END,
    free_at = CASE WHEN lanes.leased_by IS NULL THEN least(lanes.due_at, ${now(2)}) ELSE lanes.free_at END,
    attempt = CASE WHEN lanes.leased_by IS NULL THEN 0 ELSE lanes.attempt END,
    waits_for = NULL,
    unanswered = CASE WHEN lanes.parked_at IS NULL THEN lanes.unanswered ELSE ${PARK_AFTER - 1} END,
    parked_at = NULL,
    woken = lanes.woken + 1
  FROM mine WHERE lanes.key = mine.key`);

export const COUNTS = `
  SELECT count(*) FILTER (WHERE leased_by IS NOT NULL AND free_at > ${now(1)})::int AS running,
         count(*) FILTER (WHERE free_at <= ${now(1)})::int AS due FROM lanes`;

export const NEXT_DUE = `
  SELECT extract(epoch FROM min(free_at) - ${now(1)})::float8 * 1000 AS ms FROM lanes
  WHERE unanswered < ${SUSPECT_AFTER} AND free_at < 'infinity'`;
