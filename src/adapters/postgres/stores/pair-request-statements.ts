const COLUMNS = `
  request.id::text, request.contract_id AS "contractId", request.side, request.run_id AS "runId",
  request.item_id::text AS "itemId", request.issue_id AS "issueId", request.issue_key AS "issueKey", request.theirs,
  request.asked_by AS "askedBy", request.asked_at AS "askedAt", request.state, request.answered_by AS "answeredBy",
  request.answered_at AS "answeredAt"`;

export const ADD = `
  INSERT INTO pair_requests AS request
    (contract_id, side, run_id, item_id, issue_id, issue_key, theirs, asked_by, asked_at, state)
  SELECT $1, $2, run_id, item_id, issue_id, issue_key, theirs, $8, $9, 'waiting'
  FROM unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[])
    WITH ORDINALITY AS named (run_id, item_id, issue_id, issue_key, theirs, position)
  ORDER BY position
  ON CONFLICT DO NOTHING
  RETURNING ${COLUMNS}`;

export const FIND = `SELECT ${COLUMNS} FROM pair_requests AS request WHERE id = $1::bigint`;

export const WAITING_FOR = `
  SELECT ${COLUMNS} FROM pair_requests AS request
  WHERE contract_id = $1 AND side = $2 AND issue_id = ANY($3::text[]) AND state = 'waiting'`;

/** Each names the other's issue, by key or id. */
export const MUTUAL = `
  SELECT one.id::text AS one, other.id::text AS other
  FROM pair_requests AS one
  JOIN pair_requests AS other
    ON other.contract_id = one.contract_id AND other.side <> one.side AND other.state = 'waiting'
    AND other.theirs IN (one.issue_id, upper(one.issue_key))
    AND one.theirs IN (other.issue_id, upper(other.issue_key))
  WHERE one.id = ANY($1::bigint[]) AND one.state = 'waiting'`;

export const SOME = `SELECT ${COLUMNS} FROM pair_requests AS request WHERE id = ANY($1::bigint[])`;

export const DECLINED_SINCE = `
  SELECT DISTINCT issue_id AS "issueId", theirs FROM pair_requests
  WHERE contract_id = $1 AND side = $2 AND issue_id = ANY($3::text[]) AND state = 'declined' AND answered_at > $4`;

export const COUNT_WAITING = `
  SELECT contract_id AS id, side, count(*)::int AS count FROM pair_requests
  WHERE contract_id = ANY($1::text[]) AND state = 'waiting' GROUP BY contract_id, side`;

export const LIST = `
  SELECT ${COLUMNS} FROM pair_requests AS request
  WHERE contract_id = $1 AND side = $2 AND state = 'waiting' AND id > $3::bigint ORDER BY request.id LIMIT $4`;

export const RUNS = `
  SELECT run_id AS "runId", count(*)::int AS waiting, min(asked_at) AS "askedAt" FROM pair_requests
  WHERE contract_id = $1 AND side = $2 AND state = 'waiting' AND run_id IS NOT NULL
  GROUP BY run_id ORDER BY min(pair_requests.id) LIMIT $3`;

// In the order of their ids, so that two who answer the same ones never wait for each other.
const answerThose = (condition: string): string => `
  WITH meant AS (SELECT id FROM pair_requests WHERE state = 'waiting' AND ${condition} ORDER BY id FOR UPDATE)
  UPDATE pair_requests AS request SET state = $1, answered_by = $2, answered_at = $3
  FROM meant WHERE request.id = meant.id
  RETURNING ${COLUMNS}`;

export const ANSWER_IDS = answerThose('contract_id = $4 AND side = $5 AND id = ANY($6::bigint[])');
export const ANSWER_RUN = answerThose('contract_id = $4 AND side = $5 AND run_id = $6');
export const ANSWER_ALL = answerThose('contract_id = $4');
export const ANSWER_OLD = answerThose(
  `id IN (SELECT id FROM pair_requests WHERE state = 'waiting' AND asked_at < $4 ORDER BY asked_at LIMIT $5)`,
);

export const ACCEPTED = `
  SELECT ${COLUMNS} FROM pair_requests AS request WHERE item_id = $1::bigint AND state = 'accepted' LIMIT 1`;
