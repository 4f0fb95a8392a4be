import type { Half, Trigger } from '../../model';
import { fault, type Findings, isNamed, type LiveHalf, NOTHING, together, warning } from './live';

const checkStatus = (path: string, name: string | null, { statuses }: LiveHalf): Findings =>
  name === null || name === '*' || isNamed(name, statuses)
    ? NOTHING
    : fault(path, `The project's workflows have no status "${name}".`, 'Use the name of a status of the project.');

function checkTriggers(path: string, triggers: readonly Trigger[], live: LiveHalf): Findings {
  return together(
    triggers.map((trigger, index) => {
      if (typeof trigger !== 'object') return NOTHING;
      const { from, to } = trigger.transition;
      const at = `${path}[${index}].transition`;
      return together([checkStatus(`${at}.from`, from, live), checkStatus(`${at}.to`, to, live)]);
    }),
  );
}

export const checkWorkflow = ({ send, receive }: Half, live: LiveHalf): Findings =>
  together([
    checkTriggers('send.createOn', send.createOn, live),
    checkTriggers('send.updateOn', send.updateOn, live),
    ...send.workflow.map(({ from, to }, index) =>
      together([
        checkStatus(`send.workflow[${index}].from`, from, live),
        checkStatus(`send.workflow[${index}].to`, to, live),
      ]),
    ),
    ...receive.workflow.map(({ signal, to, from, via }, index) => {
      const path = `receive.workflow[${index}]`;
      return together([
        checkStatus(`${path}.to`, to, live),
        ...from.map((name, at) => checkStatus(`${path}.from[${at}]`, name, live)),
        ...via.map((name, at) => checkStatus(`${path}.via[${at}]`, name, live)),
        checkSignal(`${path}.signal`, signal, live),
      ]);
    }),
  ]);

const checkSignal = (path: string, signal: string, { partnerSignals }: LiveHalf): Findings =>
  partnerSignals === null || isNamed(signal, partnerSignals)
    ? NOTHING
    : warning(
        path,
        `The partner sends no signal "${signal}".`,
        'Agree on the word, or wait until the partner sends it.',
      );
