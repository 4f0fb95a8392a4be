import { type Site } from '../../sync/ports';
import { column, defineTable } from './table';

export interface SiteRow {
  id: string;
  clientKey: string;
  appKey: string;
  baseUrl: string;
  displayUrl: string;
  title: string | null;
  cloudId: string | null;
  installationId: string | null;
  ownAccountIds: readonly string[];
  state: Site['state'];
  heldUntil: Date | null;
  heldReason: string | null;
  payload: Readonly<Record<string, unknown>>;
  secretCiphertext: Buffer;
  secretKeyId: string;
  previousSecretCiphertext: Buffer | null;
  previousSecretKeyId: string | null;
  previousSecretValidUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Since when it is uninstalled; null while it is not. */
  uninstalledAt: Date | null;
}

export const SITES = defineTable<SiteRow>('sites', ['id'], {
  id: column.text,
  clientKey: column.text,
  appKey: column.text,
  baseUrl: column.text,
  displayUrl: column.text,
  title: column.text,
  cloudId: column.text,
  installationId: column.text,
  ownAccountIds: column.texts,
  state: column.text,
  heldUntil: column.time,
  heldReason: column.text,
  payload: column.json,
  secretCiphertext: column.bytes,
  secretKeyId: column.text,
  previousSecretCiphertext: column.bytes,
  previousSecretKeyId: column.text,
  previousSecretValidUntil: column.time,
  createdAt: column.time,
  updatedAt: column.time,
  uninstalledAt: column.time,
});
