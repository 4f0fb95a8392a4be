import {
  acceptInvitation,
  createContract,
  createTemplate,
  enable,
  invite,
  linksOfIssue,
  saveHalf,
  saveUserPairs,
  whoAmI,
} from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { addComment, createIssue } from '../../playground/client/jira';
import type { JsonObject } from '../../playground/client/json';
import { until } from '../../playground/client/wait';
import { adminOf, agentOf, sessionOf } from '../../playground/client/world';
import type { BrowserWorld } from './harness';

const MARKUP = `<img src=x onerror=alert(1)>"'{{7*7}}</script><script>alert(2)</script>`;
/** Reverses everything behind it where nobody stops it. */
const OVERRIDE = '\u202eevil שלום 😀';

/** As long as a name may be (100): markup, quotes, a template, directions, a word without an end. */
export const NAME = `${MARKUP.slice(0, 48)}${OVERRIDE}`.padEnd(100, 'W');
/** Names that both sides use may not hold `>`. */
export const SHARED = `<img src=x onerror=alert(1) "'{{7*7}}${OVERRIDE}`.padEnd(100, 'W');
export const SIGNAL = `<b "'{{x}}${OVERRIDE} signal`.padEnd(100, 'W');
export const LABEL = `${MARKUP}${OVERRIDE}`.padEnd(255, 'W');
/** Less the signs that no pattern may hold. */
const PATTERN = LABEL.replace(/[{}()/!\u202e]/g, '?').slice(0, 190);
export const LONG = `${MARKUP}${OVERRIDE} ${'W'.repeat(300)} `.padEnd(10_000, 'long words ');

const half = (project: string, type: string, values: JsonObject = {}): JsonObject => ({
  scope: { project, issueTypes: [type], jql: `summary !~ "${LABEL.replace(/["'\\]/g, '')}"` },
  send: {
    createOn: ['issue_created'],
    updateOn: ['issue_updated'],
    fields: [
      { field: 'summary', as: SHARED },
      { field: 'priority', as: `P ${SHARED.slice(0, 90)}`, values, otherwise: { default: LABEL } },
    ],
    comments: { which: 'marked' },
    attachments: { which: 'all', names: [PATTERN] },
    workflow: [{ to: 'Resolved', signal: SIGNAL }],
  },
  receive: {
    create: { project, issueType: type },
    fields: [{ from: SHARED, field: 'summary' }],
    comments: { as: 'public', header: `${MARKUP.replace(/[{}]/g, '')}${OVERRIDE} {{author}}` },
    workflow: [{ signal: SIGNAL, to: 'Resolved', fields: { resolution: 'Fixed' } }],
  },
  conflict: 'master',
});

export interface HostileWorld {
  readonly connection: string;
  readonly contract: string;
  /** Has a pair, and a comment that may be shared. */
  readonly issue: string;
}

/** A connection of two sites in which every text that a person can write is as bad as the service takes it. */
export async function setUpHostile(world: BrowserWorld): Promise<HostileWorld> {
  const { addonUrl } = world.stage.world;
  const [here, there] = [adminAt(addonUrl, world.master), adminAt(addonUrl, world.acme)];
  await whoAmI(there);
  const { connectionId, token } = await invite(here, { name: NAME, side: 'master', message: LONG.slice(0, 2000) });
  await acceptInvitation(there, token);
  const { id } = await createContract(here, connectionId, NAME);
  await saveHalf(here, id, half('SUP', 'Bug', { High: LABEL }), 0, LONG.slice(0, 2000));
  await saveHalf(there, id, half('ACM', 'Defect'), 0, MARKUP);
  await createTemplate(here, NAME, half('SUP', 'Bug', { High: LABEL }));
  await saveUserPairs(here, connectionId, [{ master: adminOf(world.master).accountId, provider: LABEL.slice(0, 128) }]);
  await enable(here, id);
  await enable(there, id);
  const agent = sessionOf(world.master, agentOf(world.master));
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: LABEL.slice(0, 250) };
  const { key } = await createIssue(agent, fields);
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: LONG }] };
  await addComment(agent, key, { body: { type: 'doc', version: 1, content: [paragraph] } });
  const paired = async () => ((await linksOfIssue(here, key)).some(({ remoteKey }) => remoteKey) ? true : null);
  await until(paired, { limitMs: 40_000, everyMs: 300, what: 'the hostile pair' });
  return { connection: connectionId, contract: id, issue: key };
}
