// `npm run audit [-- <file of exceptions>]` asks the registry for known holes in what production installs. High and critical ones
// fail it, unless the list of exceptions names them, with a reason and a day on which the reason is looked at again.
// Where the registry answers no audits it says so and lets pass: then nothing was checked.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = dirname(fileURLToPath(import.meta.url));
const exceptionsFile = resolve(process.argv[2] ?? join(tools, 'audit-exceptions.json'));
const FAILING = ['high', 'critical'];
const say = (line) => process.stdout.write(`${line}\n`);

const end = (code, ...lines) => {
  for (const line of lines) say(line);
  process.exit(code);
};

const audit = (cwd) => {
  const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--package-lock-only', '--json'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (error) end(1, `npm could not be run: ${error.message}`);
  try {
    return JSON.parse(stdout);
  } catch {
    return end(1, `npm audit gave no JSON: ${stdout.slice(0, 500)}`);
  }
};

const UNREACHED =
  /^(E(4\d\d|5\d\d|NOTFOUND|CONN\w+|TIMEDOUT|AI_AGAIN|NETUNREACH|HOSTUNREACH|NOAUDIT|AUDIT\w*)|FETCH_ERROR|ERR_SOCKET_TIMEOUT)$/;
const isReport = (answer) => answer.auditReportVersion === 2;
const hasNoAnswer = (answer) => Number(answer.statusCode) >= 400 || UNREACHED.test(answer.error?.code ?? '');

const nothingChecked = (why) =>
  end(
    0,
    '',
    '********************************************************************************',
    `  THE REGISTRY DOES NOT ANSWER AUDITS HERE: NOTHING WAS CHECKED.`,
    `  ${why}`,
    '  Run `npm run audit` where one does before a release.',
    '********************************************************************************',
    '',
  );

const ask = (cwd) => {
  const answer = audit(cwd);
  if (isReport(answer)) return answer;
  // Words of the registry may name its address: only the kind of the refusal is told.
  if (hasNoAnswer(answer)) return nothingChecked(`It said: ${answer.statusCode ?? answer.error.code}.`);
  return end(
    1,
    `npm audit failed: ${answer.error?.summary || answer.error?.code || answer.message || 'it gave no report'}`,
  );
};

/** GHSA-... by its own id, not by the package: one hole stands at many packages. */
const advisoriesOf = (report) => {
  const found = Object.values(report.vulnerabilities).flatMap(({ via }) =>
    via.filter((each) => typeof each === 'object'),
  );
  return new Map(found.map((each) => [each.url.split('/').at(-1), each]));
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const readExceptions = () => {
  const list = JSON.parse(readFileSync(exceptionsFile, 'utf8'));
  const bad = list.filter(({ advisory, reason, until }) => !advisory || !reason?.trim() || !DAY.test(until ?? ''));
  if (bad.length > 0) {
    end(1, `Each exception has "advisory", "reason" and "until" (a day): ${JSON.stringify(bad)} lack one.`);
  }
  return list;
};

/** A registry that answers "no holes" to every question would look like a clean bill: one hole that everybody knows is asked for. */
const knowsHoles = () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-audit-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const dependencies = { minimist: '0.0.8' };
  const packages = {
    '': { name: 'canary', version: '1.0.0', dependencies },
    'node_modules/minimist': { version: '0.0.8' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'canary', version: '1.0.0', dependencies }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name: 'canary', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  );
  return Object.keys(ask(folder).vulnerabilities).length > 0;
};

const exceptions = readExceptions();
const advisories = advisoriesOf(ask(resolve(tools, '..')));
if (advisories.size === 0 && !knowsHoles()) nothingChecked('It answers, but knows no hole of minimist 0.0.8 either.');

const today = new Date().toISOString().slice(0, 10);
const lines = [...advisories].map(([id, { name, severity, title }]) => {
  const told = `${severity}: ${name}: ${title} (${id})`;
  const exception = exceptions.find(({ advisory }) => advisory === id);
  if (!FAILING.includes(severity)) return { told };
  if (!exception) return { told, fails: true };
  const fails = exception.until < today;
  return {
    told: `${told}\n  ${fails ? 'exception RAN OUT on' : 'exception until'} ${exception.until}: ${exception.reason}`,
    fails,
  };
});
for (const { advisory } of exceptions) {
  if (!advisories.has(advisory)) say(`The exception ${advisory} is no longer needed: take it off the list.`);
}
const failing = lines.filter(({ fails }) => fails);
end(
  failing.length > 0 ? 1 : 0,
  ...lines.map(({ told }) => told),
  `Audit: ${advisories.size} known holes in what production installs, ${failing.length} of them to be dealt with now.`,
);
