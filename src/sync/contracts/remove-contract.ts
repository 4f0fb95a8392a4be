import { type Side, SIDES } from '../../core/model';
import { type Actor, type AgreementDeps, getMyContract, type MyContract, Refusal, siteName } from '../agreements';
import { noteShared } from '../agreements/note';
import { endWork } from '../bulk/agreed';
import { HOUSEKEEPING_LANE } from '../lane-key';
import { type Stores } from '../ports';

const stillOn = ({ contract, internal }: MyContract): Refusal =>
  new Refusal(
    'conflict',
    'contract-enabled',
    `The contract "${contract.name}" is still switched on ${internal ? 'at one of its two sides' : 'on your side'}.`,
    internal ? 'Switch both sides off first.' : 'Switch your side off first.',
  );

/** Within one site nobody else has a part in it: both halves go. */
const ownSides = ({ side, internal }: MyContract): readonly Side[] => (internal ? SIDES : [side]);

const PURGE_AT_ONCE = 500;

/** A contract with few pairs goes now; of a large one the tidying takes the rest away, batch by batch. */
const purgeOrPlan = async (stores: Stores, contractId: string): Promise<void> => {
  if (await stores.contracts.purge(contractId, PURGE_AT_ONCE)) return;
  await stores.lanes.wake([{ key: HOUSEKEEPING_LANE, kind: 'housekeeping', contractId: null, priority: 50 }]);
};

const noteRemoved = async (stores: Stores, deps: AgreementDeps, actor: Actor, mine: MyContract): Promise<void> => {
  const { contract, internal } = mine;
  const site = siteName(await stores.sites.get(actor.siteId));
  await noteShared(stores, deps.clock, actor, mine, {
    kind: 'contract-removed',
    text: internal
      ? `The contract "${contract.name}" was removed. Issues that it created stay.`
      : `${site} removed its side of "${contract.name}". Nothing flows under it any more; issues stay where they are.`,
  });
};

/**
 * Takes the own half away, with its versions and what it offers; the contract is then not there for this site any more.
 * The partner's half and the pairs stay until the partner removes its side as well.
 */
export const removeContract = async (
  deps: AgreementDeps,
  actor: Actor,
  contractId: string,
  side: Side | null,
): Promise<void> => {
  await deps.database.transact(async (stores) => {
    const seen = await getMyContract(stores, actor.siteId, contractId, side);
    // Of two sides that remove theirs at the same time, the second sees that the first is gone.
    await stores.connections.lock(seen.connection.id);
    const mine = await getMyContract(stores, actor.siteId, contractId, side);
    const at = deps.clock.now();
    if (ownSides(mine).some((each) => mine.contract.enabled[each])) throw stillOn(mine);
    for (const each of ownSides(mine)) {
      // Where the connection's row was not yet locked by whoever switched it on.
      if (!(await stores.contracts.removeSide(contractId, each, at))) throw stillOn(mine);
    }
    await endWork(stores, contractId, at);
    // The entries name no contract id: they are to outlive the row.
    await noteRemoved(stores, deps, actor, mine);
    await purgeOrPlan(stores, contractId);
  });
  await deps.actions.contractChanged(contractId);
};
