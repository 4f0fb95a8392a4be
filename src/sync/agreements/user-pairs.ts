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

/** Both sides share one table: each account of a side has at most one counterpart. */
export const replaceUserPairs = async (
  deps: AgreementDeps,
  actor: Actor,
  connectionId: string,
  pairs: readonly PerSide<string>[],
): Promise<readonly PerSide<string>[]> => {
  const faults = [...repeats(pairs, 'master'), ...repeats(pairs, 'provider')];
  if (faults.length > 0) {
    throw new Refusal('invalid', 'invalid-pairs', 'The user table is ambiguous.', 'Mend every row listed.', faults);
  }
  return deps.database.transact(async (stores) => {
    const mine = await getMyConnection(stores, actor.siteId, connectionId);
    demandActive(mine.connection);
    await stores.userPairs.replace(connectionId, pairs);
    await noteShared(stores, deps.clock, actor, mine, {
      kind: 'users-changed',
      text: `The user table was replaced; it has ${pairs.length} ${pairs.length === 1 ? 'pair' : 'pairs'} now.`,
    });
    return pairs;
  });
};

export const listUserPairs = async (
  deps: Pick<AgreementDeps, 'database'>,
  siteId: string,
  connectionId: string,
): Promise<readonly PerSide<string>[]> => {
  const { stores } = deps.database;
  await getMyConnection(stores, siteId, connectionId);
  return (await stores.userPairs.list(connectionId)).map((pair) => pair.accounts);
};
