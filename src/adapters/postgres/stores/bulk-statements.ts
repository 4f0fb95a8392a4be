/** Gives nothing where a run of this half is open: the partial index allows one. */
export const INSERT_RUN = `
  INSERT INTO bulk_runs
    (id, contract_id, side, kind, state, jql, key_field, author, started_at, ended_at, gathered, cursor)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (contract_id, side) WHERE state IN ('running', 'paused') DO NOTHING
  RETURNING id`;

export const SET_STATE = `
  UPDATE bulk_runs SET state = $3, ended_at = $4 WHERE id = $1 AND state = ANY($2::text[]) RETURNING id`;

export const STOP_ALL = `
  UPDATE bulk_runs SET state = 'stopped', ended_at = $2
  WHERE contract_id = $1 AND state IN ('running', 'paused', 'asked') RETURNING id`;

export const ADD_ITEMS = `
  INSERT INTO bulk_items (run_id, mine, key, issue_id, theirs, state, cause, remedy, ended_at)
  SELECT $1, mine, key, issue_id, theirs, state, cause, remedy, CASE WHEN state <> 'waiting' THEN $9::timestamptz END
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    WITH ORDINALITY AS item (mine, key, issue_id, theirs, state, cause, remedy, position)
  ORDER BY position
  ON CONFLICT (run_id, mine) DO NOTHING
  RETURNING id`;

export const ITEMS = `
  SELECT id::text, run_id AS "runId", mine, key, issue_id AS "issueId", theirs, theirs_id AS "theirsId",
    asked_at AS "askedAt", agreed
  FROM bulk_items WHERE run_id = $1 AND state = $2 AND ($4::boolean IS NULL OR agreed = $4::boolean)
  ORDER BY bulk_items.id LIMIT $3`;

export const MARK_AWAITING = `
  UPDATE bulk_items AS item SET state = 'awaiting', key = named.key, issue_id = named.issue_id
  FROM unnest($1::bigint[], $2::text[], $3::text[]) AS named (id, key, issue_id)
  WHERE item.id = named.id AND item.state = 'waiting' RETURNING item.id`;

export const MARK_AGREED = `
  UPDATE bulk_items SET state = 'waiting', agreed = true
  WHERE id = ANY($1::bigint[]) AND state IN ('waiting', 'awaiting') RETURNING id`;

export const UNMARK_AWAITING = `
  UPDATE bulk_items SET state = 'waiting' WHERE id = ANY($1::bigint[]) AND state = 'awaiting' RETURNING id`;

export const RUN_OF = 'SELECT run_id AS id FROM bulk_items WHERE id = $1::bigint';

export const ASK = `
  UPDATE bulk_items SET state = 'asked', key = $2, issue_id = $3, theirs_id = $4, asked_at = $5
  WHERE id = $1::bigint AND state = 'waiting' RETURNING id`;

export const PAIRS_WITH = `
  SELECT issue_id AS "issueId", theirs_id AS "theirsId", state FROM bulk_items
  WHERE run_id = $1 AND state IN ('asked', 'done') AND theirs_id IS NOT NULL
    AND (issue_id = ANY($2::text[]) OR theirs_id = ANY($3::text[]))`;

export const SETTLE = `
  UPDATE bulk_items SET state = $2, cause = $3, remedy = $4, ended_at = $5
  WHERE id = ANY($1::bigint[]) AND state IN ('waiting', 'awaiting', 'asked') RETURNING id`;

export const COUNTS = `
  SELECT run_id AS id, count(*)::int AS total,
    count(*) FILTER (WHERE state = 'done')::int AS done,
    count(*) FILTER (WHERE state = 'failed')::int AS failed,
    count(*) FILTER (WHERE state = 'skipped')::int AS skipped,
    count(*) FILTER (WHERE state = 'awaiting')::int AS awaiting
  FROM bulk_items WHERE run_id = ANY($1::text[]) GROUP BY run_id`;

export const FAILURES = `
  SELECT coalesce(key, mine) AS issue, issue_id AS "issueId", coalesce(cause, '') AS cause, coalesce(remedy, '') AS remedy
  FROM bulk_items WHERE run_id = $1 AND state = 'failed' ORDER BY bulk_items.id LIMIT $2`;
