import { type Actor, type MyContract, Refusal } from '../agreements';
import { noteShared } from '../agreements/note';
import { type ContractDeps } from '../contracts/deps';
import { bulkLane } from '../lane-key';
import { type BulkKind, type BulkRun, type NewBulkItem, type Stores } from '../ports';
import { asksFirst, BULK_PRIORITY } from './ask-lanes';
import { countWaiting, MOST_WAITING } from './propose';
import { type BulkRequestOf, demandRequest, type IssuePair } from './request';

const WORDS: Readonly<Record<BulkKind, string>> = {
  create: 'create missing issues at the partner',
  link: 'pair issues that both sides have',
};

const openAlready = (): Refusal =>
  new Refusal(
    'conflict',
    'bulk-open',
    'A run for this contract is still open.',
    'Wait until it is finished, or stop it first.',
  );

const runOf = (deps: ContractDeps, actor: Actor, mine: MyContract, request: BulkRequestOf): BulkRun => ({
  id: deps.ids.next(),
  contractId: mine.contract.id,
  side: mine.side,
  kind: request.kind,
  state: 'running',
  jql: 'jql' in request ? request.jql : null,
  keyField: 'keyField' in request ? request.keyField : null,
  author: actor.accountId,
  startedAt: deps.clock.now().toISOString(),
  endedAt: null,
  gathered: 'pairs' in request,
  cursor: null,
});

const itemOf = ({ mine, theirs }: IssuePair): NewBulkItem => ({
  mine: mine.trim().toUpperCase(),
  key: null,
  issueId: null,
  theirs: theirs.trim().toUpperCase(),
  verdict: null,
});

const BATCH = 500;

const addPairs = async ({ bulk }: Stores, runId: string, pairs: readonly IssuePair[], at: Date): Promise<void> => {
  for (let from = 0; from < pairs.length; from += BATCH) {
    await bulk.addItems(runId, pairs.slice(from, from + BATCH).map(itemOf), at);
  }
};

/** One that could ask for nothing is not begun. */
const demandRoom = async (stores: Stores, run: BulkRun): Promise<void> => {
  if ((await countWaiting(stores, run)) < MOST_WAITING) return;
  throw new Refusal(
    'conflict',
    'too-many-asked',
    `${MOST_WAITING} pairs of this contract wait for the partner's answer already.`,
    'Wait until the partner has answered some of them, or stop a run that asked for them.',
  );
};

/** Writes the run down and wakes its lane; everything else happens there. */
export const startBulk = async (
  deps: ContractDeps,
  actor: Actor,
  mine: MyContract,
  request: BulkRequestOf,
): Promise<BulkRun> => {
  const { agreement } = await demandRequest(deps, actor.siteId, mine, request);
  const run = runOf(deps, actor, mine, request);
  const at = deps.clock.now();
  await deps.database.transact(async (stores) => {
    if (asksFirst(agreement, run)) await demandRoom(stores, run);
    if (!(await stores.bulk.insert(run))) throw openAlready();
    if ('pairs' in request) await addPairs(stores, run.id, request.pairs, at);
    await wakeRun(stores, run);
    const text = `The ${mine.side} began to work on many issues: ${WORDS[run.kind]}.`;
    await noteShared(stores, deps.clock, actor, mine, { kind: 'manual', text, contractId: run.contractId });
  });
  return run;
};

export const wakeRun = ({ lanes }: Stores, { id, contractId }: BulkRun): Promise<void> =>
  lanes.wake([{ key: bulkLane(id), kind: 'bulk', contractId, priority: BULK_PRIORITY }]);
