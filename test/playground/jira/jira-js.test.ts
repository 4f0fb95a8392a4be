import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Version3Client } from 'jira.js';
import { ADDON_KEY, doc, installed, startStage, type FakeAddon, type Stage } from './harness';

/** A client that was written by others, against Atlassian's documentation and the real service. */
let stage: Stage;
let addon: FakeAddon;

beforeAll(async () => {
  stage = await startStage();
  addon = await installed(stage);
});
afterAll(async () => {
  await addon.stop();
  await stage.stop();
});

type Authentication =
  | { basic: { email: string; apiToken: string } }
  | { jwt: { issuer: string; secret: string; expiryTimeSeconds: number } };

const authenticate = (who: string): Authentication =>
  authentications[who]?.() ?? { basic: { email: '', apiToken: '' } };

const authentications: Record<string, () => Authentication> = {
  'a person with an API token': () => {
    const [user] = stage.site.users;
    return { basic: { email: user?.email ?? '', apiToken: user?.apiToken ?? '' } };
  },
  'an add-on with a JWT': () => ({ jwt: { issuer: ADDON_KEY, secret: addon.secret ?? '', expiryTimeSeconds: 180 } }),
};

/** In a process of its own: jira.js loads `stream` by a dynamic import, which jest's sandbox does not allow. */
const SCRIPT = `
  const { Version3Client } = require('jira.js');
  const { host, authentication, key } = JSON.parse(process.argv[1]);
  const { issueAttachments } = new Version3Client({ host, authentication });
  (async () => {
    const [file] = await issueAttachments.addAttachment({ issueIdOrKey: key, attachment: { filename: 'a.txt', file: Buffer.from('content') } });
    const content = await issueAttachments.getAttachmentContent({ id: file.id, redirect: false });
    process.stdout.write(Buffer.from(content).toString());
  })();
`;

async function transfer(who: string, key: string): Promise<string> {
  const settings = JSON.stringify({ host: stage.site.url, authentication: authenticate(who), key });
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', SCRIPT, settings]);
  return stdout;
}

describe.each(Object.keys(authentications))('jira.js as %s', (who) => {
  let client: Version3Client;
  let key: string;

  beforeAll(async () => {
    client = new Version3Client({ host: stage.site.url, authentication: authenticate(who) });
    const created = await client.issues.createIssue({
      fields: {
        project: { key: 'SUP' },
        issuetype: { name: 'Bug' },
        summary: 'Made by jira.js',
        description: doc('text') as never,
      },
    });
    key = created.key;
  });

  it('reads and edits an issue', async () => {
    await client.issues.editIssue({
      issueIdOrKey: key,
      fields: { summary: 'Edited' },
      update: { labels: [{ add: 'x' }] },
    });
    const issue = await client.issues.getIssue({ issueIdOrKey: key, fields: ['summary', 'labels', 'description'] });
    expect(issue.fields).toMatchObject({ summary: 'Edited', labels: ['x'], description: doc('text') });
  });

  it('comments', async () => {
    const comment = await client.issueComments.addComment({ issueIdOrKey: key, comment: doc('hello') as never });
    await client.issueComments.updateComment({ issueIdOrKey: key, id: comment.id ?? '', body: doc('edited') as never });
    const page = await client.issueComments.getComments({ issueIdOrKey: key });
    expect(page.comments?.map(({ body }) => body)).toEqual([doc('edited')]);
  });

  it('moves it through its workflow', async () => {
    const { transitions } = await client.issues.getTransitions({ issueIdOrKey: key });
    const start = transitions?.find(({ name }) => name === 'Start');
    await client.issues.doTransition({ issueIdOrKey: key, transition: { id: start?.id ?? '' } });
    expect((await client.issues.getIssue({ issueIdOrKey: key })).fields.status.name).toBe('In Progress');
  });

  it('finds it', async () => {
    const found = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
      jql: `key = ${key}`,
      fields: ['summary'],
    });
    expect(found.issues?.map((issue) => issue.key)).toEqual([key]);
  });

  it('uploads and downloads a file', async () => {
    expect(await transfer(who, key)).toBe('content');
  });

  it('is told what is wrong', async () => {
    await expect(client.issues.getIssue({ issueIdOrKey: 'SUP-9999' })).rejects.toMatchObject({ status: 404 });
  });
});
