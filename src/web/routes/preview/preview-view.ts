import { type Operation, type Plan, type Side } from '../../../core/model';
import { hiddenHalf, type MyContract } from '../../../sync/agreements';
import { describePlanned, fieldName, fieldsInWords } from '../../../sync/describe-operation';
import { withoutWordsOf } from '../../../sync/contracts';
import { type PreviewResult } from '../../../sync/ports';
import { facetWords } from '../facet-words';

const isField = (facet: string): boolean => facet.startsWith('field:');

/** Contract fields that an operation carries; constants and defaults of the writing half are left out. */
const sharedFields = (operation: Operation): string[] => {
  if (operation.kind !== 'ensureIssue' && operation.kind !== 'setFields') return [];
  const shared = operation.fields.filter(({ facet, source }) => isField(facet) && source !== null);
  return [...new Set(shared.map(({ facet }) => fieldName(facet)))];
};

const words = (operation: Operation): string => {
  if (operation.kind !== 'setFields') return describePlanned(operation);
  const fields = sharedFields(operation);
  return fields.length === 0 ? 'Would set fields' : `Would set ${fieldsInWords(fields)}`;
};

const viewOperation = (operation: Operation, sent: PreviewResult['sent']) => ({
  side: operation.side,
  kind: operation.kind,
  what: words(operation),
  fields: sharedFields(operation).map((name) => ({ name, value: sent[operation.side][name] ?? null })),
});

const viewPlan = (plan: Plan, sent: PreviewResult['sent']) => ({
  operations: plan.operations.map((operation) => viewOperation(operation, sent)),
  settled: Object.keys(plan.baseline).map(facetWords),
});

const viewProblems = (plan: Plan | null, sees: (side: Side) => boolean) =>
  (plan?.problems ?? []).map((problem) =>
    sees(problem.side)
      ? { subject: problem.subject, code: problem.code, cause: problem.cause, remedy: problem.remedy }
      : {
          subject: facetWords(problem.facet),
          code: 'partner-problem',
          cause: 'Something on the partner’s side keeps this from getting through.',
          remedy: 'An admin of the partner’s site can preview the same and sees the cause.',
        },
  );

const NOT_SHOWN = 'A request to the partner’s site. What it writes there is the partner’s own business.';

/** Paths that say nothing but "an issue", "its comments" and the like; a project key or a field id may stand in others. */
const PLAIN_PATH = /^\/rest\/api\/3\/issue(\/\d+(\/(comment|attachments|transitions)(\/\d+)?)?)?$/;

const plainPath = (path: string): string | null => {
  const [bare = ''] = path.split('?');
  return PLAIN_PATH.test(bare) ? bare : null;
};

const viewRequest = (request: PreviewResult['requests'][number], seen: boolean) => {
  const { side, method, path, body, note } = request;
  return seen
    ? { side, method, path, body, note }
    : { side, method, path: plainPath(path), body: null, note: NOT_SHOWN };
};

const PARTNERS_REASON = 'A rule of the partner’s side keeps this.';

/**
 * A plan names ids, fields and statuses of both sites. The asking side reads its own part in full; of the partner's only
 * what can be said in contract words.
 */
export const viewPreview = (result: PreviewResult, mine: MyContract) => {
  const { side, internal } = mine;
  const sees = (each: Side): boolean => internal || each === side;
  const hidden = hiddenHalf(mine);
  const { plan } = result;
  return {
    link: result.linkId,
    why: result.why,
    plan: plan && viewPlan(plan, result.sent),
    requests: result.requests.map((request) => viewRequest(request, sees(request.side))),
    skipped: (plan?.skipped ?? []).map(({ facet, code, reason }) => ({
      subject: facetWords(facet),
      code,
      reason: withoutWordsOf(hidden, reason, PARTNERS_REASON),
    })),
    conflicts: (plan?.conflicts ?? []).map(({ facet, rule, winner, values }) => ({
      subject: facetWords(facet),
      rule,
      winner,
      values: { master: values.master, provider: values.provider },
    })),
    problems: viewProblems(plan, sees),
  };
};
