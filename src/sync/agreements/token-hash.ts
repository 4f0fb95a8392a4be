import { createHash } from 'node:crypto';

/** Invitation tokens are stored only as this. They are random and long, so a plain hash cannot be turned back. */
export const tokenHash = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');
