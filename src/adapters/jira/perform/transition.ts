import { type Receipt, type TransitionTo } from '../../../core/model';
import { JiraError, type PerformContext, StoppedOnTheWay } from '../../../sync/ports';
import { ask, type SiteAccess } from '../access';
import { statusRef } from '../read/snapshot';
import * as issues from '../requests/issues';
import { traceOf } from '../requests/trace';
import { doTransition } from '../requests/transitions';
import { issueShape, statusOnlyShape, type TransitionJson } from '../schemas';
import { chooseStep, fold, type Offer, sameStatus, type View } from './choose-step';
import { fillScreen } from './fill-screen';
import { explore, type Journey, keepOffered, learn, learnCategories, readTransitions, startJourney } from './journey';

/** Hops of one transition, those that led nowhere included. A workflow that needs more wants a `via` in the half. */
const MOST_HOPS = 8;
export interface Step {
  readonly here: string;
  readonly transition: TransitionJson;
}

export const transition = async (
  access: SiteAccess,
  operation: TransitionTo,
  context: PerformContext,
): Promise<Receipt> => {
  const walk: Walk = { here: await statusOf(access, operation.issueId), hops: 0, journey: startJourney(context) };
  try {
    while (!sameStatus(walk.here, operation.toStatus)) await hop(access, operation, context, walk);
  } catch (error) {
    throw walk.hops > 0 && error instanceof JiraError ? new StoppedOnTheWay(error, walk.here, error) : error;
  }
  return { kind: 'status', status: walk.here };
};

interface Walk {
  readonly journey: Journey;
  here: string;
  hops: number;
}

const hop = async (access: SiteAccess, operation: TransitionTo, context: PerformContext, walk: Walk): Promise<void> => {
  const { journey, here } = walk;
  const step = await nextStep(access, operation, context, journey, here);
  if (walk.hops === MOST_HOPS) throw noWay(access, operation, here, [`more than ${MOST_HOPS} steps`]);
  await go(access, operation, context, step);
  const arrived = await statusOf(access, operation.issueId);
  if (sameStatus(arrived, here)) throw noWay(access, operation, here, [`"${step.transition.name}" did not move it`]);
  journey.seen.add(fold(here));
  walk.here = arrived;
  walk.hops += 1;
};

/** The next transition from `here`, without taking it; null when the issue is there already. For previews. */
export const peekStep = async (
  access: SiteAccess,
  operation: TransitionTo,
  context: PerformContext,
): Promise<Step | null> => {
  const here = await statusOf(access, operation.issueId);
  if (sameStatus(here, operation.toStatus)) return null;
  return nextStep(access, operation, context, startJourney(context), here);
};

const statusOf = async (access: SiteAccess, issueId: string): Promise<string> =>
  (await ask(access, issues.readIssue(issueId, ['status']), statusOnlyShape)).fields.status.name;

const offerOf = ({ id, name, to }: TransitionJson): Offer => ({
  id,
  name,
  to: to.name,
  category: statusRef(to).category,
});

const nextStep = async (
  access: SiteAccess,
  operation: TransitionTo,
  context: PerformContext,
  journey: Journey,
  here: string,
): Promise<Step> => {
  const transitions = await readTransitions(access, operation.issueId);
  await learn(context, journey, here, transitions);
  keepOffered(journey, here, transitions);
  if (!transitions.some(({ to }) => sameStatus(to.name, operation.toStatus))) {
    await learnCategories(access, context, journey);
  }
  const view: View = {
    ...journey,
    here,
    target: operation.toStatus,
    via: operation.via,
    offers: transitions.map(offerOf),
  };
  for (;;) {
    const choice = chooseStep(view);
    if (choice.is === 'stuck') throw noWay(access, operation, here, transitions.map(describe));
    if (choice.is === 'explore') {
      await explore(access, context, journey, choice.status);
      continue;
    }
    const taken = transitions.find(({ id }) => id === choice.offer.id);
    if (taken) return { here, transition: taken };
  }
};

const describe = ({ name, to }: TransitionJson): string => `"${name}" to "${to.name}"`;

const go = async (
  access: SiteAccess,
  operation: TransitionTo,
  { linkId }: PerformContext,
  { transition: taken }: Step,
): Promise<void> => {
  const last = sameStatus(taken.to.name, operation.toStatus);
  const { fields, open } = fillScreen(taken, operation.fields, last);
  const missing = await emptyAmong(access, operation.issueId, open);
  if (missing.length > 0) {
    const names = missing.map(({ id, name }) => `"${name}" (${id})`).join(', ');
    throw access.client.error({
      kind: 'rejected',
      fields: {},
      detail: `The transition ${describe(taken)} requires ${names}, and this step of the contract gives no value for it`,
    });
  }
  await access.client.call(doTransition(operation.issueId, taken.id, fields, traceOf(linkId, 'transition')));
};

/** A required field that the issue already holds need not be given again. */
const emptyAmong = async <T extends { readonly id: string }>(
  access: SiteAccess,
  issueId: string,
  open: readonly T[],
): Promise<readonly T[]> => {
  if (open.length === 0) return [];
  const request = issues.readIssue(
    issueId,
    open.map(({ id }) => id),
  );
  const { fields = {} } = await ask(access, request, issueShape);
  return open.filter(({ id }) => isEmpty(fields[id]));
};

const isEmpty = (raw: unknown): boolean =>
  raw === null || raw === undefined || raw === '' || (Array.isArray(raw) && raw.length === 0);

const noWay = (access: SiteAccess, { toStatus }: TransitionTo, here: string, offered: readonly string[]): JiraError =>
  access.client.error({
    kind: 'noWay',
    detail: `From "${here}" no transitions lead to "${toStatus}"; Jira offers ${offered.join(', ') || 'Accord none at all'}`,
  });
