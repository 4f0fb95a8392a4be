import { ask, get, post, put } from '../../../src/adapters/jira/http/request';
import { traceOf } from '../../../src/adapters/jira/requests/trace';
import { editIssue } from '../../../src/adapters/jira/requests/issues';

test('path and query are encoded as they are signed', () => {
  const { target } = get(
    '/rest/api/3/issue/{issueIdOrKey}',
    { issueIdOrKey: 'A/B 1' },
    { fields: "a,b*c (d)'!", list: ['x y', 'ü'], none: null, flag: false },
  );
  expect(target).toBe('/rest/api/3/issue/A%2FB%201?fields=a%2Cb%2Ac%20%28d%29%27%21&list=x%20y&list=%C3%BC&flag=false');
  // What the URL parser of the HTTP client makes of it is the same text: the signature stays valid.
  expect(new URL(`https://site.example${target}`).href).toBe(`https://site.example${target}`);
});

test.each(['', '.', '..'])('%p cannot stand for an id', (issueIdOrKey) => {
  expect(() => get('/rest/api/3/issue/{issueIdOrKey}', { issueIdOrKey })).toThrow(RangeError);
});

test('what reads, what may be repeated', () => {
  const flags = ({ reads, repeatable }: { reads: boolean; repeatable: boolean }) => [reads, repeatable];
  expect(flags(get('/a'))).toEqual([true, true]);
  expect(flags(ask('/a', {}))).toEqual([true, true]);
  expect(flags(post('/a', {}, {}))).toEqual([false, false]);
  expect(flags(put('/a', {}, {}))).toEqual([false, true]);
});

describe('trace', () => {
  test('names the link and what was written', () => {
    expect(traceOf('l1', 'comment')).toBe('accord.v1.l1.comment');
    expect(traceOf('l1', { fields: ['summary', 'customfield_1'] })).toBe('accord.v1.l1.fields:summary+customfield_1');
  });

  test('stays within what Jira gives back, cut at a whole id', () => {
    const fields = Array.from({ length: 100 }, (_, index) => `customfield_${10_000 + index}`);
    const trace = traceOf('l1', { fields });
    expect(trace.length).toBeLessThanOrEqual(1_024);
    expect(fields).toContain(trace.split('+').at(-1));
  });
});

test('an edit names only what it has', () => {
  const edit = { issueId: '1', fields: {}, update: { labels: [{ add: 'x' }] }, silent: false, trace: 't' };
  expect(editIssue(edit)).toMatchObject({
    target: '/rest/api/3/issue/1?returnIssue=true',
    body: { update: { labels: [{ add: 'x' }] } },
  });
  expect(editIssue({ ...edit, silent: true }).target).toBe('/rest/api/3/issue/1?notifyUsers=false&returnIssue=true');
});
