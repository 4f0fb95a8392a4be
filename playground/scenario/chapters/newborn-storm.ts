import { automate, hurryWebhooks, setFaults, stopAutomation, type AutomationRule } from '../../client/control';
import { listLinked } from '../../client/deals';
import { freshValue } from '../../client/fresh-value';
import { HttpError, send } from '../../client/http';
import {
  addComment,
  assignableUsers,
  createIssue,
  editFields,
  editIssue,
  issueProperties,
  moveTo,
  searchIssues,
  type FieldSpec,
  type Session,
  type User,
} from '../../client/jira';
import { asObject, asText, type Json, type JsonObject } from '../../client/json';
import { plain } from '../../client/adf';
import { sleep, until } from '../../client/wait';
import { dealsOf, type Crew, type Day } from '../day';
import { diceOf, type Dice } from '../dice';
import { swept } from '../quiet';
import { masterProject } from './birth';

const ISSUES = 5;
/** A create call whose answer was lost is looked for only after the search index had its time. */
const LOST_LIMIT_MS = 240_000;

/** What may be written on one site while pairs are being made there. */
interface Ground {
  readonly crew: Crew;
  readonly project: string;
  specs: readonly FieldSpec[];
  readonly people: readonly User[];
}

const fieldsOf = ({ specs, people }: Ground, dice: Dice, turn: number): JsonObject => {
  const picked = Array.from({ length: 1 + dice.roll(3) }, () => dice.pick(specs));
  return Object.fromEntries(
    picked.flatMap((spec): [string, Json][] => {
      const value = freshValue(spec, { turn: dice.roll(40) + turn, people });
      return value === undefined ? [] : [[spec.id, value]];
    }),
  );
};

const ruleOf = (ground: Ground, dice: Dice, turn: number, createdBy: 'app' | 'people'): AutomationRule => ({
  project: ground.project,
  createdBy,
  afterMs: dice.pick([0, [1, 40], [20, 300]] as const),
  probability: 0.7,
  // What a silent provider's rule does under Accord's name could not be told from what Accord does there.
  actor: ground.project === 'GLX' ? 'automation' : dice.pick(['automation', 'automation', 'initiator'] as const),
  actions: [
    ...(ground.specs.length === 0 ? [] : [{ edit: { fields: fieldsOf(ground, dice, turn) } }]),
    { edit: { update: { labels: [{ add: `rule-${dice.roll(4)}` }] } } },
    ...(dice.roll(2) === 0 ? [{ comment: `A rule, set up in turn ${turn}` }] : []),
    ...(createdBy === 'app' && dice.roll(3) === 0 ? [{ transition: 'Triage' }] : []),
  ],
});

/** A refusal is part of the storm, and so is an answer that never comes: people see an error and go on. */
const tried = async (act: Promise<unknown>): Promise<void> => {
  await act.catch((error: unknown) => {
    const isCut = error instanceof TypeError && error.message === 'fetch failed';
    const noWay = error instanceof Error && error.message.includes('no transition');
    if (!(error instanceof HttpError) && !isCut && !noWay) throw error;
  });
};

const edit = (ground: Ground, session: Session, issue: string, dice: Dice, turn: number): Promise<void> =>
  tried(
    dice.roll(4) === 0
      ? addComment(session, issue, { body: plain(`Somebody, in turn ${turn}`) })
      : editIssue(session, issue, { fields: fieldsOf(ground, dice, turn) }),
  );

const groundOf = async (
  crew: Crew,
  project: string,
  issue: string | null,
  sent: ReadonlySet<string>,
): Promise<Ground> => {
  const people = (await assignableUsers(crew.agent, project)).filter(({ accountType }) => accountType !== 'app');
  const all = issue === null ? [] : await editFields(crew.agent, issue);
  return { crew, project, people, specs: all.filter(({ id }) => sent.has(id) && id !== 'issuetype') };
};

const sentBy = (half: JsonObject): ReadonlySet<string> => {
  const { fields } = asObject(half.send);
  return new Set((Array.isArray(fields) ? fields : []).map((rule) => asText(asObject(rule).field)));
};

/** Everything goes wrong that may: also the answers of create calls. */
async function bad({ master, acme, globex }: Day, on: boolean): Promise<void> {
  for (const { site } of [master, acme, globex]) {
    await setFaults(site.baseUrl, on ? { webhookLoss: 0.15, webhookDoubles: 0.2, webhookReorderMs: 400 } : {});
    if (!on) continue;
    const add = (fault: JsonObject): Promise<unknown> =>
      send(site.baseUrl, '/playground/faults/rest', { method: 'POST', json: fault });
    const path = '/rest/api/3/issue';
    await add({ method: 'POST', path: `${path}$`, cut: true, when: 'after', probability: 0.25, times: 2 });
    await add({ method: 'GET', path: `${path}/\\d+$`, status: 503, probability: 0.1, times: 10 });
    await add({ method: 'PUT', path: `${path}/\\d+$`, cut: true, when: 'after', probability: 0.1, times: 4 });
  }
}

