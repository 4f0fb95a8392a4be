import { type Actor, type AgreementDeps, demandActive, getMyContract, type MyContract } from '../agreements';
import { noteShared } from '../agreements/note';

/** Stops the own half: events are noted and caught up when it is enabled again; the partner's changes wait. */
export const disableHalf = async (deps: AgreementDeps, actor: Actor, mine: MyContract): Promise<void> => {
  const { contract, side } = mine;
  await deps.database.transact(async (stores) => {
    const now = await getMyContract(stores, actor.siteId, contract.id, side);
    demandActive(now.connection);
    if (!now.contract.enabled[side]) return;
    await stores.contracts.setEnabled(contract.id, side, false, deps.clock.now().toISOString());
    await noteShared(stores, deps.clock, actor, now, {
      kind: 'half-disabled',
      text: `The ${side} switched off its side of "${contract.name}". Changes wait until it is switched on again.`,
      contractId: contract.id,
    });
  });
  await deps.actions.contractChanged(contract.id);
};
