import { type PerSide } from '../../../core/model';
import { BRAKE, MANY_REMOVALS, WAS_DELETED } from '../../../core/plan';
import { type MyContract, Refusal } from '../../../sync/agreements';
import { answersTo } from '../../../sync/answer-problem';
import { type Problem, type ProblemAnswer } from '../../../sync/ports';
import { facetWords } from '../facet-words';
import { type Sight, WITHHELD, WITHHELD_REMEDY } from '../sight';

/** The code of every problem that only the partner can mend. */
export const PARTNERS_CODE = 'partner-problem';

export const NO_KEYS: PerSide<string | null> = { master: null, provider: null };

const PARTNERS = {
  code: PARTNERS_CODE,
  cause: 'Something on the partner’s side keeps this from getting through.',
  remedy: 'An admin of the partner’s site sees the cause and can mend it.',
};

const isMine = ({ side }: Problem, mine: MyContract): boolean => mine.internal || side === mine.side;

/** The code as this side reads it. */
export const codeOf = (problem: Problem, mine: MyContract): string =>
  isMine(problem, mine) ? problem.code : PARTNERS_CODE;

/** For the brake, trying again is consent: that is for the side that would lose something, never for the one that asks. */
export const mayRetry = (problem: Problem, mine: MyContract): boolean =>
  problem.code !== MANY_REMOVALS && (problem.facet !== BRAKE || isMine(problem, mine));

export const demandMayRetry = (problem: Problem, mine: MyContract): void => {
  if (mayRetry(problem, mine)) return;
  if (isMine(problem, mine)) {
    throw new Refusal(
      'invalid',
      'answer-wanted',
      'This problem is a question: it cannot be tried again.',
      'Say whether the issues are to be deleted or kept.',
    );
  }
  throw new Refusal(
    'forbidden',
    'partners-consent',
    'Only the side whose issue would lose so much can say that it is meant.',
    'Ask an admin of the partner’s site to try the problem again there, or restore what was deleted.',
  );
};

/** Answers that this side may give: consent is asked of the side that gives. */
export const answersFor = (problem: Problem, mine: MyContract): readonly ProblemAnswer[] =>
  isMine(problem, mine) && problem.resolvedAt === null ? answersTo(problem) : [];

export const demandAnswer = (problem: Problem, mine: MyContract, answer: ProblemAnswer): void => {
  if (!isMine(problem, mine) && answersTo(problem).length > 0) {
    throw new Refusal(
      'forbidden',
      'partners-consent',
      'Only the side whose issues it is about can answer this.',
      'Ask an admin of the partner’s site to answer it there.',
    );
  }
  if (answersFor(problem, mine).includes(answer)) return;
  throw new Refusal(
    'invalid',
    'no-such-answer',
    'This problem does not ask for that answer.',
    'Load the list of problems again: it may have been answered meanwhile.',
  );
};

/** Their words are the same for every issue. Who cannot see an issue must be able to learn that Accord cannot either. */
const WITHOUT_CONTENT: ReadonlySet<string> = new Set(['hidden', 'too-many-changes', WAS_DELETED, MANY_REMOVALS]);

/** Its words may hold a value, a name of a file, or what Jira said of the issue. */
const wordsFor = (problem: Problem, sight: Sight): Pick<Problem, 'subject' | 'code' | 'cause' | 'remedy'> => {
  if (sight === 'yes' || WITHOUT_CONTENT.has(problem.code)) return problem;
  const { code, facet } = problem;
  return { subject: facetWords(facet), code, cause: WITHHELD[sight], remedy: WITHHELD_REMEDY[sight] };
};

/**
 * A problem names fields, options and statuses of the site that can mend it. Only that site reads it in full; the other
 * one learns which shared thing is stuck.
 */
export const viewProblem = (problem: Problem, myContract: MyContract, keys: PerSide<string | null>, sight: Sight) => {
  const { contract, connection } = myContract;
  const mine = isMine(problem, myContract);
  const { subject, code, cause, remedy } = mine
    ? wordsFor(problem, sight)
    : { subject: facetWords(problem.facet), ...PARTNERS };
  return {
    id: problem.id,
    contract: { id: contract.id, name: contract.name },
    connection: connection.id,
    link: problem.linkId,
    keys,
    whose: mine ? ('mine' as const) : ('partner' as const),
    subject,
    code,
    cause,
    remedy,
    mayRetry: mayRetry(problem, myContract),
    answers: answersFor(problem, myContract),
    openedAt: problem.openedAt,
    resolvedAt: problem.resolvedAt,
  };
};
