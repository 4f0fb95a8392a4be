import { createLog } from '../../src/adapters/log';

const lines: string[] = [];
const log = createLog('debug', { write: (line: string) => void lines.push(line) });
const last = (): string => lines.at(-1) ?? '';

test.each([
  { token: 'hunter2' },
  { request: { authorization: 'JWT hunter2' } },
  { site: { installation: { sharedSecret: 'hunter2' } } },
])('a secret in %j is struck out', (fields) => {
  log.info(fields, 'told');
  expect(last()).not.toContain('hunter2');
  expect(last()).toContain('[secret]');
});

test('an error is told without what hangs on it, and without the token in its text', () => {
  const cause = new Error('inner eyJhbGciOi.eyJpc3Mi.c2ln');
  const error = Object.assign(new Error('call failed: JWT eyJhbGciOi.eyJpc3Mi.c2ln', { cause }), {
    config: { headers: { authorization: 'hunter2' } },
    parameters: ['issue text'],
  });
  log.error({ error }, 'failed');
  expect(last()).toContain('call failed: JWT [token]');
  expect(last()).toContain('inner [token]');
  expect(last()).not.toMatch(/hunter2|issue text|eyJ/);
});

test('below the level nothing is written', () => {
  const before = lines.length;
  createLog('warn', { write: (line: string) => void lines.push(line) }).info({}, 'quiet');
  expect(lines).toHaveLength(before);
});
