import { MANY_REMOVALS, WAS_DELETED } from '../core/plan';
import { type Problem, type ProblemAnswer } from './ports';

const ANSWERS: Readonly<Record<string, readonly ProblemAnswer[]>> = {
  [WAS_DELETED]: ['deleted', 'still-there'],
  [MANY_REMOVALS]: ['delete', 'keep'],
};

/** The answers that a problem asks for; none where it is no question. */
export const answersTo = ({ code }: Pick<Problem, 'code'>): readonly ProblemAnswer[] => ANSWERS[code] ?? [];

/** What the activity says of it. */
export const ANSWERED: Readonly<Record<ProblemAnswer, string>> = {
  deleted: 'said that the issue was deleted',
  'still-there': 'said that the issue is still there',
  delete: 'let the issues be deleted whose originals are gone',
  keep: 'kept the issues whose originals are gone',
};
