import { type PerSide, type Side } from '../../core/model';
import { demandActive, getMyConnection } from './access';
import { type Actor, type AgreementDeps } from './acting';
import { noteShared } from './note';
import { type Fault, Refusal } from './refusal';

const repeats = (pairs: readonly PerSide<string>[], side: Side): Fault[] => {
  const seen = new Map<string, number>();
  return pairs.flatMap((pair, index) => {
    const first = seen.get(pair[side]);
    if (first === undefined) {
      seen.set(pair[side], index);
      return [];
    }
    return [
      {
        path: `pairs[${index}].${side}`,
        message: `This account already stands in pairs[${first}].`,
        remedy: 'Give each account of a side exactly one partner.',
      },
    ];
  });
};

export interface UserTable {
  readonly pairs: readonly PerSide<string>[];
  readonly version: number;
}

const changedMeanwhile = (): Refusal =>
  new Refusal(
    'conflict',
    'users-changed',
    'Someone of your site or of the partner’s changed the user table in between.',
    'Load it again, take over your change, and save.',
  );

/** Both sides share one table: each account of a side has at most one counterpart. `version`: the one the editor saw. */
export const replaceUserPairs = async (
  deps: AgreementDeps,
  actor: Actor,
  connectionId: string,
  pairs: readonly PerSide<string>[],
  version?: number,
): Promise<readonly PerSide<string>[]> => {
  const faults = [...repeats(pairs, 'master'), ...repeats(pairs, 'provider')];
  if (faults.length > 0) {
    throw new Refusal('invalid', 'invalid-pairs', 'The user table is ambiguous.', 'Mend every row listed.', faults);
  }
  return deps.database.transact(async (stores) => {
    const mine = await getMyConnection(stores, actor.siteId, connectionId);
    demandActive(mine.connection);
    if (!(await stores.userPairs.replace(connectionId, pairs, version))) throw changedMeanwhile();
    await noteShared(stores, deps.clock, actor, mine, {
      kind: 'users-changed',
      text: `The user table was replaced; it has ${pairs.length} ${pairs.length === 1 ? 'pair' : 'pairs'} now.`,
    });
    return pairs;
  });
};

/** The version is read first: what is read with it is never older than it says. */
export const readUserTable = async (
  deps: Pick<AgreementDeps, 'database'>,
  siteId: string,
  connectionId: string,
): Promise<UserTable> => {
  const { stores } = deps.database;
  await getMyConnection(stores, siteId, connectionId);
  const version = await stores.userPairs.version(connectionId);
  return { pairs: (await stores.userPairs.list(connectionId)).map((pair) => pair.accounts), version };
};
