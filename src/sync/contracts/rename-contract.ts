import { type Side } from '../../core/model';
import { type Actor, type AgreementDeps, demandActive, getMyContract, type MyContract } from '../agreements';
import { noteShared } from '../agreements/note';

/** The name belongs to both sides; either may change it, and both can read that it was changed. */
export const renameContract = async (
  deps: AgreementDeps,
  actor: Actor,
  contractId: string,
  name: string,
  side: Side | null,
): Promise<MyContract> =>
  deps.database.transact(async (stores) => {
    const mine = await getMyContract(stores, actor.siteId, contractId, side);
    demandActive(mine.connection);
    if (mine.contract.name === name) return mine;
    await stores.contracts.rename(contractId, name);
    await noteShared(stores, deps.clock, actor, mine, {
      kind: 'contract-renamed',
      text: `The contract "${mine.contract.name}" is called "${name}" now.`,
      contractId,
    });
    return { ...mine, contract: { ...mine.contract, name } };
  });
