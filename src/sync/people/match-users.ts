import { type PerSide, SIDES } from '../../core/model';
import { type Actor, type AgreementDeps, replaceUserPairs } from '../agreements';
import { type PipelineActions, type Stores } from '../ports';

interface MatchDeps extends AgreementDeps {
  readonly actions: Pick<PipelineActions, 'contractChanged' | 'retryProblem'>;
}

const MOST_SEEN = 500;
/** What is left keeps its problem, with its button to try again. */
const MOST_RETRIED = 200;

/** Names of those who have a counterpart only now, as they came over. */
const namesOf = async (
  { peopleSeen }: Stores,
  connectionId: string,
  added: readonly PerSide<string>[],
): Promise<readonly string[]> => {
  const names: string[] = [];
  for (const side of SIDES) {
    const accounts = new Set(added.map((pair) => pair[side]));
    const seen = await peopleSeen.list(connectionId, side, MOST_SEEN);
    names.push(...seen.filter(({ accountId }) => accounts.has(accountId)).map(({ name }) => name));
  }
  return names;
};

/** Problems that named one of these people as somebody without an account. */
const waitingFor = async ({ contracts, problems }: Stores, connectionId: string, names: readonly string[]) => {
  if (names.length === 0) return [];
  const ids = (await contracts.listForConnection(connectionId)).map(({ id }) => id);
  const open = await problems.listOpen(ids, MOST_RETRIED, { code: 'no-user' });
  return open.filter(({ cause }) => names.some((name) => cause.includes(name)));
};

/** Replaces the user table; what waited for somebody who is matched now is tried again by itself. */
export const matchUsers = async (
  deps: MatchDeps,
  actor: Actor,
  connectionId: string,
  pairs: readonly PerSide<string>[],
  version: number,
): Promise<readonly PerSide<string>[]> => {
  const { stores } = deps.database;
  const before = await stores.userPairs.list(connectionId);
  const stored = await replaceUserPairs(deps, actor, connectionId, pairs, version);
  const known = new Set(before.map(({ accounts }) => JSON.stringify([accounts.master, accounts.provider])));
  const added = stored.filter(({ master, provider }) => !known.has(JSON.stringify([master, provider])));
  const names = await namesOf(stores, connectionId, added);
  for (const { id } of await waitingFor(stores, connectionId, names))
    await deps.actions.retryProblem(id, actor.accountId);
  return stored;
};
