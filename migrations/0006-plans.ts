import { type Migration } from './migration';

/** The outbox. `content` holds issue text and is emptied as soon as the operation is done, failed or dropped. */
export const plans: Migration = {
  name: '0006-plans',
  up: (run) =>
    run(`
      CREATE TABLE plans (
        id text PRIMARY KEY,
        lane text NOT NULL,
        link_id text NOT NULL,
        planned_at timestamptz NOT NULL
      );
      CREATE INDEX plans_planned_at ON plans (planned_at);

      CREATE TABLE operations (
        plan_id text NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
        operation_id text NOT NULL,
        position integer NOT NULL,
        lane text NOT NULL,
        kind text NOT NULL,
        side text NOT NULL CHECK (side IN ('master', 'provider')),
        state text NOT NULL CHECK (state IN ('planned', 'done', 'failed', 'dropped')),
        content json,
        outcome json,
        detail text,
        settled_at timestamptz,
        PRIMARY KEY (plan_id, operation_id),
        CHECK ((state = 'planned') = (content IS NOT NULL))
      );
      CREATE INDEX operations_unfinished ON operations (lane) WHERE state = 'planned';
    `),
};
