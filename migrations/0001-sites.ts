import { type Migration } from './migration';

/** Tenants. Secrets only as AES-256-GCM ciphertext, with the id of the key that sealed them. */
export const sites: Migration = {
  name: '0001-sites',
  up: (run) =>
    run(`
      CREATE TABLE sites (
        id text PRIMARY KEY,
        client_key text NOT NULL UNIQUE,
        app_key text NOT NULL,
        base_url text NOT NULL,
        display_url text NOT NULL,
        cloud_id text,
        installation_id text,
        own_account_ids text[] NOT NULL DEFAULT '{}',
        state text NOT NULL CHECK (state IN ('enabled', 'disabled', 'uninstalled')),
        held_until timestamptz,
        held_reason text,
        payload json NOT NULL,
        secret_ciphertext bytea NOT NULL,
        secret_key_id text NOT NULL,
        previous_secret_ciphertext bytea,
        previous_secret_key_id text,
        previous_secret_valid_until timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );

      CREATE TABLE used_tokens (
        fingerprint text PRIMARY KEY,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX used_tokens_expires_at ON used_tokens (expires_at);
    `),
};
