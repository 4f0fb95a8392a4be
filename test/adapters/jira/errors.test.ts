import { failureOf, failureWithoutAnswer } from '../../../src/adapters/jira/http/errors';
import { type Failure } from '../../../src/core/model';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const READ = { method: 'GET', route: '/rest/api/3/issue/{issueIdOrKey}', reads: true } as const;
const WRITE = { method: 'POST', route: '/rest/api/3/issue', reads: false } as const;

const said = (errorMessages: readonly string[], errors: object = {}): string =>
  JSON.stringify({ errorMessages, errors });

describe('an answer as a failure', () => {
  const limited = (headers: Record<string, string>): Failure =>
    failureOf({ status: 429, headers, text: '' }, WRITE, NOW);

  test.each([
    ['jira-quota-global-based', 'app'],
    ['jira-quota-tenant-based', 'site'],
    ['jira-burst-based', 'endpoint'],
    ['jira-per-issue-on-write', 'issue'],
    ['jira-cost-based', 'site'],
    ['', 'site'],
  ])('429 for %p stops the %s', (reason, scope) => {
    expect(limited({ 'ratelimit-reason': reason, 'retry-after': '7' })).toMatchObject({
      kind: 'rateLimited',
      scope,
      retryAfterMs: 7_000,
    });
  });

  test.each([
    ['seconds', { 'retry-after': '90' }, 90_000],
    ['a date', { 'retry-after': 'Tue, 24 Nov 2026 10:00:30 GMT' }, 30_000],
    ['a past date', { 'retry-after': 'Tue, 24 Nov 2026 09:00:00 GMT' }, 0],
    ['a reset', { 'x-ratelimit-reset': '2026-11-24T11:00:00Z' }, 3_600_000],
    ['a reset in epoch seconds', { 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 5) }, 5_000],
    ['both', { 'retry-after': '3', 'x-ratelimit-reset': '2026-11-24T11:00:00Z' }, 3_000],
    ['nothing', {}, null],
    ['nonsense', { 'retry-after': 'soon' }, null],
  ])('429 with %s', (_name, headers, retryAfterMs) => {
    expect(limited(headers)).toMatchObject({ kind: 'rateLimited', retryAfterMs });
  });

  test.each([
    [401, 'unauthorised'],
    [403, 'forbidden'],
    [404, 'gone'],
    [410, 'gone'],
    [400, 'rejected'],
    [422, 'rejected'],
    [415, 'rejected'],
    [413, 'tooLarge'],
    [408, 'unavailable'],
    [409, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [301, 'malformed'],
  ])('%i is %s', (status, kind) => {
    expect(failureOf({ status, headers: {}, text: said(['Words of Jira.']) }, READ, NOW)).toMatchObject({
      kind,
      detail: expect.stringContaining(
        `Jira answered ${status} to GET /rest/api/3/issue/{issueIdOrKey}: Words of Jira.`,
      ) as string,
    });
  });

  test.each([
    [500, WRITE, true],
    [504, WRITE, true],
    [409, WRITE, false],
    [500, READ, false],
  ])('%i to %o may have been done: %p', (status, call, maybeDone) => {
    expect(failureOf({ status, headers: {}, text: '' }, call, NOW)).toMatchObject({ kind: 'unavailable', maybeDone });
  });

  test('503 says when to come back', () => {
    expect(failureOf({ status: 503, headers: { 'retry-after': '20' }, text: '' }, READ, NOW)).toMatchObject({
      retryAfterMs: 20_000,
    });
  });

  test('refused fields are named with Jira’s words', () => {
    const text = said(['Bad.'], { customfield_10042: "Option 'x' is not valid", priority: { odd: 1 } });
    expect(failureOf({ status: 400, headers: {}, text }, WRITE, NOW)).toEqual({
      kind: 'rejected',
      fields: { customfield_10042: "Option 'x' is not valid", priority: '{"odd":1}' },
      detail:
        'Jira answered 400 to POST /rest/api/3/issue: Bad.; ' +
        'customfield_10042: Option \'x\' is not valid; priority: {"odd":1}',
    });
  });

  test('a page in front of Jira says nothing about the issue', () => {
    const page = { status: 404, headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Gone</title>' };
    expect(failureOf(page, READ, NOW)).toMatchObject({ kind: 'unavailable', maybeDone: false });
  });
});

describe('no answer', () => {
  const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

  test.each([
    ['ECONNREFUSED', WRITE, false],
    ['ENOTFOUND', WRITE, false],
    ['ECONNRESET', WRITE, true],
    ['ETIMEDOUT', WRITE, true],
    ['ERR_CANCELED', WRITE, true],
    ['ECONNRESET', READ, false],
  ])('%s to %o may have been done: %p', (code, call, maybeDone) => {
    expect(failureWithoutAnswer(withCode(code), call)).toMatchObject({
      kind: 'unavailable',
      maybeDone,
      detail: expect.stringContaining(code) as string,
    });
  });
});
