import { randomBytes, randomUUID } from 'node:crypto';
import { type Ids } from '../sync/ports';

const TOKEN_BYTES = 32;

export const randomIds: Ids = {
  next: () => randomUUID(),
  token: () => randomBytes(TOKEN_BYTES).toString('base64url'),
};
