import { randomUUID } from 'node:crypto';
import { type Installation, type Site, type Sites } from '../../../sync/ports';
import { type Executor, type Rows } from '../executor';
import { isoOrNull } from '../per-side';
import { type SecretKeys } from '../secrets';
import { type SiteRow, SITES } from '../site-row';
import { keepPrevious, NO_PREVIOUS, openSecret, openSecrets, sealSecret } from '../site-secrets';
import { type StoreDeps } from './deps';

export const sitesStore = ({ executor, keys, clock }: StoreDeps): Sites => {
  const table = executor.table(SITES);
  const change = async (id: string, values: Partial<SiteRow>): Promise<void> => {
    await table.update({ ...values, updatedAt: clock.now() }, { id });
  };
  const find = async (id: string) => toSiteOrNull(await table.find({ id }));
  return {
    find,
    get: async (id) => {
      const site = await find(id);
      if (!site) throw new Error(`There is no site ${id}.`);
      return site;
    },
    findByClientKey: async (clientKey) => toSiteOrNull(await table.find({ clientKey })),
    listSome: async (ids) => (await table.list({ id: [...ids] }, ['id'])).map(toSite),
    list: async () => (await table.list({}, ['baseUrl'])).map(toSite),
    saveInstallation: (installation, at, overlapMs) =>
      executor.atomically((inside) => saveInstallation(inside, keys, installation, at, overlapMs)),
    secrets: async (id, at) => {
      const row = await table.find({ id });
      return row ? openSecrets(keys, row, at) : [];
    },
    installationOf: async (clientKey) => {
      const row = await table.find({ clientKey });
      return row ? toInstallation(keys, row) : null;
    },
    setState: (id, state) => setState(executor, id, state, clock.now()),
    addOwnAccount: (id, accountId) => addOwnAccount(executor, id, accountId, clock.now()),
    setCloudId: (id, cloudId) => change(id, { cloudId }),
    setTitle: (id, title) => change(id, { title }),
    setDisplayUrl: (id, displayUrl) => change(id, { displayUrl }),
    hold: (id, until, reason) =>
      until === null
        ? change(id, { heldUntil: null, heldReason: null })
        : holdSite(executor, { id, until, reason, at: clock.now() }),
  };
};

/** Two installs of the same client at once (Jira repeats a slow one) must not make two sites. */
const saveInstallation = async (
  executor: Executor,
  keys: SecretKeys,
  installation: Installation,
  at: Date,
  overlapMs: number,
): Promise<Site> => {
  const { clientKey } = installation;
  await executor.sql('SELECT pg_advisory_xact_lock(hashtext($1))::text', [`site:${clientKey}`]);
  // The whole row is written back: nothing may change in it meanwhile.
  await executor.sql('SELECT id FROM sites WHERE client_key = $1 FOR UPDATE', [clientKey]);
  const table = executor.table(SITES);
  const known = await table.find({ clientKey });
  const row = known ? withInstallation(keys, known, installation, at, overlapMs) : newSite(keys, installation, at);
  await put(table, row, known !== null);
  return toSite(row);
};

/** Told twice, it counts from the first time. */
const setState = async (executor: Executor, id: string, state: Site['state'], at: Date): Promise<void> => {
  await executor.sql(
    `UPDATE sites SET state = $2, updated_at = $3,
       uninstalled_at = CASE WHEN $2 = 'uninstalled' THEN coalesce(uninstalled_at, $3) END WHERE id = $1`,
    [id, state, at],
  );
};

/** A hold is never shortened by another: the site asked for the longer one too. */
const holdSite = async (
  executor: Executor,
  { id, until, reason, at }: { id: string; until: Date; reason: string | null; at: Date },
): Promise<void> => {
  await executor.sql(
    `UPDATE sites SET held_until = $2, held_reason = $3, updated_at = $4
     WHERE id = $1 AND (held_until IS NULL OR held_until < $2)`,
    [id, until, reason, at],
  );
};

const put = async (table: Rows<SiteRow>, row: SiteRow, known: boolean): Promise<void> => {
  if (!known) return table.insert(row);
  await table.update(row, { id: row.id });
};

const describedBy = (installation: Installation) => ({
  clientKey: installation.clientKey,
  appKey: installation.appKey,
  baseUrl: installation.baseUrl,
  displayUrl: installation.displayUrl,
  installationId: installation.installationId,
  payload: installation.payload,
  state: 'enabled' as const,
  // A new secret ends whatever the old one was held for.
  heldUntil: null,
  heldReason: null,
  uninstalledAt: null,
});

const newSite = (keys: SecretKeys, installation: Installation, at: Date): SiteRow => {
  const id = randomUUID();
  return {
    ...describedBy(installation),
    id,
    title: null,
    cloudId: installation.cloudId,
    ownAccountIds: [],
    ...sealSecret(keys, id, installation.sharedSecret),
    ...NO_PREVIOUS,
    createdAt: at,
    updatedAt: at,
  };
};

const withInstallation = (
  keys: SecretKeys,
  known: SiteRow,
  installation: Installation,
  at: Date,
  overlapMs: number,
): SiteRow => ({
  ...known,
  ...describedBy(installation),
  cloudId: installation.cloudId ?? known.cloudId,
  installationId: installation.installationId ?? known.installationId,
  ...sealSecret(keys, known.id, installation.sharedSecret),
  ...keepPrevious(keys, known, installation.sharedSecret, new Date(at.getTime() + overlapMs)),
  updatedAt: at,
});

/** Newest last; an account that is known already moves to the end. */
const addOwnAccount = async (executor: Executor, id: string, accountId: string, at: Date): Promise<void> => {
  await executor.sql(
    `UPDATE sites SET own_account_ids = array_append(array_remove(own_account_ids, $2), $2), updated_at = $3
     WHERE id = $1 AND own_account_ids[cardinality(own_account_ids)] IS DISTINCT FROM $2`,
    [id, accountId, at],
  );
};

const toSiteOrNull = (row: SiteRow | null): Site | null => (row ? toSite(row) : null);

const toSite = (row: SiteRow): Site => ({
  id: row.id,
  clientKey: row.clientKey,
  appKey: row.appKey,
  baseUrl: row.baseUrl,
  displayUrl: row.displayUrl,
  title: row.title,
  cloudId: row.cloudId,
  installationId: row.installationId,
  ownAccountIds: row.ownAccountIds,
  state: row.state,
  heldUntil: isoOrNull(row.heldUntil),
  heldReason: row.heldReason,
});

const toInstallation = (keys: SecretKeys, row: SiteRow): Installation => ({
  clientKey: row.clientKey,
  appKey: row.appKey,
  sharedSecret: openSecret(keys, row),
  baseUrl: row.baseUrl,
  displayUrl: row.displayUrl,
  cloudId: row.cloudId,
  installationId: row.installationId,
  payload: row.payload,
});
