import { type BulkVerdict } from '../ports';

type Failed = Extract<BulkVerdict, { is: 'failed' }>;

const failed = (cause: string, remedy: string): Failed => ({ is: 'failed', cause, remedy });

export const DONE_SO: BulkVerdict = { is: 'done' };
/** It stands in a pair of this contract. */
export const SKIPPED: BulkVerdict = { is: 'skipped' };

export const NO_ISSUE = failed(
  'There is no such issue on your site that Accord may see.',
  'Check the key, and that Accord may see the project.',
);
export const NO_KEY = failed(
  'The field does not name exactly one issue of the partner.',
  'Write the partner’s key into the field, then start a new run.',
);
/** The same words whether there is no such issue or the partner does not offer it: nobody learns which (law 8). */
export const NOT_OFFERED = failed(
  'The partner offers no such issue under this contract.',
  'Check the key. If it is right, ask the partner to include the issue on its side.',
);
export const TAKEN = failed(
  'The partner’s issue stands in another pair of this contract already.',
  'End the other pair first if this one is meant.',
);
export const NAMED_TWICE = failed(
  'One of the two issues is named twice; the first pair counts.',
  'Name each issue once. End the pair that was made if this one is meant.',
);
export const GONE = failed('The issue is gone.', 'Nothing is left to do for it.');
export const HAS_A_PAIR = failed('It stands in a pair already.', 'End that pair first if another one is meant.');
/** What the own half says of the issue. */
export const keptBy = (why: string): Failed =>
  failed(why, 'Mend it, or leave this issue out; a new run takes it up again.');
export const ANOTHER_PAIR = failed(
  'It got another partner meanwhile.',
  'Look at its pair; end that one first if it is wrong.',
);
export const NOTHING_MADE = failed(
  'No pair came of it: the contract or the issue changed meanwhile.',
  'Start a new run to try it again.',
);
export const STILL_TRYING = failed(
  'Jira refused several times in a row, so the run went on without it.',
  'Accord goes on trying this issue by itself; a new run tells how it went.',
);
export const LEFT_ALONE = failed(
  'Accord had to be started again several times while it worked on this issue, so it is left alone.',
  'See the problem of this contract; once it is mended and tried again, a new run takes the issue up.',
);
/** In words that tell nothing of the partner's half. */
export const AT_THE_PARTNER = failed(
  'Something on the partner’s side keeps this from getting through.',
  'An admin of the partner’s site sees the cause and can mend it.',
);

/** Words on a pair that was only asked for tell nothing of the partner's issue, not even whether it exists (law 8). */
export const WAITS_ALREADY = failed(
  'A request for this issue, or for this issue of the partner, waits for the partner’s answer already.',
  'Wait for the answer, or stop the run that asked, then start a new one.',
);
export const DECLINED = failed('The partner declined this pair.', 'Talk to the partner if the pair is meant.');
export const DECLINED_LATELY = failed(
  'The partner declined this pair a few days ago; it can be asked for again a week after that.',
  'Talk to the partner if the pair is meant.',
);
export const NOT_ANSWERED = failed(
  'The partner did not answer within 30 days.',
  'Talk to the partner, then start a new run to ask again.',
);
export const TOO_MANY_ASKED = failed(
  'Too many pairs wait for the partner’s answer already.',
  'Start a new run when the partner has answered some of them.',
);
export const ASK_FIRST = failed(
  'The partner wants to be asked for each pair now.',
  'Start a new run: it asks the partner.',
);
