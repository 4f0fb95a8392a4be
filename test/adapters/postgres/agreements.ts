import { randomUUID } from 'node:crypto';
import {
  type Connection,
  type Contract,
  type FacetState,
  type Half,
  type Link,
  type Side,
} from '../../../src/core/model';
import { type Database, type HalfVersion, type Installation, type Site } from '../../../src/sync/ports';
import { onServer } from '../../setup/server';

export const AT = new Date('2026-03-01T10:00:00.000Z');
export const later = (ms: number): Date => new Date(AT.getTime() + ms);

export const anInstallation = (over: Partial<Installation> = {}): Installation => ({
  clientKey: randomUUID(),
  appKey: 'com.accord.sync',
  sharedSecret: 'first-secret',
  baseUrl: 'https://acme.example',
  displayUrl: 'https://jira.acme.example',
  cloudId: null,
  installationId: null,
  payload: { baseUrl: 'https://acme.example', productType: 'jira' },
  ...over,
});

export const aSite = (database: Database): Promise<Site> =>
  database.stores.sites.saveInstallation(anInstallation(), AT, 0);

export const aHalf = (project: string): Half => ({
  scope: { project, issueTypes: [], jql: null },
  send: {
    createOn: ['issue_created'],
    updateOn: ['issue_updated'],
    fields: [],
    comments: {
      which: 'public',
      edits: true,
      deletes: true,
      existing: true,
      restricted: false,
      internal: false,
      relay: false,
    },
    attachments: { which: 'all', maxBytes: null, names: [], existing: true, deletes: false, relay: false },
    workflow: [],
    outOfScope: 'pause',
    pairs: 'ask',
    securityLevels: false,
    relay: false,
  },
  receive: {
    create: null,
    fields: [],
    comments: null,
    attachments: { accept: true, deletes: false },
    workflow: [],
    gone: 'keep',
  },
  conflict: 'master',
});

export const aConnection = (master: string, provider: string | null, over: Partial<Connection> = {}): Connection => ({
  id: randomUUID(),
  name: 'ACME',
  sites: { master, provider },
  state: 'active',
  paused: { master: false, provider: false },
  createdAt: AT.toISOString(),
  ...over,
});

export const aContract = (connectionId: string, over: Partial<Contract> = {}): Contract => ({
  id: randomUUID(),
  connectionId,
  name: 'Defects',
  halves: { master: aHalf('SUP'), provider: aHalf('DEV') },
  enabled: { master: true, provider: true },
  enabledAt: { master: AT.toISOString(), provider: null },
  removedAt: { master: null, provider: null },
  versions: { master: 1, provider: 1 },
  ...over,
});

export const aVersion = (contractId: string, number: number, project: string, side: Side = 'master'): HalfVersion => ({
  contractId,
  side,
  number,
  source: { scope: { project } },
  half: aHalf(project),
  author: 'account-1',
  at: later(number).toISOString(),
  note: number === 1 ? null : `change ${number}`,
});

const aFacet = (print: string): FacetState => ({
  base: { master: { print, elements: null }, provider: { print, elements: ['a', 'b'] } },
  ids: { master: null, provider: null },
  intent: false,
  pendingMedia: [],
  excerptOn: null,
  parked: null,
  closed: false,
});

export const aLink = (contractId: string, over: Partial<Link> = {}): Link => ({
  id: randomUUID(),
  contractId,
  state: 'active',
  origin: 'master',
  issues: { master: { id: '10001', key: 'SUP-1' }, provider: { id: '20001', key: 'DEV-1' } },
  facets: { 'field:Title': aFacet('Printer on fire \ud83d') },
  fired: { master: false, provider: true },
  lastStatus: { master: 'Open', provider: null },
  createIntent: null,
  linkedAt: AT.toISOString(),
  seen: { master: AT.toISOString(), provider: null },
  scopeSeen: { master: { updated: 'u', matches: true, jql: 'labels = acme' }, provider: null },
  ...over,
});

export interface Agreed {
  readonly master: Site;
  readonly provider: Site;
  readonly connection: Connection;
  readonly contract: Contract;
}

/** Two sites, their connection and one running contract: SUP on the master's side, DEV on the provider's. */
export const agree = async (database: Database, over: Partial<Contract> = {}): Promise<Agreed> => {
  const [master, provider] = [await aSite(database), await aSite(database)];
  const connection = aConnection(master.id, provider.id);
  await database.stores.connections.insert(connection);
  const contract = aContract(connection.id, over);
  await database.stores.contracts.insert(contract);
  return { master, provider, connection, contract };
};

export const linkIn = async ({ master, provider, contract }: Agreed, database: Database, over: Partial<Link> = {}) => {
  const link = aLink(contract.id, over);
  const lane = `link:${contract.id}:${link.origin}:${link.issues[link.origin]?.id ?? ''}`;
  const made = await database.stores.links.insert(link, lane, { master: master.id, provider: provider.id });
  return { link, lane, made };
};

/** Quicker than a database for each test. */
export const empty = async ({ url }: { readonly url: string }, ...tables: readonly string[]): Promise<void> => {
  await onServer(url, async (client) => {
    for (const table of tables) await client.query(`DELETE FROM ${table}`);
  });
};
