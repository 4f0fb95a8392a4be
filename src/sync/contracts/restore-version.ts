import { type Actor, type MyContract } from '../agreements';
import { type ContractDeps } from './deps';
import { saveHalf } from './save-half';
import { type SavedHalf } from './store-version';
import { getVersion } from './versions';

/** Takes an earlier version back by saving it again: history only grows. */
export const restoreVersion = async (
  deps: ContractDeps,
  actor: Actor,
  mine: MyContract,
  number: number,
): Promise<SavedHalf> => {
  const { half, source } = await getVersion(deps.database.stores, mine, number);
  const version = mine.contract.versions[mine.side];
  return saveHalf(deps, actor, mine, { half, source, version, note: `Restored from version ${number}.` });
};
