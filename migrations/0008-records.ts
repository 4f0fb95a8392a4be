import { type Migration } from './migration';

/** What admins read: activity, problems (one open per facet and code) and conflicts (one open question per facet). */
export const records: Migration = {
  name: '0008-records',
  up: (run) =>
    run(`
      CREATE TABLE activity (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        connection_id text,
        contract_id text,
        link_id text,
        side text CHECK (side IN ('master', 'provider')),
        kind text NOT NULL,
        text text NOT NULL,
        master_key text,
        provider_key text,
        actor text
      );
      CREATE INDEX activity_at ON activity (at);
      CREATE INDEX activity_connection_id ON activity (connection_id, id);
      CREATE INDEX activity_contract_id ON activity (contract_id, id);
      CREATE INDEX activity_link_id ON activity (link_id, id);
      CREATE INDEX activity_master_key ON activity (master_key, id);
      CREATE INDEX activity_provider_key ON activity (provider_key, id);

      CREATE TABLE problems (
        id text PRIMARY KEY,
        contract_id text NOT NULL REFERENCES contracts (id) ON DELETE CASCADE,
        link_id text,
        facet text NOT NULL,
        side text NOT NULL CHECK (side IN ('master', 'provider')),
        code text NOT NULL,
        subject text NOT NULL,
        cause text NOT NULL,
        remedy text NOT NULL,
        print text NOT NULL,
        opened_at timestamptz NOT NULL,
        resolved_at timestamptz
      );
      CREATE UNIQUE INDEX problems_open ON problems (contract_id, coalesce(link_id, ''), facet, code)
        WHERE resolved_at IS NULL;
      CREATE INDEX problems_link_id ON problems (link_id, facet);

      CREATE TABLE conflicts (
        id text PRIMARY KEY,
        contract_id text NOT NULL REFERENCES contracts (id) ON DELETE CASCADE,
        link_id text NOT NULL,
        facet text NOT NULL,
        rule text NOT NULL CHECK (rule IN ('master', 'provider', 'latest', 'ask')),
        winner text CHECK (winner IN ('master', 'provider')),
        chosen text CHECK (chosen IN ('master', 'provider')),
        draft json NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX conflicts_contract_id ON conflicts (contract_id, at);
      CREATE UNIQUE INDEX conflicts_open ON conflicts (link_id, facet) WHERE winner IS NULL AND chosen IS NULL;
    `),
};
