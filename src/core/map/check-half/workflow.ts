import type { ReceiveStep } from '../../model';
import { constantFaults } from './label-faults';
import { type Check, fault, type Finding, listed, type Live, repeated, warning, when } from './live';

/** On transition screens of most workflows and on no create or edit form. */
const ONLY_ON_TRANSITIONS: ReadonlySet<string> = new Set(['resolution', 'comment']);

function checkStepFields(step: ReceiveStep, live: Live, path: string): readonly Finding[] {
  return Object.entries(step.fields).flatMap(([id, json]) => {
    const meta = live.catalog[id];
    if (meta !== undefined) return constantFaults(`${path}.fields.${id}`, meta, json);
    return when(
      !ONLY_ON_TRANSITIONS.has(id),
      fault(`${path}.fields.${id}`, `The project has no field "${id}".`, 'Choose a field of the transition screen.'),
    );
  });
}

function checkSignal({ signal }: ReceiveStep, { partnerSignals }: Live, path: string): readonly Finding[] {
  if (partnerSignals === null || partnerSignals.includes(signal)) return [];
  const remedy =
    partnerSignals.length === 0 ? 'Ask the partner to send it.' : `The partner sends ${listed(partnerSignals)}.`;
  return [warning(`${path}.signal`, `The partner does not send the signal "${signal}" now.`, remedy)];
}

/** One signal, one step: a second for the same statuses would never run. */
const stepKey = ({ signal, from }: ReceiveStep): string => `${signal}\n${[...from].sort().join('\n')}`;

export const checkWorkflow: Check = ({ send, receive }, live) => [
  ...receive.workflow.flatMap((step, at) => [
    ...(live.projectFound ? checkStepFields(step, live, `receive.workflow[${at}]`) : []),
    ...checkSignal(step, live, `receive.workflow[${at}]`),
  ]),
  ...repeated(receive.workflow.map(stepKey)).map((at) =>
    fault(
      `receive.workflow[${at}].signal`,
      `The signal "${receive.workflow[at]?.signal ?? ''}" has two steps for the same statuses.`,
      'Keep one, or tell them apart by "from".',
    ),
  ),
  ...repeated(send.workflow.map(({ from, to }) => `${from ?? '*'}\n${to}`)).map((at) =>
    fault(
      `send.workflow[${at}].to`,
      `The step to "${send.workflow[at]?.to ?? ''}" sends two signals.`,
      'Keep one, or tell them apart by "from".',
    ),
  ),
];
