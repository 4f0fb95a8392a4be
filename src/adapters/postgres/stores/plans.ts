import { type Json, type Operation, type Plan, type Receipt } from '../../../core/model';
import { type Plans } from '../../../sync/ports';
import { type Executor } from '../executor';
import { type StoreDeps } from './deps';

const STORE_OPERATIONS = `
  INSERT INTO operations (plan_id, operation_id, position, lane, kind, side, state, content)
  SELECT $1, operation_id, position, $2, kind, side, 'planned', content::json
  FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY
    AS operation (operation_id, kind, side, content, position)`;

const SETTLE = `
  UPDATE operations SET state = $3, content = NULL, outcome = $4::json, detail = $5, settled_at = $6
  WHERE plan_id = $1 AND operation_id = $2 AND state = 'planned'`;

const UNFINISHED = `
  SELECT operations.plan_id AS "planId", operations.content AS operation
  FROM operations JOIN plans ON plans.id = operations.plan_id
  WHERE operations.lane = $1 AND operations.state = 'planned' ORDER BY plans.planned_at, operations.position`;

const DROP = `
  UPDATE operations SET state = 'dropped', content = NULL, settled_at = $2 WHERE lane = $1 AND state = 'planned'`;

export const plansStore = ({ executor, clock }: StoreDeps): Plans => ({
  store: (planId, lane, linkId, plan, at) =>
    executor.atomically((inside) => storePlan(inside, planId, lane, linkId, plan, at)),
  unfinished: (lane) => executor.sql<{ planId: string; operation: Operation }>(UNFINISHED, [lane]),
  markDone: async (planId, operationId, receipt, at) => {
    const outcome = JSON.stringify(outcomeOf(receipt));
    await executor.sql(SETTLE, [planId, operationId, 'done', outcome, null, at]);
  },
  markFailed: async (planId, operationId, detail, at) => {
    await executor.sql(SETTLE, [planId, operationId, 'failed', null, detail, at]);
  },
  drop: async (lane) => void (await executor.sql(DROP, [lane, clock.now()])),
});

const storePlan = async (
  executor: Executor,
  planId: string,
  lane: string,
  linkId: string,
  { operations }: Plan,
  at: Date,
): Promise<void> => {
  await executor.sql('INSERT INTO plans (id, lane, link_id, planned_at) VALUES ($1, $2, $3, $4)', [
    planId,
    lane,
    linkId,
    at,
  ]);
  await executor.sql(STORE_OPERATIONS, [
    planId,
    lane,
    operations.map(({ id }) => id),
    operations.map(({ kind }) => kind),
    operations.map(({ side }) => side),
    operations.map((operation) => JSON.stringify(operation)),
  ]);
};

/** What was made, by id. A receipt's values are issue text and are not kept. */
const outcomeOf = (receipt: Receipt): Json => {
  switch (receipt.kind) {
    case 'issue':
      return { kind: receipt.kind, issueId: receipt.issueId, key: receipt.key, found: receipt.found };
    case 'fields':
      return { kind: receipt.kind, fields: Object.keys(receipt.fields), refused: Object.keys(receipt.refused) };
    case 'comment':
      return { kind: receipt.kind, commentId: receipt.commentId };
    case 'attachment':
      return { kind: receipt.kind, attachmentId: receipt.attachmentId, bytes: receipt.bytes };
    case 'status':
      return { kind: receipt.kind, status: receipt.status };
    case 'removed':
      return { kind: receipt.kind };
  }
};
