import { doc, mention, paragraph, plain, plainText } from '../../client/adf';
import { addComment, deleteComment, editComment, type Session } from '../../client/jira';
import type { End } from '../../client/compare/pair';
import { agentOf } from '../../client/world';
import { pairOf, type Day } from '../day';
import { createShared } from './birth';

export async function comments(day: Day): Promise<void> {
  const key = await createShared(day, 'Much to talk about');
  await bothWays(day, key);
  await editsAndDeletes(day, key);
  await closed(day, key);
}

const says = (end: End, words: string): boolean =>
  end.comments.some((comment) => plainText(comment.body).includes(words));

async function ends(day: Day, key: string): Promise<{ master: End; acme: End; globex: End }> {
  const [acme, globex] = [await pairOf(day, day.acmeDeal, key), await pairOf(day, day.globexDeal, key)];
  return { master: acme.master, acme: acme.provider, globex: globex.provider };
}

async function show(day: Day, key: string): Promise<void> {
  const { master, acme, globex } = await ends(day, key);
  for (const end of [master, acme, globex]) {
    for (const comment of end.comments) {
      const internal = comment.jsdPublic === false ? ' (internal)' : '';
      day.report.line(`${end.key}${internal}: ${plainText(comment.body).replace(/\s+/g, ' ').slice(0, 90)}`);
    }
  }
}

async function bothWays(day: Day, key: string): Promise<void> {
  const { report } = day;
  report.step('Comments cross both ways, and Acme and Globex do not hear each other');
  const { acme, globex } = await ends(day, key);
  const colleague = agentOf(day.master.site, 1);
  await addComment(day.master.agent, key, { body: plain('Master says hello to its providers') });
  await addComment(day.acme.agent, acme.id, { body: plain('Acme has a question, ACME-MARK-1') });
  await addComment(day.globex.agent, globex.id, { body: plain('Globex looks into it, GLOBEX-MARK-1') });
  await addComment(day.master.agent, key, {
    body: doc(paragraph('Please ask ', mention(colleague.accountId, colleague.displayName), ' about it')),
  });
  await day.quiet();
  await show(day, key);
  const after = await ends(day, key);
  report.check(
    'both providers hear the master',
    says(after.acme, 'hello to its') && says(after.globex, 'hello to its'),
  );
  report.check('the master hears Acme', says(after.master, 'ACME-MARK-1'));
  report.check('Globex does not hear Acme', !says(after.globex, 'ACME-MARK-1'));
  report.check('Acme does not hear Globex', !says(after.acme, 'GLOBEX-MARK-1'));
}

async function editsAndDeletes(day: Day, key: string): Promise<void> {
  const { report } = day;
  report.step('Comments are edited and deleted on the master');
  const edited = await addComment(day.master.agent, key, { body: plain('First version of a thought') });
  const removed = await addComment(day.master.agent, key, { body: plain('A thought to be taken back') });
  await day.quiet();
  await editComment(day.master.agent, key, edited.id, plain('Second version of a thought'));
  await deleteComment(day.master.agent, key, removed.id);
  await day.quiet();
  const after = await ends(day, key);
  report.check('the edit arrived at Acme', says(after.acme, 'Second version') && !says(after.acme, 'First version'));
  report.check('the deletion arrived at Acme', !says(after.acme, 'taken back'));
}

async function closed(day: Day, key: string): Promise<void> {
  const { report } = day;
  report.step('Restricted comments stay at home');
  const { acme } = await ends(day, key);
  await restricted(day.master.agent, key, 'MASTER-RESTRICTED-MARK');
  await restricted(day.acme.agent, acme.id, 'ACME-RESTRICTED-MARK');
  await day.quiet();
  const after = await ends(day, key);
  for (const end of [after.acme, after.globex]) {
    report.check(`${end.key} does not have the master's`, !says(end, 'MASTER-RESTRICTED'));
  }
  report.check("the master does not have Acme's", !says(after.master, 'ACME-RESTRICTED'));
}

const restricted = (session: Session, issue: string, words: string): Promise<unknown> =>
  addComment(session, issue, { body: plain(words), visibility: { type: 'role', value: 'Developers' } });
