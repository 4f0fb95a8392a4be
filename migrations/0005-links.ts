import { type Migration } from './migration';

/**
 * Pairs of issues. One open link per contract and issue on each side; closed ones stay as history. `detail` is what no
 * query asks for (facets, triggers, intents); json and not jsonb, because jsonb refuses half of a surrogate pair, which
 * a text that Jira cut short can hold.
 */
export const links: Migration = {
  name: '0005-links',
  up: (run) =>
    run(`
      CREATE TABLE links (
        id text PRIMARY KEY,
        contract_id text NOT NULL REFERENCES contracts (id) ON DELETE CASCADE,
        lane text NOT NULL,
        state text NOT NULL CHECK (state IN ('creating', 'active', 'paused', 'closed')),
        origin text NOT NULL CHECK (origin IN ('master', 'provider')),
        master_site text NOT NULL,
        provider_site text NOT NULL,
        master_issue_id text,
        master_issue_key text,
        provider_issue_id text,
        provider_issue_key text,
        linked_at timestamptz NOT NULL,
        detail json NOT NULL
      );
      CREATE INDEX links_contract_id ON links (contract_id, id);
      CREATE UNIQUE INDEX links_open_master_issue ON links (contract_id, master_issue_id) WHERE state <> 'closed';
      CREATE UNIQUE INDEX links_open_provider_issue ON links (contract_id, provider_issue_id) WHERE state <> 'closed';
      CREATE INDEX links_master_issue ON links (master_site, master_issue_id);
      CREATE INDEX links_provider_issue ON links (provider_site, provider_issue_id);
    `),
};
