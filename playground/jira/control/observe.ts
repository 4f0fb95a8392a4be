import { administers } from '../permissions';
import type { Site } from '../site';
import { factOf, tablesOf } from '../store/state';
import type { ControlHandler } from './routes';

/** Looking at the site: what it is, what it was asked, what it sent, whether it is quiet. */
export function observeControl(site: Site): Record<string, ControlHandler> {
  return {
    'get /': () => describe(site),
    'get /people': () => people(site),
    'get /state': () => Object.fromEntries(tablesOf(site.state).map((table) => [table.name, table.all()])),
    'get /idle': ({ query }) => idle(site, Number(query.wait ?? 0)),
    'get /counters': () => counters(site),
    'delete /counters': () => site.counters.reset(),
    'get /requests': ({ query }) => ({ requests: site.requests.since(Number(query.since ?? 0)) }),
    'delete /requests': () => site.requests.clear(),
    'get /webhooks': () => ({ sent: site.outbox.log(), failed: site.outbox.failed(), ...site.outbox.status() }),
    'post /webhooks/hurry': () => site.outbox.hurry(),
  };
}

const describe = (site: Site): unknown => ({
  name: site.name,
  title: site.title,
  url: site.url,
  mediaUrl: site.mediaUrl,
  clientKey: factOf(site.state, 'clientKey'),
  cloudId: factOf(site.state, 'cloudId'),
  now: site.clock.iso(),
  issues: site.state.issues.size,
  projects: site.state.projects.all().map(({ id, key, name, kind }) => ({ id, key, name, kind })),
  installations: site.state.installations
    .all()
    .map(({ id, baseUrl, enabled, accountId }) => ({ key: id, baseUrl, enabled, accountId })),
});

/** With their API tokens: this is a playground. */
const people = (site: Site): unknown => ({
  people: site.state.users.all().map((user) => ({
    accountId: user.id,
    displayName: user.displayName,
    email: user.email,
    token: user.apiToken,
    accountType: user.accountType,
    active: user.active,
    groups: user.groups,
    admin: administers(site, user),
  })),
});

const STEP_MS = 20;

/** Nothing on its way. With `wait` (milliseconds) the answer comes when that is so, or when the time is over. */
async function idle(site: Site, waitMs: number): Promise<unknown> {
  const until = Date.now() + waitMs;
  while (!isIdle(site) && Date.now() < until) await new Promise((done) => setTimeout(done, STEP_MS));
  return { idle: isIdle(site), ...site.outbox.status() };
}

function isIdle(site: Site): boolean {
  const { waiting, inFlight } = site.outbox.status();
  return waiting === 0 && inFlight === 0 && site.automation.pending === 0;
}

function counters(site: Site): unknown {
  const all = site.counters.all();
  const total = (part: 'calls' | 'points' | 'failed'): number => all.reduce((sum, count) => sum + count[part], 0);
  return { calls: total('calls'), points: total('points'), failed: total('failed'), operations: all };
}
