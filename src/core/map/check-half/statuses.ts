import { type Half, type Trigger } from '../../model';
import { type Check, fault, type Finding, listed, type Live, when } from './live';

/** A status of our own that the half names; `*` and null are any. */
interface Named {
  readonly path: string;
  readonly name: string | null;
}

const inTriggers = (path: string, triggers: readonly Trigger[]): readonly Named[] =>
  triggers.flatMap((trigger, at) =>
    typeof trigger === 'string'
      ? []
      : [
          { path: `${path}[${at}].transition.from`, name: trigger.transition.from },
          { path: `${path}[${at}].transition.to`, name: trigger.transition.to },
        ],
  );

const inSteps = ({ send, receive }: Half): readonly Named[] => [
  ...send.workflow.flatMap(({ from, to }, at) => [
    { path: `send.workflow[${at}].from`, name: from },
    { path: `send.workflow[${at}].to`, name: to },
  ]),
  ...receive.workflow.flatMap(({ to, from, via }, at) => [
    { path: `receive.workflow[${at}].to`, name: to },
    ...from.map((name, step) => ({ path: `receive.workflow[${at}].from[${step}]`, name })),
    ...via.map((name, step) => ({ path: `receive.workflow[${at}].via[${step}]`, name })),
  ]),
];

const unknownStatus = ({ path, name }: Named, live: Live): readonly Finding[] =>
  when(
    name !== null && name !== '*' && !live.statuses.includes(name),
    fault(path, `No workflow of the project has a status "${name ?? ''}".`, `Use one of ${listed(live.statuses)}.`),
  );

/** Every status that triggers and workflow steps name must be one of the project's. */
export const checkStatuses: Check = (half, live) =>
  live.projectFound
    ? [
        ...inTriggers('send.createOn', half.send.createOn),
        ...inTriggers('send.updateOn', half.send.updateOn),
        ...inSteps(half),
      ].flatMap((named) => unknownStatus(named, live))
    : [];
