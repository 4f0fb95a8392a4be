import { type PerSide } from '../../../core/model';
import { type MyContract } from '../../../sync/agreements';
import { type Problem } from '../../../sync/ports';
import { facetWords } from '../facet-words';

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

/**
 * A problem names fields, options and statuses of the site that can mend it. Only that site reads it in full; the other
 * one learns which shared thing is stuck.
 */
export const viewProblem = (problem: Problem, myContract: MyContract, keys: PerSide<string | null>) => {
  const { contract, connection } = myContract;
  const mine = isMine(problem, myContract);
  const { code, cause, remedy } = mine ? problem : PARTNERS;
  return {
    id: problem.id,
    contract: { id: contract.id, name: contract.name },
    connection: connection.id,
    link: problem.linkId,
    keys,
    whose: mine ? ('mine' as const) : ('partner' as const),
    subject: mine ? problem.subject : facetWords(problem.facet),
    code,
    cause,
    remedy,
    openedAt: problem.openedAt,
    resolvedAt: problem.resolvedAt,
  };
};
