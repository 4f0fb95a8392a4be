import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface SecretKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

/** The first key encrypts; every key decrypts. */
export interface SecretKeys {
  readonly newest: SecretKey;
  readonly byId: ReadonlyMap<string, SecretKey>;
}

export interface Sealed {
  readonly keyId: string;
  /** 12 bytes iv, 16 bytes tag, then the ciphertext. */
  readonly ciphertext: Buffer;
}

/** A stored secret that no key of ours opens: the key is missing, or the row was tampered with. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Reads `k2:<base64 of 32 bytes>,k1:<base64>`, the newest key first. Throws with every fault; never repeats a key. */
export const parseSecretKeys = (text: string): SecretKeys => {
  const entries = text.split(',').filter((entry) => entry.trim() !== '');
  const read = entries.map((entry, index) => parseKey(entry.trim(), index + 1));
  const faults = read.flatMap((result) => (typeof result === 'string' ? [result] : []));
  const keys = read.flatMap((result) => (typeof result === 'string' ? [] : [result]));
  const byId = new Map(keys.map((key) => [key.id, key]));
  if (byId.size < keys.length) faults.push('two keys have the same id');
  const [newest] = keys;
  if (faults.length > 0 || !newest) {
    throw new SecretError(`Secret keys are not usable: ${faults.join('; ') || 'there is none'}.`);
  }
  return { newest, byId };
};

const parseKey = (entry: string, position: number): SecretKey | string => {
  const colon = entry.indexOf(':');
  const id = entry.slice(0, Math.max(colon, 0));
  if (!/^[\w-]{1,40}$/.test(id)) return `key ${position} must be written as <id>:<base64>`;
  const bytes = Buffer.from(entry.slice(colon + 1), 'base64');
  return bytes.length === KEY_BYTES ? { id, bytes } : `key "${id}" is not ${KEY_BYTES} bytes in base64`;
};

/** AES-256-GCM. `place` names the row and column: a ciphertext moved to another place does not open there. */
export const seal = ({ newest }: SecretKeys, plain: string, place: string): Sealed => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', newest.bytes, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(bindingOf(newest.id, place));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return { keyId: newest.id, ciphertext: Buffer.concat([iv, cipher.getAuthTag(), body]) };
};

export const unseal = ({ byId }: SecretKeys, { keyId, ciphertext }: Sealed, place: string): string => {
  const key = byId.get(keyId);
  if (!key) {
    throw new SecretError(`A secret was sealed with key "${keyId}", which is not among the secret keys. Add it again.`);
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, ciphertext.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bindingOf(keyId, place));
    decipher.setAuthTag(ciphertext.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(ciphertext.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString();
  } catch {
    throw new SecretError(`A secret at ${place} does not open with key "${keyId}": wrong key, or the row was changed.`);
  }
};

const bindingOf = (keyId: string, place: string): Buffer => Buffer.from(`accord/1/${keyId}/${place}`);
