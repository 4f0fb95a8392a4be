import { plain, plainText } from '../../client/adf';
import { addComment, attach, editIssue } from '../../client/jira';
import { pairOf, type Day } from '../day';
import { textFile } from '../sample-files';
import { fieldOf, heldAs, showHeld, statusOf } from '../show';
import { createShared } from './birth';
import { targetOf, walkTo } from './workflow';

const ANSWER = 'Globex found a worn seal';

/** Globex says nothing until it resolves, and then everything at once. */
export async function silence(day: Day): Promise<void> {
  const { report } = day;
  const key = await createShared(day, 'Globex thinks before it speaks');
  report.step('Globex works in silence');
  const { provider } = await pairOf(day, day.globexDeal, key);
  const field = fieldOf(provider, 'Root cause');
  if (field === null) throw new Error('The contract with Globex has no "Root cause"');
  await editIssue(day.globex.agent, provider.id, { fields: { [field]: plain(ANSWER) as never } });
  await addComment(day.globex.agent, provider.id, { body: plain('Still looking, GLOBEX-SILENT-MARK') });
  await addComment(day.globex.agent, provider.id, { body: plain('GLOBEX-INTERNAL-MARK'), internal: true });
  await attach(day.globex.agent, provider.id, {
    name: 'seal.txt',
    bytes: textFile('a worn seal'),
    mimeType: 'text/plain',
  });
  await day.quiet();
  await showHeld(day, key, ['Title', 'Root cause']);
  const silent = await pairOf(day, day.globexDeal, key);
  report.check('the master has heard nothing', silent.master.comments.length === 0 && silent.master.files.length === 0);
  report.check(
    'the master has no root cause',
    heldAs(silent.master, 'Root cause') === '',
    heldAs(silent.master, 'Root cause'),
  );

  report.step('Globex resolves: everything goes at once');
  const { to, signal } = lastSignal(silent);
  await walkTo(day.globex.agent, provider.id, to);
  await day.quiet();
  await showHeld(day, key, ['Title', 'Root cause']);
  const { master } = await pairOf(day, day.globexDeal, key);
  report.check('the master has the comment and the file', master.comments.length > 0 && master.files.length > 0);
  const internal = master.comments.some((comment) => plainText(comment.body).includes('GLOBEX-INTERNAL'));
  report.check('the internal note of Globex stayed at home', !internal);
  report.check(
    'the master has the root cause',
    heldAs(master, 'Root cause').trim() === ANSWER,
    heldAs(master, 'Root cause'),
  );
  report.check(
    `the master is in "${targetOf(silent, signal)}"`,
    statusOf(master) === targetOf(silent, signal),
    statusOf(master),
  );
}

function lastSignal(pair: Awaited<ReturnType<typeof pairOf>>): { readonly to: string; readonly signal: string } {
  const trigger = pair.provider.rules.updateOn.find((each) => typeof each !== 'string');
  const to = typeof trigger === 'object' ? trigger.to : '';
  const signal = pair.provider.rules.signals.find((each) => each.to === to)?.signal ?? '';
  return { to, signal };
}
