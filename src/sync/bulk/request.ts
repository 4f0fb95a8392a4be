import { type Half, otherSide } from '../../core/model';
import { demandBothSides, type Fault, type MyContract, Refusal } from '../agreements';
import { type Agreement, loadAgreement } from '../agreement';
import { type ContractDeps } from '../contracts/deps';
import { askJira } from '../contracts/live-metadata';
import { MOST_ISSUES } from './gather';
import { JiraError, type JiraSite } from '../ports';
import { withinScope, withoutOrder } from './jql';

export interface IssuePair {
  readonly mine: string;
  readonly theirs: string;
}

/** Which issues of the own half, and what is to become of them. */
export type BulkRequestOf =
  | { readonly kind: 'create'; readonly jql: string }
  | { readonly kind: 'link'; readonly jql: string; readonly keyField: string }
  | { readonly kind: 'link'; readonly pairs: readonly IssuePair[] };

const conflict = (code: string, message: string, remedy: string): Refusal =>
  new Refusal('conflict', code, message, remedy);

const invalid = (faults: readonly Fault[]): Refusal =>
  new Refusal('invalid', 'invalid-request', 'The request is not as it should be.', 'Mend every fault listed.', faults);

/** Nothing is asked of the partner's Jira before both halves are enabled. */
export const demandRunning = async (deps: ContractDeps, mine: MyContract): Promise<Agreement> => {
  demandBothSides(mine);
  const state = await loadAgreement(deps.database.stores, mine.contract.id);
  if (state.is === 'running') return state.agreement;
  throw conflict('contract-not-running', state.why, 'Many issues can be worked on while both sides are switched on.');
};

const demandCreates = ({ contract, halves }: Agreement, half: Half, { side }: MyContract): void => {
  if (half.send.createOn.length === 0) {
    throw conflict(
      'no-create',
      `Your side of "${contract.name}" creates no issues at the partner.`,
      'Say on your side when issues are sent first, then try again.',
    );
  }
  if (halves[otherSide(side)].receive.create === null) {
    throw conflict(
      'no-create',
      `The partner takes no new issues under "${contract.name}".`,
      'Ask the partner to accept new issues on its side.',
    );
  }
};

const byUpperCase = (text: string): string => text.trim().toUpperCase();

/** Each issue has one partner. */
const repeats = (pairs: readonly IssuePair[], which: keyof IssuePair): Fault[] => {
  const first = new Map<string, number>();
  return pairs.flatMap((pair, index) => {
    const name = byUpperCase(pair[which]);
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, index);
      return [];
    }
    const path = `pairs[${index}].${which}`;
    return [{ path, message: `This issue stands in pairs[${before}] already.`, remedy: 'Name each issue once.' }];
  });
};

const MOST_FAULTS = 100;

const demandPairs = (pairs: readonly IssuePair[]): void => {
  const faults = [...repeats(pairs, 'mine'), ...repeats(pairs, 'theirs')];
  if (faults.length > 0) throw invalid(faults.slice(0, MOST_FAULTS));
};

/** Jira's own words for what is wrong with a JQL. */
export const jqlFaults = (messages: readonly string[], path = 'jql'): Refusal =>
  invalid(messages.map((message) => ({ path, message, remedy: 'Try it in Jira’s issue search.' })));

const tooMany = (count: number): Refusal => {
  const message = `The JQL finds about ${count} issues of your side; one run takes ${MOST_ISSUES} at most.`;
  return invalid([{ path: 'jql', message, remedy: 'Narrow it, and start one run after another.' }]);
};

/** About how many issues the JQL finds; one that Jira does not take is refused with its faults. */
export const countFound = async (site: JiraSite, jql: string, path = 'jql'): Promise<number> => {
  try {
    return await site.countIssues(withoutOrder(jql));
  } catch (error) {
    if (error instanceof JiraError && error.failure.kind === 'rejected') throw jqlFaults([error.failure.detail], path);
    throw error;
  }
};

/** Returns about how many issues the JQL finds, whatever the half covers. */
const demandJql = (deps: ContractDeps, siteId: string, { scope }: Half, jql: string): Promise<number> =>
  askJira(deps.jira, siteId, async (site) => {
    const faults = await site.checkJql(jql);
    if (faults.length > 0) throw jqlFaults(faults);
    const asked = await countFound(site, withoutOrder(jql) || withinScope('', scope));
    // Those of other projects are left out, however many they are.
    const meant = asked > MOST_ISSUES ? await countFound(site, withinScope(jql, scope)) : asked;
    if (meant > MOST_ISSUES) throw tooMany(meant);
    return asked;
  });

const demandField = async (deps: ContractDeps, siteId: string, { scope }: Half, field: string): Promise<void> => {
  const catalog = await askJira(deps.jira, siteId, (site) => site.catalog(scope.project, scope.issueTypes));
  if (Object.hasOwn(catalog, field)) return;
  const message = 'The project of your side has no such field.';
  throw invalid([{ path: 'keyField', message, remedy: 'Choose a field of its issues.' }]);
};

export interface Demanded {
  readonly agreement: Agreement;
  /** About how many issues are meant. */
  readonly asked: number;
}

/** A request that can be carried out as things are, or a refusal that says what to mend. */
export const demandRequest = async (
  deps: ContractDeps,
  siteId: string,
  mine: MyContract,
  request: BulkRequestOf,
): Promise<Demanded> => {
  const agreement = await demandRunning(deps, mine);
  const half = agreement.halves[mine.side];
  if ('pairs' in request) {
    demandPairs(request.pairs);
    return { agreement, asked: request.pairs.length };
  }
  if (request.kind === 'create') demandCreates(agreement, half, mine);
  else await demandField(deps, siteId, half, request.keyField);
  return { agreement, asked: await demandJql(deps, siteId, half, request.jql) };
};
