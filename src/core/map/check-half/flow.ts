import { type Check, warning, when } from './live';

const ASK = 'When both sides change it, both keep their value until someone chooses under Conflicts.';
const CHOOSE = 'Leave it if that is wanted, or let master, provider or latest win.';

/** Halves that are well formed and still do less than one would think. */
export const checkFlow: Check = ({ send, receive, conflict }) => [
  ...when(
    send.createOn.length === 0 && receive.create === null,
    warning(
      'send.createOn',
      'This side neither sends new issues nor takes any, so no pair of issues will ever come to be.',
      'Say when issues are sent (send.createOn), or how they are created here (receive.create).',
    ),
  ),
  ...when(
    send.fields.length > 0 && send.updateOn.length === 0 && send.createOn.length === 0,
    warning(
      'send.updateOn',
      'Fields are offered and nothing ever sends them.',
      'Add a trigger to send.updateOn or send.createOn.',
    ),
  ),
  ...when(conflict === 'ask', warning('conflict', ASK, CHOOSE)),
  ...receive.fields.flatMap((rule, at) =>
    when(rule.conflict === 'ask', warning(`receive.fields[${at}].conflict`, ASK, CHOOSE)),
  ),
];
