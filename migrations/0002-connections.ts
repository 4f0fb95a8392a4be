import { type Migration } from './migration';

/** Agreements between two sites and the invitations that make them; a token is stored only as its hash. */
export const connections: Migration = {
  name: '0002-connections',
  up: (run) =>
    run(`
      CREATE TABLE connections (
        id text PRIMARY KEY,
        name text NOT NULL,
        master_site text REFERENCES sites (id),
        provider_site text REFERENCES sites (id),
        state text NOT NULL CHECK (state IN ('invited', 'active', 'declined', 'revoked', 'expired', 'ended')),
        master_paused boolean NOT NULL,
        provider_paused boolean NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX connections_master_site ON connections (master_site);
      CREATE INDEX connections_provider_site ON connections (provider_site);

      CREATE TABLE invitations (
        id text PRIMARY KEY,
        connection_id text NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
        inviter_site text NOT NULL REFERENCES sites (id),
        inviter_account text NOT NULL,
        inviter_side text NOT NULL CHECK (inviter_side IN ('master', 'provider')),
        message text,
        token_hash text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'revoked')),
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX invitations_inviter_site ON invitations (inviter_site);
      CREATE INDEX invitations_connection_id ON invitations (connection_id);

      CREATE TABLE user_pairs (
        connection_id text NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
        position integer NOT NULL,
        master text NOT NULL,
        provider text NOT NULL,
        PRIMARY KEY (connection_id, position)
      );
    `),
};
