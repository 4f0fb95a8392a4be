import { seal, type Sealed, SecretError, type SecretKeys, unseal } from './secrets';
import { type SiteRow } from './site-row';

export type SecretColumn = 'secret' | 'previous_secret';

type SecretColumns = Pick<SiteRow, 'secretCiphertext' | 'secretKeyId'>;
type PreviousColumns = Pick<SiteRow, 'previousSecretCiphertext' | 'previousSecretKeyId' | 'previousSecretValidUntil'>;

/** What a ciphertext is bound to: moved to another row or column it does not open. */
export const placeOf = (siteId: string, column: SecretColumn): string => `sites/${siteId}/${column}`;

export const NO_PREVIOUS: PreviousColumns = {
  previousSecretCiphertext: null,
  previousSecretKeyId: null,
  previousSecretValidUntil: null,
};

export const sealSecret = (keys: SecretKeys, siteId: string, secret: string): SecretColumns => {
  const { ciphertext, keyId } = seal(keys, secret, placeOf(siteId, 'secret'));
  return { secretCiphertext: ciphertext, secretKeyId: keyId };
};

export const openSecret = (keys: SecretKeys, row: SiteRow): string =>
  unseal(keys, { ciphertext: row.secretCiphertext, keyId: row.secretKeyId }, placeOf(row.id, 'secret'));

/**
 * The secret that `newSecret` replaces, sealed anew for its new column. One that no key opens any more is of no use to
 * anybody; the same secret once more leaves everything as it is.
 */
export const keepPrevious = (
  keys: SecretKeys,
  known: SiteRow,
  newSecret: string,
  validUntil: Date,
): PreviousColumns => {
  const old = openOrNull(() => openSecret(keys, known));
  if (old === null) return NO_PREVIOUS;
  if (old === newSecret) return previousOf(known);
  const { ciphertext, keyId } = seal(keys, old, placeOf(known.id, 'previous_secret'));
  return { previousSecretCiphertext: ciphertext, previousSecretKeyId: keyId, previousSecretValidUntil: validUntil };
};

const previousOf = (row: SiteRow): PreviousColumns => ({
  previousSecretCiphertext: row.previousSecretCiphertext,
  previousSecretKeyId: row.previousSecretKeyId,
  previousSecretValidUntil: row.previousSecretValidUntil,
});

/** The present secret, and the one before it while its overlap lasts. */
export const openSecrets = (keys: SecretKeys, row: SiteRow, at: Date): readonly string[] => {
  const present = openSecret(keys, row);
  const sealed = previousAt(row, at);
  if (!sealed) return [present];
  const previous = openOrNull(() => unseal(keys, sealed, placeOf(row.id, 'previous_secret')));
  return previous === null ? [present] : [present, previous];
};

const previousAt = (row: SiteRow, at: Date): Sealed | null => {
  const { previousSecretCiphertext: ciphertext, previousSecretKeyId: keyId, previousSecretValidUntil: until } = row;
  return ciphertext && keyId !== null && until && until > at ? { ciphertext, keyId } : null;
};

const openOrNull = (open: () => string): string | null => {
  try {
    return open();
  } catch (error) {
    if (error instanceof SecretError) return null;
    throw error;
  }
};
