import { countScope } from '../../../src/sync/bulk/count-scope';
import { type Jira, JiraError } from '../../../src/sync/ports';
import { FakeJiraSite } from '../../fakes/fake-jira-port';

const SCOPE = { project: 'GONE', issueTypes: [], jql: null };

const failing = (error: JiraError): Jira => {
  const fake = new FakeJiraSite('site');
  fake.down = error;
  return { on: () => Promise.resolve(fake.port()) };
};

test('a scope that Jira refuses to search is the fault of the scope, not of Jira', async () => {
  const detail = "The value 'GONE' does not exist for the field 'project'.";
  const rejected = new JiraError({ kind: 'rejected', fields: {}, detail });
  await expect(countScope(failing(rejected), 'site', SCOPE)).rejects.toMatchObject({
    kind: 'invalid',
    faults: [{ path: 'project', message: detail }],
  });
});

test('a Jira that does not answer is said so', async () => {
  const down = new JiraError({ kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: '503' });
  await expect(countScope(failing(down), 'site', SCOPE)).rejects.toMatchObject({ code: 'jira-unavailable' });
});
