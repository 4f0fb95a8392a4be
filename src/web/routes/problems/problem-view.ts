import { type MyContract } from '../../../sync/agreements';
import { type Problem } from '../../../sync/ports';
import { facetWords } from '../facet-words';

const PARTNERS = {
  code: 'partner-problem',
  cause: 'Something on the partner’s side keeps this from getting through.',
  remedy: 'An admin of the partner’s site sees the cause and can mend it.',
};

/**
 * A problem names fields, options and statuses of the site that can mend it. Only that site reads it in full; the other
 * one learns which shared thing is stuck.
 */
export const viewProblem = (problem: Problem, { contract, side, internal }: MyContract) => {
  const mine = internal || problem.side === side;
  const { code, cause, remedy } = mine ? problem : PARTNERS;
  return {
    id: problem.id,
    contract: { id: contract.id, name: contract.name },
    link: problem.linkId,
    whose: mine ? ('mine' as const) : ('partner' as const),
    subject: mine ? problem.subject : facetWords(problem.facet),
    code,
    cause,
    remedy,
    openedAt: problem.openedAt,
    resolvedAt: problem.resolvedAt,
  };
};
