import { otherSide } from '../../../core/model';
import { type MyContract, partnerRemoved } from '../../../sync/agreements';
import { findPartnerView, findSource } from '../../../sync/contracts';
import { type Stores } from '../../../sync/ports';

/** What a list shows. Of the partner's half only whether it is there and runs. */
export const viewContractEntries = async (stores: Stores, all: readonly MyContract[]) => {
  const ids = all.map(({ contract }) => contract.id);
  const [links, requests, problems, conflicts] = await Promise.all([
    stores.links.countByContracts(ids),
    stores.pairRequests.countWaiting(ids),
    stores.problems.countOpen(ids),
    stores.conflicts.countOpen(ids),
  ]);
  return all.map((mine) => {
    const { contract, side } = mine;
    const partner = otherSide(side);
    const { master, provider } = problems[contract.id] ?? { master: 0, provider: 0 };
    return {
      id: contract.id,
      name: contract.name,
      connectionId: contract.connectionId,
      side,
      version: contract.versions[side],
      enabled: contract.enabled[side],
      partner: {
        enabled: contract.enabled[partner],
        written: contract.halves[partner] !== null,
        removed: partnerRemoved(mine),
      },
      linkedIssues: links[contract.id] ?? 0,
      pairRequests: requests[contract.id]?.[partner] ?? 0,
      openProblems: master + provider,
      openConflicts: conflicts[contract.id] ?? 0,
    };
  });
};

/** The contract with the own half as it was written, and the partner's offer. */
export const viewContract = async (stores: Stores, mine: MyContract) => ({
  ...(await viewContractEntries(stores, [mine]))[0],
  half: await findSource(stores, mine),
  partner: await findPartnerView(stores, mine),
});
