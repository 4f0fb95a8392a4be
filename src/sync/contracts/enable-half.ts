import { type Half } from '../../core/model';
import { type Actor, demandBothSides, getMyContract, type MyContract, Refusal } from '../agreements';
import { noteShared } from '../agreements/note';
import { checkHalf, demandNoFaults } from './check-half';
import { type ContractDeps } from './deps';
import { storeOffer } from './store-version';

const demandHalf = ({ contract, side }: MyContract): Half => {
  const half = contract.halves[side];
  if (half) return half;
  throw new Refusal(
    'conflict',
    'no-half',
    `Your side of "${contract.name}" is not set up yet.`,
    'Save your side first, then switch it on.',
  );
};

const changedMeanwhile = (): Refusal =>
  new Refusal('conflict', 'half-changed', 'Your side was saved again while it was checked.', 'Switch it on once more.');

/** Lets the own half run. It must fit the live metadata of its own Jira; the partner's side is the partner's affair. */
export const enableHalf = async (deps: ContractDeps, actor: Actor, mine: MyContract): Promise<void> => {
  demandBothSides(mine);
  const half = demandHalf(mine);
  const check = await checkHalf(deps, actor.siteId, mine, half);
  demandNoFaults(check, 'It was not switched on.');
  const { contract, side } = mine;
  await deps.database.transact(async (stores) => {
    // So that it does not run on in a connection that is ended at this moment.
    await stores.connections.lock(mine.connection.id);
    const now = await getMyContract(stores, actor.siteId, contract.id, side);
    demandBothSides(now);
    if (now.contract.versions[side] !== contract.versions[side]) throw changedMeanwhile();
    await storeOffer(stores, now, half, check.live.catalog);
    if (now.contract.enabled[side]) return;
    await stores.contracts.setEnabled(contract.id, side, true, deps.clock.now().toISOString());
    await noteShared(stores, deps.clock, actor, now, {
      kind: 'half-enabled',
      text: `The ${side} switched on its side of "${contract.name}".`,
      contractId: contract.id,
    });
  });
  await deps.actions.contractChanged(contract.id);
};
