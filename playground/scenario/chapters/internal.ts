import { plain, plainText } from '../../client/adf';
import { connectInternally, endConnection, linksOfIssue } from '../../client/accord';
import { addComment, attach, editIssue, listTransitions, transitionIssue } from '../../client/jira';
import type { End } from '../../client/compare/pair';
import { onTerms, type Parties } from '../bargain';
import { pairOf, type Day } from '../day';
import { raise } from '../raise';
import { textFile } from '../sample-files';
import { heldAs, showHeld, statusOf } from '../show';

const FIELDS = [
  { field: 'summary', as: 'Title' },
  { field: 'description', as: 'Description' },
  { field: 'priority', as: 'Severity' },
  { field: 'labels', as: 'Labels' },
];
const TAKEN = FIELDS.map(({ field, as }) => ({ from: as, field }));

const TERMS = {
  name: 'Operations and support',
  master: {
    scope: { project: 'OPS', issueTypes: ['Incident'] },
    send: {
      createOn: ['issue_created'],
      updateOn: ['issue_updated', 'comment', 'attachment'],
      fields: FIELDS,
      comments: { which: 'public', edits: true, deletes: true },
      attachments: { which: 'all', existing: true },
    },
    receive: {
      fields: TAKEN,
      comments: { as: 'internal', header: '{{author}}' },
      attachments: { accept: true },
      workflow: [{ signal: 'done', to: 'Resolved', fields: { resolution: 'Done' } }],
    },
    conflict: 'master',
  },
  provider: {
    scope: { project: 'SUP', issueTypes: ['Task'] },
    send: {
      updateOn: ['issue_updated', 'comment', 'attachment'],
      fields: FIELDS,
      comments: { which: 'all', edits: true, deletes: true },
      attachments: { which: 'all' },
      workflow: [{ to: 'Done', signal: 'done' }],
    },
    receive: {
      create: { project: 'SUP', issueType: 'Task' },
      fields: TAKEN,
      comments: { as: 'public', header: '{{author}}' },
      attachments: { accept: true },
    },
    conflict: 'master',
  },
};

/** One site, two projects: the same admin holds both halves. */
export async function internal(day: Day): Promise<void> {
  const { report, master } = day;
  report.step('Umbrella connects two projects of its own');
  const made = await connectInternally(master.accord, 'Operations and support');
  report.check('the connection is there at once', made.state === 'active', made.state);
  const sides: Parties = [
    { site: master.site, admin: { ...master.accord, side: 'master' } },
    { site: master.site, admin: { ...master.accord, side: 'provider' } },
  ];
  try {
    await onTerms(day, made.id, sides, TERMS, async (deal) => {
      const key = await raise(master.agent, 'OPS', 'Incident', 'The backup ran out of room');
      const { provider } = await pairOf(day, deal, key);
      report.check(`its partner ${provider.key} is in the other project`, provider.key.startsWith('SUP-'));
      await editIssue(master.agent, key, { fields: { summary: 'The backup has no room' } });
      await addComment(master.agent, key, { body: plain('Which disk is it?') });
      await addComment(master.agent, key, { body: plain('OPS-NOTE between ourselves'), internal: true });
      await day.quiet();
      await editIssue(master.second, provider.id, { update: { labels: [{ add: 'disk' }] } });
      await addComment(master.second, provider.id, { body: plain('The second one') });
      const file = { name: 'disk.txt', bytes: textFile('full'), mimeType: 'text/plain' };
      await attach(master.second, provider.id, file);
      await finish(day, provider.id);
      await day.quiet();
      await showHeld(day, key, null, [deal]);
      const after = await pairOf(day, deal, key);
      report.check('the title went there', heldAs(after.provider, 'Title') === 'The backup has no room');
      report.check('the label came back', heldAs(after.master, 'Labels') === 'disk', heldAs(after.master, 'Labels'));
      report.check('each has both comments, none twice', counts(after.master, after.provider) === '3, 2');
      report.check('the internal note stayed', !says(after.provider, 'OPS-NOTE'));
      report.check('the file came back', after.master.files.length === 1, String(after.master.files.length));
      report.check('the incident is resolved', statusOf(after.master) === 'Resolved', statusOf(after.master));
      const links = await Promise.all([key, provider.key].map((issue) => linksOfIssue(master.accord, issue)));
      report.check(
        'both issues name the other',
        links.map((each) => each[0]?.remoteKey).join() === `${provider.key},${key}`,
      );
    });
  } finally {
    await endConnection({ ...master.accord, side: 'provider' }, made.id);
  }
}

const counts = (one: End, other: End): string => `${one.comments.length}, ${other.comments.length}`;

const says = (end: End, words: string): boolean =>
  end.comments.some((comment) => plainText(comment.body).includes(words));

async function finish({ master }: Day, issue: string): Promise<void> {
  const way = (await listTransitions(master.second, issue)).find(({ to }) => to.name === 'Done');
  await transitionIssue(master.second, issue, way?.id ?? '');
}
