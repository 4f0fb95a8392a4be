import { type Link, otherSide, type Side } from '../core/model';
import { type Agreement, loadAgreement } from './agreement';
import { BULK_PRIORITY } from './bulk/ask-lanes';
import { type PipelineDeps } from './deps';
import { bulkLane } from './lane-key';
import { type BulkRun, JiraError, type Stores } from './ports';

/** An issue of an ended pair whose partner still has the other one, in no other pair. */
interface Standing {
  readonly agreement: Agreement;
  readonly link: Link;
  readonly side: Side;
}

/**
 * The pair that ended is taken up again rather than that a second copy is made: at once where the partner offers its issues
 * for that, else it is asked, as for any two issues that are there (law 8). False where there is nothing to take up.
 */
export const rejoin = async (
  deps: PipelineDeps,
  contractId: string,
  side: Side,
  issueId: string,
  actor: string,
): Promise<boolean> => {
  const found = await findStanding(deps, contractId, side, issueId);
  if (found === null) return false;
  return deps.database.transact((stores) => startRun(deps, stores, found, actor));
};

const findStanding = async (
  deps: PipelineDeps,
  contractId: string,
  side: Side,
  issueId: string,
): Promise<Standing | null> => {
  const { stores } = deps.database;
  const link = await stores.links.findByIssue(contractId, side, issueId);
  const partner = link?.state === 'closed' ? link.issues[otherSide(side)] : null;
  if (!link || !partner) return null;
  const state = await loadAgreement(stores, contractId);
  if (state.is !== 'running') return null;
  const taken = await stores.links.openAmong(contractId, otherSide(side), [partner.id]);
  if (taken.has(partner.id) || !(await stands(deps, state.agreement, otherSide(side), partner.id))) return null;
  return { agreement: state.agreement, link, side };
};

/** While Jira does not tell, it may: a second copy would stay, a question does not. */
const stands = async (deps: PipelineDeps, { sites }: Agreement, side: Side, issueId: string): Promise<boolean> => {
  try {
    return (await (await deps.jira.on(sites[side].id)).findIssues([issueId])).has(issueId);
  } catch (error) {
    if (error instanceof JiraError) return true;
    throw error;
  }
};

const runOf = ({ ids, clock }: PipelineDeps, { link, side }: Standing, author: string): BulkRun => ({
  id: ids.next(),
  contractId: link.contractId,
  side,
  kind: 'link',
  state: 'running',
  jql: null,
  keyField: null,
  author,
  startedAt: clock.now().toISOString(),
  endedAt: null,
  gathered: true,
  cursor: null,
});

const startRun = async (deps: PipelineDeps, stores: Stores, found: Standing, actor: string): Promise<true> => {
  const at = deps.clock.now();
  const run = runOf(deps, found, actor);
  const { link, side, agreement } = found;
  const begun = await stores.bulk.insert(run);
  if (begun) {
    const [mine, theirs] = [link.issues[side]?.id ?? '', link.issues[otherSide(side)]?.key ?? ''];
    await stores.bulk.addItems(run.id, [{ mine, key: null, issueId: null, theirs, verdict: null }], at);
    const lane = { key: bulkLane(run.id), kind: 'bulk', contractId: run.contractId } as const;
    await stores.lanes.wake([{ ...lane, dueAt: at, priority: BULK_PRIORITY }]);
  }
  await stores.activity.append([
    {
      at: at.toISOString(),
      connectionId: agreement.connection.id,
      contractId: link.contractId,
      linkId: link.id,
      side,
      kind: 'manual',
      text: begun ? AGAIN : BUSY,
      keys: { master: null, provider: null, [side]: link.issues[side]?.key ?? null },
      actor,
    },
  ]);
  return true;
};

const AGAIN =
  'Someone asked to send this issue to the partner. The partner still has the issue of the pair that ended, so the two are ' +
  'to be paired again, and no second one is made.';

const BUSY =
  'Someone asked to send this issue to the partner, which still has the issue of the pair that ended. Work on many issues ' +
  'of this contract is under way: ask once more when it is finished.';
