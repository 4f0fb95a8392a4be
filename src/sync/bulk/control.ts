import { type Actor, findMyContract, type MyContract, noSuch, Refusal } from '../agreements';
import { noteOwn } from '../agreements/note';
import { type ContractDeps } from '../contracts/deps';
import { type BulkRun, type BulkState, type Stores } from '../ports';
import { withdrawRun } from './agreed';
import { wakeRun } from './start';

export interface MyRun {
  readonly run: BulkRun;
  readonly mine: MyContract;
}

/** A run of a half of this site; anything else is not there. */
export const getMyRun = async (stores: Stores, siteId: string, runId: string): Promise<MyRun> => {
  const run = await stores.bulk.find(runId);
  const mine = run && (await findMyContract(stores, siteId, run.contractId, run.side));
  if (!mine || mine.side !== run.side) throw noSuch('run');
  return { run, mine };
};

export type BulkAct = 'pause' | 'resume' | 'stop';

const ACTS: Readonly<Record<BulkAct, { readonly from: readonly BulkState[]; to: BulkState; words: string }>> = {
  pause: { from: ['running'], to: 'paused', words: 'paused' },
  resume: { from: ['paused'], to: 'running', words: 'let go on' },
  stop: { from: ['running', 'paused', 'asked'], to: 'stopped', words: 'stopped' },
};

/** Asking twice does no harm; a run that is over stays so. What was begun with single issues comes to its end. */
export const actOnRun = async (deps: ContractDeps, actor: Actor, runId: string, act: BulkAct): Promise<MyRun> => {
  const { from, to, words } = ACTS[act];
  const { run, mine } = await getMyRun(deps.database.stores, actor.siteId, runId);
  const at = deps.clock.now();
  await deps.database.transact(async (stores) => {
    // What it asks of the partner is written down under the same lock.
    if (act === 'stop') await stores.connections.lock(mine.connection.id);
    if (!(await stores.bulk.setState(runId, from, to, act === 'stop' ? at : null))) return;
    if (act === 'stop') await withdrawRun(stores, run, actor.accountId, at);
    await wakeRun(stores, run);
    const text = `The work on many issues was ${words}.`;
    await noteOwn(stores, deps.clock, actor, mine, { kind: 'manual', text, contractId: run.contractId });
  });
  const now = (await deps.database.stores.bulk.find(runId)) ?? run;
  // Another admin may have let it rest or go on again since.
  if (now.state !== to && OVER.includes(now.state)) throw isOver();
  if (now.state === 'asked') throw isAsked();
  return { run: now, mine };
};

const OVER: readonly BulkState[] = ['stopped', 'finished'];

const isAsked = (): Refusal =>
  new Refusal(
    'conflict',
    'bulk-asked',
    'All that is left of this run waits for the partner’s answer.',
    'Stop it to withdraw what it asks for.',
  );

const isOver = (): Refusal =>
  new Refusal('conflict', 'bulk-over', 'This run is over.', 'Start a new one for what is left.');
