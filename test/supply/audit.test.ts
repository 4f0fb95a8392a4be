import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'accord-audit-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `npm audit --json` as npm 10 and 11 print it. */
const hole = (id: string, name: string, severity: string) => ({
  source: 1,
  name,
  dependency: name,
  title: `A hole in ${name}`,
  url: `https://github.com/advisories/${id}`,
  severity,
  range: '<9',
});
const report = (...holes: ReturnType<typeof hole>[]) => ({
  auditReportVersion: 2,
  vulnerabilities: Object.fromEntries([
    ...holes.map((via) => [via.name, { name: via.name, severity: via.severity, via: [via], effects: ['parent'] }]),
    ...(holes.length > 0 ? [['parent', { name: 'parent', severity: 'high', via: holes.map(({ name }) => name) }]] : []),
  ]) as object,
  metadata: {},
});
const CANARY = report(hole('GHSA-xvch-5gv4-984h', 'minimist', 'critical'));
const REFUSED = {
  message: '405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk',
  method: 'POST',
  uri: 'https://registry.example/-/npm/v1/security/advisories/bulk',
  statusCode: 405,
  body: '',
  error: { summary: '', detail: '' },
};

interface Ran {
  readonly code: number;
  readonly text: string;
}

/** The real script with an `npm` in front of the real one that gives these answers. */
const audit = (answer: unknown, { exceptions = [] as object[], canary = CANARY } = {}): Promise<Ran> => {
  const bin = mkdtempSync(join(folder, 'bin-'));
  const temporary = join(bin, 'tmp');
  mkdirSync(temporary);
  const script = `#!${process.execPath}
    const { name } = require(process.cwd() + '/package.json');
    const wanted = ['audit', '--omit=dev', '--package-lock-only', '--json'];
    if (wanted.some((word) => !process.argv.includes(word))) throw new Error('asked for something else');
    const answer = name === 'canary' ? ${JSON.stringify(canary)} : ${JSON.stringify(answer)};
    process.stdout.write(typeof answer === 'string' ? answer : JSON.stringify(answer));
    process.exit(1);`;
  writeFileSync(join(bin, 'npm'), script);
  chmodSync(join(bin, 'npm'), 0o755);
  const list = join(bin, 'exceptions.json');
  writeFileSync(list, JSON.stringify(exceptions));
  const env = { ...process.env, PATH: [bin, dirname(process.execPath)].join(delimiter), TMPDIR: temporary };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'tools/audit.mjs'), list], { env }, (error, stdout, stderr) => {
      expect(readdirSync(temporary)).toEqual([]);
      resolve({ code: error ? Number(error.code) : 0, text: `${stdout}${stderr}` });
    });
  });
};

const HIGH = hole('GHSA-aaaa-bbbb-cccc', 'left-pad', 'high');
const exception = { advisory: 'GHSA-aaaa-bbbb-cccc', reason: 'Never called with input.', until: '2999-12-31' };

test('nothing known: it passes, having seen that the registry does know holes', async () => {
  expect(await audit(report())).toEqual({ code: 0, text: expect.stringContaining('Audit: 0 known holes') as string });
});

test.each(['high', 'critical'])('a %s hole fails, by name', async (severity) => {
  const ran = await audit(report({ ...HIGH, severity }));
  expect(ran.code).toBe(1);
  expect(ran.text).toContain(`${severity}: left-pad: A hole in left-pad (GHSA-aaaa-bbbb-cccc)`);
});

test.each(['low', 'moderate'])('a %s hole is told and passes', async (severity) => {
  const ran = await audit(report({ ...HIGH, severity }));
  expect(ran).toEqual({ code: 0, text: expect.stringContaining(`${severity}: left-pad`) as string });
});

test('a hole on the list of exceptions passes, with the reason', async () => {
  const ran = await audit(report(HIGH), { exceptions: [exception] });
  expect(ran).toEqual({ code: 0, text: expect.stringContaining('Never called with input.') as string });
});

test('an exception that ran out fails, and says so', async () => {
  const ran = await audit(report(HIGH), { exceptions: [{ ...exception, until: '2020-01-01' }] });
  expect(ran).toEqual({ code: 1, text: expect.stringContaining('RAN OUT on 2020-01-01') as string });
});

test('an exception covers its own hole only', async () => {
  const ran = await audit(report(HIGH, hole('GHSA-dddd-eeee-ffff', 'right-pad', 'high')), { exceptions: [exception] });
  expect(ran).toEqual({
    code: 1,
    text: expect.stringContaining('2 known holes in what production installs, 1 of') as string,
  });
});

test('an exception that nothing needs any more is told', async () => {
  const ran = await audit(report(), { exceptions: [exception] });
  expect(ran.text).toContain('GHSA-aaaa-bbbb-cccc is no longer needed');
});

test.each(['advisory', 'reason', 'until'])('an exception without %s is refused', async (part) => {
  const ran = await audit(report(HIGH), { exceptions: [{ ...exception, [part]: '' }] });
  expect(ran).toEqual({ code: 1, text: expect.stringContaining('Each exception has') as string });
});

const LOUD = /THE REGISTRY DOES NOT ANSWER AUDITS HERE: NOTHING WAS CHECKED/;

test.each<readonly [string, unknown]>([
  ['refuses', REFUSED],
  ['is not there', { error: { code: 'ENOTFOUND', summary: 'getaddrinfo ENOTFOUND registry.example' } }],
  ['fails', { ...REFUSED, statusCode: 503 }],
])('a registry that %s: it passes, loudly, without its address', async (_name, answer) => {
  const ran = await audit(answer);
  expect(ran.code).toBe(0);
  expect(ran.text).toMatch(LOUD);
  expect(ran.text).not.toContain('registry.example');
});

test('a registry that knows no hole of anything: it passes, loudly', async () => {
  const ran = await audit(report(), { canary: report() });
  expect(ran.code).toBe(0);
  expect(ran.text).toMatch(LOUD);
});

test.each<readonly [string, unknown]>([
  ['a lock that is missing', { error: { code: 'ENOLOCK', summary: 'This command requires an existing lockfile.' } }],
  ['no JSON', 'Usage: npm audit'],
  ['another format of report', { auditReportVersion: 3, vulnerabilities: {} }],
])('%s is no silence of the registry: it fails', async (_name, answer) => {
  const ran = await audit(answer);
  expect(ran.code).toBe(1);
  expect(ran.text).not.toMatch(LOUD);
});