/** People at a provider who open whatever is new, and write into it at once. */
async function busy(ground: Ground, dice: Dice, isOver: () => boolean): Promise<void> {
  const seen = new Set<string>();
  for (let turn = 0; !isOver(); turn += 1) {
    const jql = `project = ${ground.project} AND created >= -10m ORDER BY created DESC`;
    for (const { id } of await searchIssues(ground.crew.agent, jql, ['id']).catch(() => [])) {
      if (seen.has(id)) continue;
      seen.add(id);
      await edit(ground, ground.crew.agent, id, dice, turn);
      await edit(ground, ground.crew.second, id, dice, turn);
    }
    await sleep(15);
  }
}

async function create(day: Day, ground: Ground, dice: Dice, withFaults: boolean): Promise<readonly string[]> {
  const made: string[] = [];
  for (let turn = 0; turn < ISSUES; turn += 1) {
    const summary = `Newborn ${turn + 1} of storm ${day.storm.seed}`;
    const issue = {
      project: { key: ground.project },
      issuetype: { name: 'Bug' },
      summary,
      labels: [`n-${dice.roll(3)}`],
    };
    const { id } = await until(() => createIssue(day.master.agent, issue).catch(() => null), {
      limitMs: 20_000,
      what: 'an issue',
    });
    made.push(id);
    if (dice.roll(3) > 0) await edit(ground, day.master.agent, id, dice, turn);
    if (dice.roll(4) === 0)
      await tried(moveTo(day.master.agent, id, 'Cancelled', { resolution: { name: "Won't Do" } }));
    if (withFaults && turn === 2) await day.restart?.();
  }
  return made;
}

const arePaired = async (day: Day, ids: readonly string[]): Promise<true | null> => {
  for (const deal of dealsOf(day)) {
    const links = await listLinked(deal);
    const paired = ids.every((id) => links.some(({ master, provider }) => master?.id === id && provider !== null));
    if (!paired) return null;
  }
  return true;
};

/** Each pair has one copy that carries its mark. */
async function twins(day: Day): Promise<void> {
  for (const deal of dealsOf(day)) {
    const project = asText(asObject(deal.provider.half.scope).project);
    const all = await searchIssues(deal.provider.session, `project = ${project} AND created >= -30m`, ['id']);
    const marks: string[] = [];
    for (const { id } of all) {
      const mark = asText(asObject((await issueProperties(deal.provider.session, id))['accord.link']).link);
      if (mark !== '') marks.push(mark);
    }
    day.report.check(`no twin at ${deal.provider.site.name}`, new Set(marks).size === marks.length, `${marks.length}`);
  }
}

/** Issues are created while people and rules work on both sides of them, by an even seed with all kinds of faults. */
export async function newbornStorm(day: Day): Promise<void> {
  const { report, storm } = day;
  const withFaults = storm.seed % 2 === 0;
  const dice = diceOf(storm.seed * 7919);
  report.step(`Pairs are made in a storm${withFaults ? ' with faults' : ''} (--seed ${storm.seed})`);
  const known = await createIssue(day.master.agent, {
    project: { key: masterProject(day) },
    issuetype: { name: 'Bug' },
    summary: 'Before the storm',
  });
  await until(() => arePaired(day, [known.id]), { limitMs: 30_000, what: 'the first pair' });
  const first = (deal: Day['acmeDeal']) =>
    listLinked(deal).then((all) => all.find(({ master }) => master?.id === known.id));
  const grounds = {
    master: await groundOf(day.master, masterProject(day), known.id, sentBy(day.acmeDeal.master.half)),
    acme: await groundOf(
      day.acme,
      'ACM',
      (await first(day.acmeDeal))?.provider?.id ?? null,
      sentBy(day.acmeDeal.provider.half),
    ),
    globex: await groundOf(
      day.globex,
      'GLX',
      (await first(day.globexDeal))?.provider?.id ?? null,
      sentBy(day.globexDeal.provider.half),
    ),
  };
  for (const ground of [grounds.acme, grounds.globex])
    await automate(ground.crew.site.baseUrl, ruleOf(ground, dice, 1, 'app'));
  await automate(grounds.acme.crew.site.baseUrl, ruleOf(grounds.acme, dice, 2, 'app'));
  await automate(day.master.site.baseUrl, ruleOf(grounds.master, dice, 3, 'people'));
  let over = false;
  const workers = [grounds.acme, grounds.globex].map((ground, index) =>
    busy(ground, diceOf(storm.seed + index), () => over),
  );
  try {
    if (withFaults) await bad(day, true);
    const made = await create(day, grounds.master, dice, withFaults);
    const paired = (): Promise<true | null> => arePaired(day, made).catch(() => null);
    await until(paired, { limitMs: LOST_LIMIT_MS, everyMs: 500, what: 'all pairs' });
  } finally {
    over = true;
    await Promise.allSettled(workers);
    await calm(day);
  }
  await day.quiet();
  await swept(day.world);
  await twins(day);
}

async function calm(day: Day): Promise<void> {
  await bad(day, false);
  for (const { site } of [day.master, day.acme, day.globex]) {
    await stopAutomation(site.baseUrl);
    await hurryWebhooks(site.baseUrl);
  }
}
