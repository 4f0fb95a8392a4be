import { asObject, asText } from '../json';
import type { HalfRules } from './half';
import { differenceOf, flowsOf, isApp, waits, type Difference, type End, type Flow, type Pair } from './pair';

interface Step {
  readonly at: string;
  readonly to: string;
  readonly byApp: boolean;
}

const stepsOf = (end: End): readonly Step[] =>
  end.changes.flatMap((change) =>
    change.items
      .filter((item) => item.field === 'status')
      .map((item) => ({ at: change.created, to: item.toString ?? '', byApp: isApp(change.author) })),
  );

const statusOf = (end: End): string => asText(asObject(end.fields.status).name);

export const compareWorkflow = (pair: Pair): Difference[] => flowsOf(pair).flatMap(compareFlow);

/** The last signal that a person gave on the one side has been followed on the other, unless a person went on there. */
function compareFlow(flow: Flow): Difference[] {
  const given = [...stepsOf(flow.from)].reverse().find((step) => !step.byApp && stepsFor(flow, step).length > 0);
  if (given === undefined || waits(flow.from, 'issue_updated', given.at)) return [];
  const target = targetOf(flow, given);
  const wentOn = stepsOf(flow.to).some((step) => !step.byApp && Date.parse(step.at) >= Date.parse(given.at));
  if (target === null || wentOn || statusOf(flow.to) === target) return [];
  return [
    differenceOf(flow, `workflow after "${given.to}"`, statusOf(flow.from), `${statusOf(flow.to)}, not ${target}`),
  ];
}

/** What the receiver's half does about this step; empty when it gives no signal there. */
function stepsFor({ from, to }: Flow, step: Step): HalfRules['steps'] {
  const signal = from.rules.signals.find((rule) => rule.to === step.to)?.signal;
  return to.rules.steps.filter((rule) => rule.signal === signal);
}

/** Where the receiver's half wants to be after this step; null when it says nothing for where the issue stands. */
function targetOf(flow: Flow, step: Step): string | null {
  const now = statusOf(flow.to);
  const steps = stepsFor(flow, step);
  const arrived = steps.find((rule) => rule.to === now);
  return (arrived ?? steps.find((rule) => rule.from.length === 0 || rule.from.includes(now)))?.to ?? null;
}
