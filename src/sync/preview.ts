import { newLink, onlyByHand, plan as makePlan, wantsCreate } from '../core/plan';
import {
  type EventHint,
  type Link,
  otherSide,
  type Plan,
  type Side,
  type SideState,
  SIDES,
  withSide,
} from '../core/model';
import { planAfterCreation } from './after-creation';
import { type Agreement, loadAgreement } from './agreement';
import { contextFor } from './apply';
import { type PipelineDeps } from './deps';
import { planInput } from './plan-input';
import { type PreviewResult } from './ports';
import { sentValues } from './sent-values';
import { noteReading, openSides, readBoth, readSide, type SidesRead, withScope } from './read-sides';

const nothing = (why: string): PreviewResult => ({
  linkId: null,
  plan: null,
  sent: { master: {}, provider: {} },
  requests: [],
  why,
});

/**
 * The same path as a lane's, with the last step left out: the plan for a real issue and the exact requests it would send,
 * checked against live metadata. Writes nothing, neither to Jira nor to the store.
 */
export const preview = async (
  deps: PipelineDeps,
  contractId: string,
  side: Side,
  issueIdOrKey: string,
): Promise<PreviewResult> => {
  const state = await loadAgreement(deps.database.stores, contractId, { evenDisabled: true });
  if (state.is !== 'running') return nothing(state.why);
  const agreement = asSentBy(state.agreement, otherSide(side));
  const open = await openSides(deps, agreement);
  const head = await open.jira[side].findIssue(issueIdOrKey);
  if (!head) return nothing(`There is no issue ${issueIdOrKey} that Accord may see on this site.`);
  const found = await deps.database.stores.links.findByIssue(contractId, side, head.id);
  if (found) return previewLink(deps, agreement, side, found, await readBoth(deps, agreement, found, open));
  return previewNew(deps, agreement, open, side, head);
};

const isInternal = ({ sites }: Agreement): boolean => sites.master.id === sites.provider.id;

/** A partner that is switched off or paused sends nothing, so nothing of its issue is shown either (law 8). */
const asSentBy = (agreement: Agreement, partner: Side): Agreement => {
  const { contract, connection, halves } = agreement;
  const sends = contract.enabled[partner] && !connection.paused[partner];
  if (sends || isInternal(agreement)) return agreement;
  const silent = { ...halves[partner], send: { ...halves[partner].send, updateOn: [] } };
  return { ...agreement, halves: withSide(halves, partner, silent) };
};

/** Who asks stands for the own manual trigger, and never for the partner's: what it holds back stays there. */
const asking = (agreement: Agreement, side: Side): readonly EventHint[] =>
  (isInternal(agreement) ? SIDES : [side]).map((each) => ({ side: each, kind: 'manual' }));

const previewNew = async (
  deps: PipelineDeps,
  agreement: Agreement,
  open: Omit<SidesRead, 'now'>,
  side: Side,
  issue: { readonly id: string; readonly key: string },
): Promise<PreviewResult> => {
  const read = await readSide(deps, agreement, open, side, issue);
  const state = await withScope(agreement, null, open.jira[side], side, read);
  if (state.state !== 'present') return nothing('The issue was deleted, or Accord may not see it.');
  const wanted = wantsCreate(agreement.halves[side], state.snapshot, [{ side, kind: 'manual' }]);
  const at = deps.clock.now().toISOString();
  const args = { id: deps.ids.next(), contractId: agreement.contract.id, origin: side, at };
  const link = newLink({ ...args, issue: { id: issue.id, key: issue.key } });
  const now = { master: ABSENT, provider: ABSENT, [side]: state };
  const result = await previewLink(deps, agreement, side, link, { ...open, now });
  return {
    ...result,
    linkId: null,
    why: wanted.fires ? onlyByHand(agreement.halves[side], state.snapshot) : wanted.reason,
  };
};

const ABSENT: SideState = { state: 'absent' };

const previewLink = async (
  deps: PipelineDeps,
  agreement: Agreement,
  side: Side,
  link: Link,
  read: SidesRead,
): Promise<PreviewResult> => {
  const noted = noteReading(link, agreement, read.now);
  const input = await planInput(deps, agreement, noted, read, asking(agreement, side));
  const plan = makePlan(input);
  const requests = await requestsOf(deps, agreement, link, read, plan);
  // Requests of what follows a creation cannot be told: they carry the id that Jira is yet to give.
  const after = planAfterCreation(input, plan);
  const operations = [...plan.operations, ...after.operations];
  return {
    linkId: link.id,
    plan: { ...plan, operations, skipped: [...plan.skipped, ...after.skipped] },
    sent: sentValues(agreement, read.now, operations),
    requests,
    why: null,
  };
};

const requestsOf = async (
  deps: PipelineDeps,
  agreement: Agreement,
  link: Link,
  read: SidesRead,
  plan: Plan,
): Promise<PreviewResult['requests']> => {
  const requests: PreviewResult['requests'][number][] = [];
  for (const operation of plan.operations) {
    const context = await contextFor({ deps, agreement, read }, link, operation);
    const described = await read.jira[operation.side].describe(operation, context);
    requests.push(...described.map((request) => ({ ...request, side: operation.side })));
  }
  return requests;
};
