import { type Migration } from './migration';

/**
 * Contracts with the present half of each side, every saved version, and templates. The project keys stand beside the
 * halves so that the door finds the contracts of a webhook by index.
 */
export const contracts: Migration = {
  name: '0003-contracts',
  up: (run) =>
    run(`
      CREATE TABLE contracts (
        id text PRIMARY KEY,
        connection_id text NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
        name text NOT NULL,
        master_half json,
        provider_half json,
        master_project text,
        provider_project text,
        master_version integer NOT NULL DEFAULT 0,
        provider_version integer NOT NULL DEFAULT 0,
        master_enabled boolean NOT NULL DEFAULT false,
        provider_enabled boolean NOT NULL DEFAULT false,
        master_enabled_at timestamptz,
        provider_enabled_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX contracts_connection_id ON contracts (connection_id);
      CREATE INDEX contracts_master_project ON contracts (master_project);
      CREATE INDEX contracts_provider_project ON contracts (provider_project);

      CREATE TABLE half_versions (
        contract_id text NOT NULL REFERENCES contracts (id) ON DELETE CASCADE,
        side text NOT NULL CHECK (side IN ('master', 'provider')),
        number integer NOT NULL,
        source json NOT NULL,
        half json NOT NULL,
        author text NOT NULL,
        at timestamptz NOT NULL,
        note text,
        PRIMARY KEY (contract_id, side, number)
      );

      CREATE TABLE offers (
        contract_id text NOT NULL REFERENCES contracts (id) ON DELETE CASCADE,
        side text NOT NULL CHECK (side IN ('master', 'provider')),
        offer json NOT NULL,
        PRIMARY KEY (contract_id, side)
      );

      CREATE TABLE templates (
        id text PRIMARY KEY,
        site_id text NOT NULL REFERENCES sites (id),
        name text NOT NULL,
        source json NOT NULL,
        author text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX templates_site_id ON templates (site_id);
    `),
};
