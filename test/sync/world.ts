import { randomUUID } from 'node:crypto';
import { type Half, type Side, type Value } from '../../src/core/model';
import { type PipelineDeps } from '../../src/sync/deps';
import { type Delivery, type LeasedLane } from '../../src/sync/ports';
import { receive } from '../../src/sync/receive';
import { createSiteHealth } from '../../src/sync/site-health';
import { runLane } from '../../src/sync/run-lane';
import { MemoryJiraSite, memoryJira } from '../fakes/memory-jira';
import { type Held } from '../../playground/taking';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { taking } from '../setup/taking';

const NO_COMMENTS = {
  which: 'none',
  edits: false,
  deletes: false,
  existing: false,
  restricted: false,
  internal: false,
  relay: false,
} as const;
const NO_FILES = { which: 'none', maxBytes: null, names: [], existing: false, deletes: false, relay: false } as const;

/** A half that does nothing but have a scope; tests say the rest. */
export const aHalf = (
  project: string,
  send: Partial<Half['send']> = {},
  receiveHalf: Partial<Half['receive']> = {},
): Half => ({
  scope: { project, issueTypes: [], jql: null },
  send: {
    createOn: [],
    updateOn: [],
    fields: [],
    comments: NO_COMMENTS,
    attachments: NO_FILES,
    workflow: [],
    outOfScope: 'pause',
    pairs: 'ask',
    securityLevels: false,
    relay: false,
    ...send,
  },
  receive: {
    create: null,
    fields: [],
    comments: null,
    attachments: { accept: false, deletes: true },
    workflow: [],
    gone: 'keep',
    ...receiveHalf,
  },
  conflict: 'master',
});

export const sends = (field: string, as: string) =>
  ({ field, as, values: {}, otherwise: null, when: 'always', relay: false }) as const;

export const receives = (from: string, field: string) =>
  ({ from, field, values: {}, otherwise: 'problem', when: 'always', value: null, conflict: null }) as const;

export const text = (words: string): Value => ({ kind: 'text', text: words });

export interface World {
  readonly database: TestDatabase;
  readonly deps: PipelineDeps;
  readonly sites: Readonly<Record<Side, MemoryJiraSite>>;
  readonly contractId: string;
  readonly connectionId: string;
  now: Date;
  /** A webhook of that side about that issue. */
  hear(side: Side, issueId: string, more?: Partial<Delivery>): Promise<void>;
  /** Runs due lanes until none is due; returns how many ran. */
  settle(): Promise<number>;
  close(): Promise<void>;
}

const installed = async (database: TestDatabase, name: string, at: Date): Promise<string> => {
  const site = await database.stores.sites.saveInstallation(
    {
      clientKey: `client-${name}`,
      appKey: 'com.accord.sync',
      sharedSecret: `secret-${name}`.padEnd(32, '-'),
      baseUrl: `https://${name}.atlassian.net`,
      displayUrl: `https://${name}.atlassian.net`,
      cloudId: null,
      installationId: null,
      payload: {},
    },
    at,
    0,
  );
  await database.stores.sites.setState(site.id, 'enabled');
  return site.id;
};

/** Two sites with a running contract, the pipeline over a real Postgres, and Jira in memory. */
export const createWorld = (halves: Readonly<Record<Side, Half>>): Promise<World> =>
  taking((held) => takeWorld(held, halves));

const takeWorld = async (held: Held, halves: Readonly<Record<Side, Half>>): Promise<World> => {
  const clock = { time: new Date('2026-03-01T10:00:00.000Z') };
  const database = held.keep(await createTestDatabase({ clock: { now: () => clock.time } }), ({ close }) => close());
  const ids = {
    master: await installed(database, 'umbrella', clock.time),
    provider: await installed(database, 'acme', clock.time),
  };
  const sites = {
    master: new MemoryJiraSite(ids.master, 'SUP', 'own-master'),
    provider: new MemoryJiraSite(ids.provider, 'ACM', 'own-provider'),
  };
  const [connectionId, contractId] = [randomUUID(), randomUUID()];
  const at = clock.time.toISOString();
  const off = { master: false, provider: false };
  const { connections, contracts } = database.stores;
  await connections.insert({ id: connectionId, name: 'Acme', sites: ids, state: 'active', paused: off, createdAt: at });
  await contracts.insert({
    id: contractId,
    connectionId,
    name: 'Defects',
    halves: { master: null, provider: null },
    enabled: off,
    enabledAt: { master: null, provider: null },
    removedAt: { master: null, provider: null },
    versions: { master: 0, provider: 0 },
  });
  for (const side of ['master', 'provider'] as const) {
    const half = halves[side];
    await contracts.saveHalf({ contractId, side, number: 1, source: half, half, author: 'admin', at, note: null }, 0);
    await contracts.setEnabled(contractId, side, true, at);
  }
  const deps: PipelineDeps = {
    database,
    jira: memoryJira([sites.master, sites.provider]),
    clock: { now: () => clock.time },
    ids: { next: () => randomUUID(), token: () => randomUUID() },
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    metrics: { count: () => undefined, observe: () => undefined },
    health: createSiteHealth(),
    settings: { sweepIntervalMs: 60_000, sweepRound: 10, keepHandledMs: 1, keepActivityMs: 1, maxPasses: 8 },
  };
  const run = async (lane: LeasedLane): Promise<void> => {
    const { signal } = new AbortController();
    const outcome = await runLane({ ...deps, database: { ...database, ...database.fenced(lane, signal) } }, lane);
    if (outcome.is === 'done') return database.stores.lanes.complete(lane);
    const afterMs = outcome.at.getTime() - clock.time.getTime();
    return database.stores.lanes.postpone(lane, afterMs, outcome.attempt, outcome.waitsFor);
  };
  return {
    database,
    deps,
    sites,
    contractId,
    connectionId,
    get now() {
      return clock.time;
    },
    set now(time: Date) {
      clock.time = time;
    },
    hear: async (side, issueId, more = {}) => {
      const issue = sites[side].issues.get(issueId);
      await receive(deps, ids[side], {
        deliveryId: randomUUID(),
        event: 'jira:issue_updated',
        issueId,
        issueKey: issue?.key ?? null,
        projectKey: issue?.projectKey ?? null,
        issueType: null,
        commentId: null,
        changedFields: [],
        transitions: [],
        trace: null,
        secondary: false,
        retry: 0,
        actor: null,
        ...more,
      });
    },
    settle: async () => {
      let runs = 0;
      for (;;) {
        const { lanes: store } = database.stores;
        const fresh = await store.claim('test', 10, 60_000);
        const suspect = fresh.length > 0 ? null : await store.claimSuspect('test', 60_000);
        const lanes = suspect ? [suspect] : fresh;
        if (lanes.length === 0) return runs;
        for (const lane of lanes) await run(lane);
        runs += lanes.length;
      }
    },
    close: () => held.release(),
  };
};
