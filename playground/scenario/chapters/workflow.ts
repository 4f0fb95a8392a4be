import { freshValue } from '../../client/fresh-value';
import {
  assignableUsers,
  getIssue,
  listTransitions,
  transitionIssue,
  type Session,
  type Transition,
} from '../../client/jira';
import { asObject, asText, type Json } from '../../client/json';
import type { Pair } from '../../client/compare/pair';
import { pairOf, problemsOf, type Day } from '../day';
import { showHeld, statusOf } from '../show';
import { createShared } from './birth';

export async function workflow(day: Day): Promise<void> {
  const { report } = day;
  const key = await createShared(day, 'Through the whole workflow');
  const { provider, master } = await pairOf(day, day.acmeDeal, key);
  const followed = provider.rules.signals.filter(({ signal }) =>
    master.rules.steps.some((step) => step.signal === signal),
  );
  for (const { to, signal } of followed) {
    report.step(`Acme reaches "${to}": the master follows the signal "${signal}"`);
    const hops = await walkTo(day.acme.agent, provider.id, to);
    report.line(`Acme went ${hops.join(' -> ') || '(was there already)'}`);
    await day.quiet();
    await showHeld(day, key, ['Title']);
    const after = await pairOf(day, day.acmeDeal, key);
    const target = targetOf(after, signal);
    report.check(`the master is in "${target}"`, statusOf(after.master) === target, statusOf(after.master));
    report.line(`the master went ${statusPath(after)}`);
  }
  const { master: end } = await pairOf(day, day.acmeDeal, key);
  const resolution = asText(asObject(end.fields.resolution).name);
  report.check('the resolution that the transition demands was filled in', resolution !== '', 'none');
  report.check('nobody needs to look at it', (await problemsOf(day, day.master, key)) === 0);
}

export const targetOf = ({ master }: Pair, signal: string): string =>
  master.rules.steps.find((step) => step.signal === signal)?.to ?? '';

const statusPath = ({ master }: Pair): string =>
  master.changes
    .flatMap((change) => change.items.filter((item) => item.field === 'status').map((item) => item.toString ?? ''))
    .join(' -> ');

const FARTHEST = 8;

/** As a person would: towards the status, through the statuses on the way, filling in what the screens demand. */
export async function walkTo(session: Session, issue: string, status: string): Promise<string[]> {
  const hops: string[] = [];
  const seen = new Set<string>();
  for (let hop = 0; hop < FARTHEST; hop += 1) {
    const { fields } = await getIssue(session, issue);
    const here = asText(asObject(fields.status).name);
    if (here === status) return hops;
    seen.add(here);
    const ways = await listTransitions(session, issue);
    const way = ways.find(({ to }) => to.name === status) ?? ways.find(({ to }) => !seen.has(to.name));
    if (way === undefined) break;
    await transitionIssue(session, issue, way.id, await screenOf(session, asText(asObject(fields.project).key), way));
    hops.push(way.to.name);
  }
  throw new Error(`No way to "${status}" found for ${issue} (went ${hops.join(' -> ')})`);
}

/** Something for each field that the screen demands. */
async function screenOf(session: Session, project: string, way: Transition): Promise<Record<string, Json>> {
  const demanded = way.fields.filter((field) => field.required);
  if (demanded.length === 0) return {};
  const people = await assignableUsers(session, project);
  const values = demanded.map((spec) => [spec.id, freshValue(spec, { turn: 1, people }) ?? null] as const);
  return Object.fromEntries(values);
}
