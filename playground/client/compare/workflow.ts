import { asObject, asText } from '../json';
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
  const given = [...stepsOf(flow.from)].reverse().find((step) => !step.byApp && targetOf(flow, step) !== null);
  if (given === undefined || waits(flow.from, 'issue_updated', given.at)) return [];
  const target = targetOf(flow, given);
  const wentOn = stepsOf(flow.to).some((step) => !step.byApp && Date.parse(step.at) >= Date.parse(given.at));
  if (target === null || wentOn || statusOf(flow.to) === target) return [];
  return [
    differenceOf(flow, `workflow after "${given.to}"`, statusOf(flow.from), `${statusOf(flow.to)}, not ${target}`),
  ];
}

/** Where the receiver's half wants to be after this step; null when it gives no signal there. */
function targetOf({ from, to }: Flow, step: Step): string | null {
  const signal = from.rules.signals.find((rule) => rule.to === step.to)?.signal;
  return to.rules.steps.find((rule) => rule.signal === signal)?.to ?? null;
}
