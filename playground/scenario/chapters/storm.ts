import { plain } from '../../client/adf';
import { setFaults } from '../../client/control';
import type { End } from '../../client/compare/pair';
import { freshValue } from '../../client/fresh-value';
import { HttpError } from '../../client/http';
import {
  addComment,
  assignableUsers,
  attach,
  deleteComment,
  editComment,
  editFields,
  editIssue,
  listComments,
  type FieldSpec,
  type Session,
  type User,
} from '../../client/jira';
import { asObject, asText } from '../../client/json';
import { pairOf, type Crew, type Day } from '../day';
import { diceOf, type Dice } from '../dice';
import { swept } from '../quiet';
import { textFile } from '../sample-files';
import { createShared } from './birth';
import { walkTo } from './workflow';

const ISSUES = 4;

/** One end of a pair that somebody works on. */
interface Desk {
  readonly session: Session;
  readonly issue: string;
  readonly specs: readonly FieldSpec[];
  readonly people: readonly User[];
}

type Act = (desk: Desk, dice: Dice, turn: number) => Promise<unknown>;

/** Comments that a person wrote here: Accord's copies are left alone. */
async function ownComments({ session, issue }: Desk): Promise<readonly string[]> {
  const all = await listComments(session, issue);
  return all.filter((comment) => comment.author.accountType !== 'app').map((comment) => comment.id);
}

async function editSomeFields(desk: Desk, dice: Dice, turn: number): Promise<void> {
  const count = 1 + dice.roll(3);
  const picked = Array.from({ length: count }, () => dice.pick(desk.specs));
  const changes = picked.flatMap((spec) => {
    const value = freshValue(spec, { turn: dice.roll(50) + turn, people: desk.people });
    return value === undefined ? [] : [[spec.id, value] as const];
  });
  await editIssue(desk.session, desk.issue, { fields: Object.fromEntries(changes) });
}

async function emptyAField(desk: Desk, dice: Dice): Promise<void> {
  const spec = dice.pick(desk.specs.filter((each) => !each.required && each.id !== 'priority'));
  const isList = spec.schema.type === 'array';
  await editIssue(desk.session, desk.issue, {
    fields: { [spec.id]: spec.schema.type === 'timetracking' ? {} : isList ? [] : null },
  });
}

const addALabel: Act = ({ session, issue }, dice) =>
  editIssue(session, issue, { update: { labels: [{ add: `storm-${dice.roll(8)}` }] } });

const dropALabel: Act = ({ session, issue }, dice) =>
  editIssue(session, issue, { update: { labels: [{ remove: `storm-${dice.roll(8)}` }] } });

const comment: Act = ({ session, issue }, _dice, turn) =>
  addComment(session, issue, { body: plain(`Storm comment ${turn}`) });

async function changeAComment(desk: Desk, dice: Dice, turn: number): Promise<void> {
  const own = await ownComments(desk);
  if (own.length === 0) return;
  const id = dice.pick(own);
  if (dice.roll(3) === 0) await deleteComment(desk.session, desk.issue, id);
  else await editComment(desk.session, desk.issue, id, plain(`Storm comment, written anew in ${turn}`));
}

const file: Act = ({ session, issue }, dice, turn) =>
  attach(session, issue, {
    name: `storm-${dice.roll(3)}.txt`,
    bytes: textFile(`storm file of turn ${turn}`),
    mimeType: 'text/plain',
  });

/** How often each happens, by repetition. */
const ACTS: readonly Act[] = [
  editSomeFields,
  editSomeFields,
  editSomeFields,
  editSomeFields,
  emptyAField,
  addALabel,
  addALabel,
  dropALabel,
  comment,
  comment,
  changeAComment,
  file,
];

/** People on all sides do this and that at once, while webhooks are lost, doubled, late and out of order. */
export async function storm(day: Day): Promise<void> {
  const { report } = day;
  const { seed, edits } = day.storm;
  const keys: string[] = [];
  for (let index = 0; index < ISSUES; index += 1) keys.push(await createShared(day, `Storm ${index + 1}`));
  report.step(`${edits} random edits on all sides with bad webhooks (--seed ${seed})`);
  const desks = (await Promise.all(keys.map((key) => desksOf(day, key)))).flat();
  await badWebhooks(day, true);
  const refused = await rage(day, desks, diceOf(seed), edits);
  await badWebhooks(day, false);
  report.line(`${refused} of them were refused by Jira; now the sweep looks for what was lost`);
  await swept(day.world);
  for (const key of keys) {
    const { provider } = await pairOf(day, day.globexDeal, key);
    await walkTo(day.globex.agent, provider.id, 'Resolved');
  }
  await day.quiet();
  await swept(day.world);
}

async function desksOf(day: Day, key: string): Promise<Desk[]> {
  const [acme, globex] = [await pairOf(day, day.acmeDeal, key), await pairOf(day, day.globexDeal, key)];
  return Promise.all([
    deskAt(day.master, acme.master),
    deskAt(day.master, acme.master),
    deskAt(day.acme, acme.provider),
    deskAt(day.globex, globex.provider),
  ]);
}

async function deskAt({ agent }: Crew, end: End): Promise<Desk> {
  const sent = new Set(end.rules.send.filter((rule) => rule.when === 'always').map((rule) => rule.field));
  const specs = (await editFields(agent, end.id)).filter((spec) => sent.has(spec.id) && spec.id !== 'issuetype');
  const people = await assignableUsers(agent, asText(asObject(end.fields.project).key));
  return {
    session: agent,
    issue: end.id,
    specs,
    people: people.filter((person) => person.accountType !== 'app'),
  };
}

/** Three acts at a time. Returns how many Jira refused: two people may touch the same comment. */
async function rage(day: Day, desks: readonly Desk[], dice: Dice, edits: number): Promise<number> {
  let refused = 0;
  for (let turn = 0; turn < edits; turn += 3) {
    const acts = [turn, turn + 1, turn + 2].map((each) => dice.pick(ACTS)(dice.pick(desks), dice, each));
    for (const result of await Promise.allSettled(acts)) {
      if (result.status === 'fulfilled') continue;
      if (!(result.reason instanceof HttpError)) throw result.reason;
      refused += 1;
    }
    if (turn % 30 === 0 && turn > 0) day.report.line(`${turn} of ${edits} ...`);
  }
  return refused;
}

async function badWebhooks(day: Day, bad: boolean): Promise<void> {
  for (const { site } of [day.master, day.acme, day.globex]) {
    await setFaults(site.baseUrl, bad ? { webhookLoss: 0.1, webhookDoubles: 0.2, webhookReorderMs: 400 } : {});
  }
}
