import { doc, mention, paragraph, plainText, walk } from '../../client/adf';
import { listUserPairs, saveUserPairs } from '../../client/accord';
import type { End } from '../../client/compare/pair';
import { addComment, editIssue } from '../../client/jira';
import { asText } from '../../client/json';
import type { Person } from '../../client/world';
import { pairOf, type Day } from '../day';
import { fieldOf, heldAs, showHeld } from '../show';
import { createShared } from './birth';

/** Who is who: the table of the connection turns people of one side into those of the other. */
export async function people(day: Day): Promise<void> {
  const { report, master, acmeDeal } = day;
  const before = await listUserPairs(master.accord, acmeDeal.connectionId);
  const mapped = personAt(day.master.site.people, before[0]?.master);
  const partner = personAt(day.acme.site.people, before[0]?.provider);
  const unmapped = personAt(day.master.site.people, before[1]?.master);
  report.step(
    `${mapped.displayName} is ${partner.displayName} at Acme; ${unmapped.displayName} is taken off the table`,
  );
  const kept = before.filter((pair) => pair.master !== unmapped.accountId);
  await saveUserPairs(master.accord, acmeDeal.connectionId, kept);
  try {
    const key = await createShared(day, 'Who looks after this');
    await fieldsOfPeople(day, key, { mapped, partner, unmapped });
    await mentions(day, key, { mapped, partner, unmapped });
    await saveUserPairs(day.acme.accord, acmeDeal.connectionId, before);
    await known(day, key, { mapped, partner, unmapped }, personAt(day.acme.site.people, before[1]?.provider));
  } finally {
    await saveUserPairs(master.accord, acmeDeal.connectionId, before);
  }
}

const REVIEWER = 'customfield_10055';
const TEAM = 'customfield_10056';

interface Cast {
  readonly mapped: Person;
  readonly partner: Person;
  readonly unmapped: Person;
}

function personAt(all: readonly Person[], accountId: string | undefined): Person {
  const found = all.find((person) => person.accountId === accountId);
  if (found === undefined) throw new Error(`There is nobody with the account ${accountId ?? '(none)'}`);
  return found;
}

async function fieldsOfPeople(day: Day, key: string, { mapped, partner, unmapped }: Cast): Promise<void> {
  const { report, acmeDeal } = day;
  await editIssue(day.master.agent, key, {
    fields: {
      [REVIEWER]: { accountId: mapped.accountId },
      [TEAM]: [{ accountId: mapped.accountId }, { accountId: unmapped.accountId }],
    },
  });
  await day.quiet();
  await showHeld(day, key, ['Reviewer', 'Team']);
  const { provider } = await pairOf(day, acmeDeal, key);
  report.check('the reviewer is the partner', heldAs(provider, 'Reviewer') === partner.displayName);
  report.check('of the team, who is known', heldAs(provider, 'Team') === partner.displayName, heldAs(provider, 'Team'));
  await editIssue(day.acme.agent, provider.id, { fields: { [fieldOf(provider, 'Reviewer') ?? '']: null } });
  await day.quiet();
  report.check('emptied at Acme, it is empty here', (await reviewer(day, key)) === '');
  await editIssue(day.acme.agent, provider.id, {
    fields: { [fieldOf(provider, 'Reviewer') ?? '']: { accountId: partner.accountId } },
  });
  await day.quiet();
  const back = await reviewer(day, key);
  report.check('set at Acme, it is the master’s own person', back === mapped.displayName, back);
}

const reviewer = async (day: Day, key: string): Promise<string> =>
  heldAs((await pairOf(day, day.acmeDeal, key)).master, 'Reviewer');

async function mentions(day: Day, key: string, { mapped, partner, unmapped }: Cast): Promise<void> {
  const { report } = day;
  report.step('Mentions: a real one of the known person, a plain name of the other');
  const said = doc(
    paragraph(
      'Ask ',
      mention(mapped.accountId, mapped.displayName),
      ' or ',
      mention(unmapped.accountId, unmapped.displayName),
    ),
  );
  await addComment(day.master.agent, key, { body: said });
  await editIssue(day.master.agent, key, { fields: { description: said as never } });
  await day.quiet();
  const { provider } = await pairOf(day, day.acmeDeal, key);
  const comment = provider.comments.find(({ body }) => plainText(body).includes('Ask '));
  const ids = comment ? mentioned(comment.body) : [];
  report.line(comment ? plainText(comment.body).replace(/\s+/g, ' ') : '(no comment)');
  report.check(`${partner.displayName} is mentioned, nobody else`, ids.join() === partner.accountId, ids.join());
  const named = comment !== undefined && plainText(comment.body).includes(unmapped.displayName);
  report.check(`${unmapped.displayName} is a name`, named);
  const inText = mentioned(provider.fields.description as never);
  report.check('in the description too', inText.join() === partner.accountId, describe(provider, inText));
}

/** What was left out meanwhile goes when it is written again. */
async function known(day: Day, key: string, { mapped, unmapped }: Cast, counterpart: Person): Promise<void> {
  const { report, master } = day;
  report.step('Acme writes the row again: what is written from now on goes by it');
  const fields = { [REVIEWER]: { accountId: unmapped.accountId }, [TEAM]: [{ accountId: mapped.accountId }] };
  await editIssue(master.agent, key, { fields });
  const said = doc(paragraph('Now ask ', mention(unmapped.accountId, unmapped.displayName)));
  await editIssue(master.agent, key, { fields: { description: said as never } });
  await day.quiet();
  await editIssue(master.agent, key, { update: { [TEAM]: [{ add: { accountId: unmapped.accountId } }] } });
  await day.quiet();
  await showHeld(day, key, ['Description', 'Reviewer', 'Team']);
  const { provider } = await pairOf(day, day.acmeDeal, key);
  const name = counterpart.displayName;
  report.check(`the reviewer is ${name}`, heldAs(provider, 'Reviewer') === name, heldAs(provider, 'Reviewer'));
  report.check(`${name} is of the team`, heldAs(provider, 'Team').includes(name), heldAs(provider, 'Team'));
  const ids = mentioned(provider.fields.description as never);
  report.check(`${name} is mentioned`, ids.join() === counterpart.accountId, describe(provider, ids));
}

const mentioned = (body: Parameters<typeof walk>[0]): readonly string[] =>
  [...walk(body)].filter(({ type }) => type === 'mention').map(({ attrs }) => asText(attrs?.id));

const describe = ({ key }: End, ids: readonly string[]): string => `${key}: ${ids.join() || 'nobody'}`;
