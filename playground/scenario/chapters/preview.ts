import { disable, enable, preview as ask, sendIssue } from '../../client/accord';
import { plain } from '../../client/adf';
import { listCalls } from '../../client/control';
import type { Deal } from '../../client/deals';
import { addComment, editIssue } from '../../client/jira';
import { asList, asObject, asText, type JsonObject } from '../../client/json';
import { sitesOf } from '../../client/world';
import { onTerms, openLinks, partiesOf } from '../bargain';
import { pairOf, type Day } from '../day';
import { raise } from '../raise';
import { heldAs, showHeld } from '../show';

const CUSTOMER_THERE = 'customfield_10110';

const TERMS = {
  name: 'Look before you leap',
  master: {
    scope: { project: 'OPS', issueTypes: ['Task'] },
    send: {
      createOn: ['manual'],
      updateOn: ['issue_updated', 'comment', 'manual'],
      fields: [
        { field: 'summary', as: 'Title' },
        { field: 'customfield_10042', as: 'Customer' },
      ],
      comments: { which: 'public' },
    },
    receive: { fields: [] },
    conflict: 'master',
  },
  provider: {
    scope: { project: 'ARC', issueTypes: ['Story'] },
    send: { fields: [] },
    receive: {
      create: { project: 'ARC', issueType: 'Story' },
      fields: [
        { from: 'Title', field: 'summary' },
        { from: 'Customer', field: CUSTOMER_THERE },
      ],
      comments: { as: 'public' },
    },
    conflict: 'master',
  },
};

/** What would happen, said before it happens, and nothing written by saying it. */
export const preview = (day: Day): Promise<void> =>
  onTerms(day, day.acmeDeal.connectionId, partiesOf(day.acmeDeal), TERMS, async (deal) => {
    const key = await raise(day.master.agent, 'OPS', 'Task', 'A bridge', { customfield_10042: 'Bridge & Sons' });
    await day.quiet();
    await notLinked(day, deal, key);
    await linked(day, deal, key);
  });

/** Path and body of each request, as this admin may read it. */
const requestsOf = (seen: JsonObject): readonly JsonObject[] => asList(seen.requests).map(asObject);

const show = (day: Day, who: string, seen: JsonObject): void => {
  asList(asObject(seen.plan).operations).forEach((each) =>
    day.report.line(`${who} reads: ${asText(asObject(each).what)}`),
  );
  requestsOf(seen).forEach(({ method, path, body }) =>
    day.report.line(
      `  ${asText(method)} ${asText(path)} ${body === null ? '(the partner’s)' : JSON.stringify(body).slice(0, 150)}`,
    ),
  );
};

const ASKING = /\/(issue\/bulkfetch|jql\/match|search\/jql|permissions\/check|jql\/parse)/;

/** Plays `look`, then says whether any site was written to meanwhile. */
async function withoutWrites(day: Day, look: () => Promise<void>): Promise<void> {
  const sites = sitesOf(day.world).map(({ baseUrl }) => baseUrl);
  const before = await Promise.all(sites.map(async (site) => (await listCalls(site)).at(-1)?.number ?? 0));
  await look();
  const calls = (await Promise.all(sites.map((site, index) => listCalls(site, before[index])))).flat();
  const writes = calls.filter(({ method, path }) => method !== 'GET' && !ASKING.test(path));
  const words = writes.map(({ method, path }) => `${method} ${path}`).join(', ');
  day.report.check(`${calls.length} calls, none of them a write`, writes.length === 0, words);
}

async function notLinked(day: Day, deal: Deal, key: string): Promise<void> {
  const { report } = day;
  report.step('A preview of an issue that is not linked yet');
  await withoutWrites(day, async () => {
    const seen = await ask(deal.master.admin, deal.contractId, key);
    show(day, 'Umbrella', seen);
    report.check('it would be created', JSON.stringify(seen.plan).includes('ensureIssue'));
    const hidden = !JSON.stringify(seen).includes(CUSTOMER_THERE);
    report.check('the partner’s field ids are not in it', hidden);
    const task = await ask(deal.master.admin, deal.contractId, key.replace(/\d+$/, '9999'));
    report.check('of an issue that is not there it says so', asText(task.why) !== '', asText(task.why));
    await byCommand(day, deal, key, 'master', 'POST /rest/api/3/issue');
  });
  report.check('there is no pair', (await openLinks(deal, key)) === 0);
}

async function linked(day: Day, deal: Deal, key: string): Promise<void> {
  const { report, master } = day;
  report.step('A preview of a pair, while the half that receives is disabled');
  await sendByHand(day, deal, key);
  const { provider } = await pairOf(day, deal, key);
  await disable(deal.provider.admin, deal.contractId);
  await editIssue(master.agent, key, {
    fields: { summary: 'A longer bridge', customfield_10042: 'Bridge & Daughters' },
  });
  await addComment(master.agent, key, { body: plain('Long enough?') });
  await day.quiet();
  await withoutWrites(day, async () => {
    const mine = await ask(deal.master.admin, deal.contractId, key);
    show(day, 'Umbrella', mine);
    const theirs = await ask(deal.provider.admin, deal.contractId, provider.key);
    show(day, 'Acme', theirs);
    const bodies = JSON.stringify(requestsOf(theirs));
    report.check(
      'Acme reads the request itself',
      bodies.includes(CUSTOMER_THERE) && bodies.includes('Bridge & Daughters'),
    );
    report.check('Umbrella does not', !JSON.stringify(mine).includes(CUSTOMER_THERE));
    await byCommand(day, deal, provider.key, 'provider', `PUT /rest/api/3/issue/${provider.id}`);
  });
  await enable(deal.provider.admin, deal.contractId);
  await day.quiet();
  await showHeld(day, key, null, [deal]);
  const after = await pairOf(day, deal, key);
  report.check('enabled, it happens', heldAs(after.provider, 'Title') === 'A longer bridge');
  report.check('the comment too', after.provider.comments.length === 1);
  const nothing = await ask(deal.master.admin, deal.contractId, key);
  report.check('then there is nothing left to do', requestsOf(nothing).length === 0);
}

async function sendByHand(day: Day, deal: Deal, key: string): Promise<void> {
  await sendIssue(deal.master.admin, deal.contractId, key);
  await pairOf(day, deal, key);
  await day.quiet();
}

/** The command that stands in the README, beside the running add-on. */
async function byCommand(day: Day, deal: Deal, issue: string, side: string, awaited: string): Promise<void> {
  if (day.preview === null) return day.report.line("(No command: this playground is not the scenario's own.)");
  const { code, text } = await day.preview(['--contract', deal.contractId, '--issue', issue, '--side', side]);
  day.report.line(`npm run preview: ${text.trim().split('\n')[0] ?? ''}`);
  day.report.check(`the command prints "${awaited}"`, code === 0 && text.includes(awaited), text.slice(0, 400));
}
