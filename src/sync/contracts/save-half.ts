import { fileNameFaults } from '../../core/map';
import { type FieldCatalog, type Half, SIDES } from '../../core/model';
import { type Actor, demandActive, getMyContract, type MyContract, Refusal } from '../agreements';
import { checkHalf, demandNoFaults } from './check-half';
import { type ContractDeps } from './deps';
import { readCatalogIfReachable } from './offered-catalog';
import { changedMeanwhile, type HalfDraft, type SavedHalf, storeVersion } from './store-version';

/** An enabled half works at once, so it must fit Jira before it is saved; a disabled one is checked on enabling. */
const catalogFor = async (
  deps: ContractDeps,
  actor: Actor,
  mine: MyContract,
  half: Half,
): Promise<FieldCatalog | null> => {
  if (!mine.contract.enabled[mine.side]) return readCatalogIfReachable(deps.jira, actor.siteId, half);
  const check = await checkHalf(deps, actor.siteId, mine, half);
  demandNoFaults(check, 'It is switched on, so nothing was saved.');
  return check.live.catalog;
};

/** An earlier version comes back as it was stored, past the rules for what people write. */
const demandFileNames = (half: Half): void => {
  const faults = fileNameFaults(half);
  if (faults.length === 0) return;
  throw new Refusal(
    'invalid',
    'invalid-half',
    `Your side has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`} in its patterns for file names.`,
    'Mend every fault listed; nothing was saved.',
    faults,
  );
};

/** Saves a new version of the half, wholly or not at all. */
export const saveHalf = async (
  deps: ContractDeps,
  actor: Actor,
  mine: MyContract,
  draft: HalfDraft,
): Promise<SavedHalf> => {
  const { contract, side } = mine;
  demandActive(mine.connection);
  demandFileNames(draft.half);
  if (contract.versions[side] !== draft.version) throw changedMeanwhile();
  const catalog = await catalogFor(deps, actor, mine, draft.half);
  const saved = await deps.database.transact(async (stores) => {
    const now = await getMyContract(stores, actor.siteId, contract.id, side);
    demandActive(now.connection);
    // Enabled while Jira was asked: then this half was not checked for that.
    if (now.contract.enabled[side] && !contract.enabled[side]) throw changedMeanwhile();
    return storeVersion(stores, deps, actor, now, draft, catalog);
  });
  if (SIDES.some((each) => contract.enabled[each])) await deps.actions.contractChanged(contract.id);
  return saved;
};
