import { type Side, SIDES } from '../../core/model';
import { type Actor, type AgreementDeps, demandActive, getMyContract, Refusal } from '../agreements';
import { noteShared } from '../agreements/note';

/**
 * Removes the contract with both halves and all pairs. The issues stay where they are. Because that also takes the
 * partner's half away, it is done only when neither side runs it any more.
 */
export const removeContract = async (
  deps: AgreementDeps,
  actor: Actor,
  contractId: string,
  side: Side | null,
): Promise<void> =>
  deps.database.transact(async (stores) => {
    const mine = await getMyContract(stores, actor.siteId, contractId, side);
    demandActive(mine.connection);
    const { contract } = mine;
    if (SIDES.some((each) => contract.enabled[each])) {
      throw new Refusal(
        'conflict',
        'contract-enabled',
        `The contract "${contract.name}" is still switched on ${contract.enabled[mine.side] ? 'on your side' : 'on the partner’s side'}.`,
        contract.enabled[mine.side]
          ? 'Switch your side off first.'
          : 'Nothing is sent while your side is switched off. Ask the partner to switch off theirs as well, then remove it.',
      );
    }
    await stores.contracts.remove(contractId);
    // The entry names no contract id: it is to outlive the row.
    await noteShared(stores, deps.clock, actor, mine, {
      kind: 'contract-removed',
      text: `The contract "${contract.name}" was removed. Issues that it created stay.`,
    });
  });
