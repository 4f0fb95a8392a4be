import { type ProblemDraft, type Side, SIDES, type Verdict } from '../core/model';
import { type Agreement } from './agreement';
import { type PipelineDeps } from './deps';
import { type Stores } from './ports';

/** What is to blame for more than one issue. One problem stands for all of them, however many lanes meet it. */
export interface Cause {
  readonly what: 'site' | 'scope' | 'catalog' | 'sweep';
  readonly side: Side;
  readonly code: string;
  readonly subject: string;
  readonly cause: string;
  readonly remedy: string;
}

const FACET = 'cause:';

type Told = Pick<Exclude<Verdict, { kind: 'retry' }>, 'code' | 'cause' | 'remedy'>;

export const siteCause = (side: Side, { code, cause, remedy }: Told): Cause => ({
  what: 'site',
  side,
  code,
  subject: `Jira at the ${side}`,
  cause,
  remedy,
});

const waiting = (count: number): string => {
  if (count < 2) return '';
  return ` ${count} issues of this contract wait.`;
};

const facetOf = ({ what, side }: Pick<Cause, 'what' | 'side'>): string => `${FACET}${what}:${side}`;

const draftOf = (cause: Cause, count: number): ProblemDraft => {
  const { side, code, subject, remedy } = cause;
  return { facet: facetOf(cause), side, code, subject, cause: cause.cause + waiting(count), remedy, print: code };
};

/** Opens the problem of the contract, or brings up to date how many issues wait; told once. */
export const openCause = async (deps: PipelineDeps, agreement: Agreement, cause: Cause): Promise<void> =>
  deps.database.transact(async (stores) => {
    const { id: contractId, connectionId } = agreement.contract;
    const at = deps.clock.now();
    const count = (await stores.lanes.countWaiting([contractId]))[contractId] ?? 0;
    const draft = draftOf(cause, count);
    const known = await openIn(stores, contractId);
    await stores.problems.open(contractId, null, draft, at);
    if (known.some(({ facet, code }) => facet === draft.facet && code === draft.code)) return;
    const about = { connectionId, contractId, linkId: null, keys: { master: null, provider: null }, actor: null };
    const text = `${draft.subject}: ${cause.cause} ${draft.remedy}`;
    await stores.activity.append([{ ...about, at: at.toISOString(), side: cause.side, kind: 'problem', text }]);
  });

/** Far more than a contract has: a side has four. */
const MOST = 100;

const openIn = async (stores: Stores, contractId: string) =>
  (await stores.problems.listOpen([contractId], MOST, { linkId: null })).filter(({ facet }) => facet.startsWith(FACET));

/** Whether a problem is such a one, and whether it stands for the whole site. */
export const causeOfProblem = ({ facet, side }: Pick<ProblemDraft, 'facet' | 'side'>): Cause['what'] | null =>
  WHATS.find((what) => facetOf({ what, side }) === facet) ?? null;

const WHATS: readonly Cause['what'][] = ['site', 'scope', 'catalog', 'sweep'];

/** It works again: the problems that stood for this are over. */
export const closeCauses = async (
  stores: Stores,
  contractId: string,
  at: Date,
  which: readonly Pick<Cause, 'what' | 'side'>[],
): Promise<void> => {
  const over = which.map(facetOf);
  for (const { id, facet } of await openIn(stores, contractId)) {
    if (over.includes(facet)) await stores.problems.resolve(id, at);
  }
};

const both = (what: Cause['what']): readonly Pick<Cause, 'what' | 'side'>[] => SIDES.map((side) => ({ what, side }));

/** What stands in the way of reading issues. */
export const READING_CAUSES = (['site', 'scope', 'catalog'] as const).flatMap(both);

/** Everything of the contract is tried anew: what still is in the way tells of itself. */
export const causesForgotten = (stores: Stores, contractId: string, at: Date): Promise<void> =>
  closeCauses(stores, contractId, at, WHATS.flatMap(both));
