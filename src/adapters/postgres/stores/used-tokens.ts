import { type UsedTokens } from '../../../sync/ports';
import { type StoreDeps } from './deps';

/** Kept past their end, since clocks of two processes differ. */
const KEPT_MS = 60 * 60 * 1000;

export const usedTokensStore = ({ executor, clock }: StoreDeps): UsedTokens => ({
  claim: async (fingerprint, expiresAt) => {
    await executor.sql('DELETE FROM used_tokens WHERE expires_at < $1', [new Date(clock.now().getTime() - KEPT_MS)]);
    const claimed = await executor.sql(
      'INSERT INTO used_tokens (fingerprint, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING fingerprint',
      [fingerprint, expiresAt],
    );
    return claimed.length === 1;
  },
});
