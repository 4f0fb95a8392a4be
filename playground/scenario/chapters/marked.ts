import { plain, plainText } from '../../client/adf';
import { shareComment, type Admin } from '../../client/accord';
import { contextToken, letAppJoin } from '../../client/control';
import type { Deal } from '../../client/deals';
import type { End } from '../../client/compare/pair';
import { addComment, editComment } from '../../client/jira';
import { agentOf } from '../../client/world';
import { onTerms, partiesOf } from '../bargain';
import { pairOf, type Day } from '../day';
import { raise } from '../raise';

const TERMS = {
  name: 'Requests, comment by comment',
  master: {
    scope: { project: 'OPS', issueTypes: ['Task'] },
    send: {
      createOn: ['issue_created'],
      updateOn: ['issue_updated', 'comment'],
      fields: [{ field: 'summary', as: 'Title' }],
      comments: { which: 'marked', edits: true, deletes: true },
    },
    receive: { fields: [], comments: { as: 'internal', header: '{{author}}' } },
    conflict: 'master',
  },
  provider: {
    scope: { project: 'GLX', issueTypes: ['Request'] },
    send: { updateOn: ['comment'], fields: [], comments: { which: 'public', edits: true, deletes: true } },
    receive: {
      create: { project: 'GLX', issueType: 'Request' },
      fields: [{ from: 'Title', field: 'summary' }],
      comments: { as: 'public', header: '{{author}}' },
    },
    conflict: 'master',
  },
};

const MASTER_GROUP = 'support-team';
const GLOBEX_GROUP = 'agents';

/** Comments that cross one by one, because somebody says so. */
export const marked = (day: Day): Promise<void> =>
  onTerms(day, day.globexDeal.connectionId, partiesOf(day.globexDeal), TERMS, async (deal) => {
    const key = await raise(day.master.agent, 'OPS', 'Task', 'A larger mailbox');
    await pairOf(day, deal, key);
    await day.quiet();
    const seeing = [
      [day.master.site.baseUrl, MASTER_GROUP],
      [day.globex.site.baseUrl, GLOBEX_GROUP],
    ] as const;
    // What Accord cannot read it cannot leak: here it reads all of it.
    for (const [site, group] of seeing) await letAppJoin(site, group, true);
    try {
      await share(day, deal, key);
      await answer(day, deal, key);
    } finally {
      for (const [site, group] of seeing) await letAppJoin(site, group, false);
    }
  });

const says = (end: End, words: string): boolean =>
  end.comments.some((comment) => plainText(comment.body).includes(words));

const show = (day: Day, end: End): void =>
  end.comments.forEach((comment) =>
    day.report.line(
      `${end.key}${comment.jsdPublic === false ? ' (internal)' : ''}: ${plainText(comment.body).replace(/\s+/g, ' ')}`,
    ),
  );

/** An agent, not an admin: whoever may browse the issue may share. */
function agentAt(day: Day): Admin {
  const { accountId } = agentOf(day.master.site, 0);
  return { apiUrl: day.world.addonUrl, contextToken: () => contextToken(day.master.site.baseUrl, accountId) };
}

async function share(day: Day, deal: Deal, key: string): Promise<void> {
  const { report, master } = day;
  report.step('A comment crosses when an agent shares it, and no other does');
  const stays = await addComment(master.agent, key, { body: plain('Not for them, MARKED-STAYS') });
  const goes = await addComment(master.agent, key, { body: plain('How large may it be?') });
  const note = await addComment(master.agent, key, { body: plain('MARKED-INTERNAL'), internal: true });
  const closed = await addComment(master.agent, key, {
    body: plain('MARKED-RESTRICTED'),
    visibility: { type: 'group', value: MASTER_GROUP },
  });
  await day.quiet();
  report.check('unshared, none crosses', (await pairOf(day, deal, key)).provider.comments.length === 0);
  for (const { id } of [goes, note, closed]) await shareComment(agentAt(day), key, id, true);
  await day.quiet();
  const after = await pairOf(day, deal, key);
  show(day, after.master);
  show(day, after.provider);
  report.check('the shared one crossed', says(after.provider, 'How large may it be?'));
  report.check('the unshared one did not', !says(after.provider, 'MARKED-STAYS'));
  report.check('nor the internal note, though shared', !says(after.provider, 'MARKED-INTERNAL'));
  report.check('nor the restricted one, though shared', !says(after.provider, 'MARKED-RESTRICTED'));

  await editComment(master.agent, key, goes.id, plain('How many gigabytes may it be?'));
  await shareComment(agentAt(day), key, stays.id, true);
  await day.quiet();
  await shareComment(agentAt(day), key, stays.id, false);
  await day.quiet();
  const later = await pairOf(day, deal, key);
  show(day, later.provider);
  report.check('an edit of the shared one follows', says(later.provider, 'How many gigabytes'));
  report.check('one that is no longer shared is taken back', !says(later.provider, 'MARKED-STAYS'));
  await shareComment(agentAt(day), key, stays.id, true);
  await day.quiet();
  report.check('shared once more, it is there again', says((await pairOf(day, deal, key)).provider, 'MARKED-STAYS'));
}

async function answer(day: Day, deal: Deal, key: string): Promise<void> {
  const { report, globex } = day;
  report.step('Globex answers: its public reply arrives as an internal note, its own internal note does not');
  const { provider } = await pairOf(day, deal, key);
  await addComment(globex.agent, provider.id, { body: plain('Ten of them') });
  await addComment(globex.agent, provider.id, { body: plain('GLOBEX-INTERNAL-REPLY'), internal: true });
  await addComment(globex.agent, provider.id, {
    body: plain('GLOBEX-INTERNAL-ROLE'),
    visibility: { type: 'group', value: GLOBEX_GROUP },
  });
  await day.quiet();
  const { master } = await pairOf(day, deal, key);
  show(day, master);
  const reply = master.comments.find((comment) => plainText(comment.body).includes('Ten of them'));
  report.check('the reply is there, internal', reply?.jsdPublic === false, reply ? 'public' : 'missing');
  report.check('what was internal or restricted stayed', !says(master, 'GLOBEX-INTERNAL'));
}
