import { plain, plainText } from '../../client/adf';
import { install, lifecycle } from '../../client/control';
import { addComment, editIssue } from '../../client/jira';
import { until } from '../../client/wait';
import { pairOf, type Day } from '../day';
import { heldAs, showHeld } from '../show';
import { createShared } from './birth';

const SWEEP_LIMIT_MS = 180_000;
const DESCRIPTOR = '/atlassian-connect.json';

/** Acme takes the add-on away and brings it back: a new secret, the same links. */
export async function reinstall(day: Day): Promise<void> {
  const { report, acme, master } = day;
  const key = await createShared(day, 'Before the add-on was gone');
  const { provider } = await pairOf(day, day.acmeDeal, key);
  report.step('Acme uninstalls Accord; both sides work on');
  const gone = await lifecycle(acme.site.baseUrl, 'uninstall');
  report.check('the add-on took note', gone.status < 300, String(gone.status));
  await editIssue(master.agent, key, { fields: { summary: 'While the add-on was gone' } });
  await addComment(acme.agent, provider.id, { body: plain('Said while the add-on was gone') });
  await day.quiet();

  report.step('Acme installs it again: what was missed is caught up');
  const back = await install(acme.site.baseUrl, `${day.world.addonUrl}${DESCRIPTOR}`);
  report.check('the add-on took the new secret', back.status < 300, String(back.status));
  await titleArrives(day, key, 'While the add-on was gone');
  await commentArrives(day, key, 'Said while the add-on was gone');
  await showHeld(day, key, ['Title']);
  await bothWays(day, key, provider.id, 'After the new secret');

  report.step('Acme disables the add-on and enables it again');
  const off = await lifecycle(acme.site.baseUrl, 'disable');
  await editIssue(master.agent, key, { fields: { summary: 'While the add-on was off' } });
  await day.quiet();
  const on = await lifecycle(acme.site.baseUrl, 'enable');
  report.check('the add-on took note of both', off.status < 300 && on.status < 300, `${off.status}, ${on.status}`);
  await titleArrives(day, key, 'While the add-on was off');
  await bothWays(day, key, provider.id, 'After it was on again');
  await showHeld(day, key, ['Title']);
}

async function bothWays(day: Day, key: string, partner: string, title: string): Promise<void> {
  await editIssue(day.acme.agent, partner, { fields: { summary: title } });
  await day.quiet();
  const { master } = await pairOf(day, day.acmeDeal, key);
  day.report.check(`"${title}" came from Acme`, heldAs(master, 'Title') === title, heldAs(master, 'Title'));
}

async function titleArrives(day: Day, key: string, title: string): Promise<void> {
  const held = async () => heldAs((await pairOf(day, day.acmeDeal, key)).provider, 'Title');
  await until(async () => ((await held()) === title ? true : null), {
    limitMs: SWEEP_LIMIT_MS,
    everyMs: 500,
    what: `"${title}" at Acme`,
  });
  day.report.check(`"${title}" reached Acme`, true);
  await day.quiet();
}

async function commentArrives(day: Day, key: string, words: string): Promise<void> {
  const heard = async () =>
    (await pairOf(day, day.acmeDeal, key)).master.comments.some(({ body }) => plainText(body).includes(words));
  await until(async () => ((await heard()) ? true : null), { limitMs: SWEEP_LIMIT_MS, everyMs: 500, what: words });
  day.report.check(`"${words}" reached the master`, true);
}
