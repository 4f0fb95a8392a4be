import { listProblems, retryProblem } from '../../client/accord';
import { addRestFault, setSettings } from '../../client/control';
import { attach, editIssue } from '../../client/jira';
import { asText, type JsonObject } from '../../client/json';
import { until } from '../../client/wait';
import type { End } from '../../client/compare/pair';
import { pairOf, type Day } from '../day';
import { textFile } from '../sample-files';
import { heldAs } from '../show';
import { createShared } from './birth';

const namesOf = ({ files }: End): string[] => files.map(({ filename }) => filename);

const problems = async (day: Day): Promise<readonly JsonObject[]> =>
  (await listProblems(day.acme.accord)).filter(
    ({ contract }) => asText((contract as JsonObject | undefined)?.id) === day.acmeDeal.contractId,
  );

const atAcme = async (day: Day, key: string): Promise<End> => (await pairOf(day, day.acmeDeal, key)).provider;

/** Things at which a Jira fails, or which it does not take: each stops itself, and the issue goes on. */
export async function stubborn(day: Day): Promise<void> {
  const key = await createShared(day, 'Files that will not go');
  await emptyFiles(day, key);
  await failing(day, key);
}

async function emptyFiles(day: Day, key: string): Promise<void> {
  const { report, master, acme } = day;
  report.step('An empty file crosses');
  await attach(master.agent, key, { name: 'empty.log', bytes: textFile(''), mimeType: 'text/plain' });
  await day.quiet();
  const held = await atAcme(day, key);
  report.line(`${held.key}: ${namesOf(held).join(', ')}`);
  const empty = held.files.find(({ filename }) => filename === 'empty.log');
  report.check('the empty file is at Acme', empty?.size === 0);

  report.step('Acme’s Jira takes no empty files: the file waits with a problem, the issue goes on');
  await setSettings(acme.site.baseUrl, { emptyFiles: false });
  try {
    await attach(master.agent, key, { name: 'nothing.log', bytes: textFile(''), mimeType: 'text/plain' });
    await attach(master.agent, key, { name: 'something.log', bytes: textFile('x'), mimeType: 'text/plain' });
    await editIssue(master.agent, key, { fields: { summary: 'Files that will not go, and others' } });
    await day.quiet();
    const after = await atAcme(day, key);
    const open = await problems(day);
    for (const { subject, cause, remedy } of open)
      report.line(`problem: ${asText(subject)}: ${asText(cause)} ${asText(remedy)}`);
    report.check(
      'one problem is open, and it tells what Jira said',
      /empty/.test(JSON.stringify(open)) && open.length === 1,
    );
    report.check('the other file is there', namesOf(after).includes('something.log'));
    report.check('the title went on', heldAs(after, 'Title') === 'Files that will not go, and others');
  } finally {
    await setSettings(acme.site.baseUrl, { emptyFiles: true });
  }
  for (const { id } of await problems(day)) await retryProblem(acme.accord, asText(id));
  await day.quiet();
  report.check('tried again, it is there', namesOf(await atAcme(day, key)).includes('nothing.log'));
  report.check('no problem is open', (await problems(day)).length === 0);
}

async function failing(day: Day, key: string): Promise<void> {
  const { report, master, acme } = day;
  report.step('Acme’s Jira fails at a file: a title goes at once, the file follows by itself');
  const { id } = await atAcme(day, key);
  await addRestFault(acme.site.baseUrl, { method: 'POST', path: `/issue/${id}/attachments$`, status: 500, times: 2 });
  await attach(master.agent, key, { name: 'stubborn.log', bytes: textFile('x'), mimeType: 'text/plain' });
  await day.quiet();
  report.check('the file is not there yet', !namesOf(await atAcme(day, key)).includes('stubborn.log'));
  const started = Date.now();
  await editIssue(master.agent, key, { fields: { summary: 'Files that go in the end' } });
  await day.quiet();
  report.check('the title did not wait', heldAs(await atAcme(day, key), 'Title') === 'Files that go in the end');
  report.line(`the title was there after ${Date.now() - started} ms`);
  await until(async () => (namesOf(await atAcme(day, key)).includes('stubborn.log') ? true : null), {
    limitMs: 60_000,
    everyMs: 500,
    what: 'the file',
  });
  await day.quiet();
  const count = namesOf(await atAcme(day, key)).filter((name) => name === 'stubborn.log').length;
  report.check('the file is there, once', count === 1, `${count}`);
  report.check('nobody was bothered', (await problems(day)).length === 0);
}
