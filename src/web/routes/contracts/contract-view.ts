import { otherSide } from '../../../core/model';
import { type MyContract, partnerRemoved } from '../../../sync/agreements';
import { findPartnerView, findSource } from '../../../sync/contracts';
import { countWaiting } from '../../../sync/bulk/propose';
import { type Stores } from '../../../sync/ports';
import { countOpen } from '../open-counts';

/** What a list shows. Of the partner's half only whether it is there and runs. */
export const viewContractEntry = async (stores: Stores, mine: MyContract) => {
  const { contract, side } = mine;
  const partner = otherSide(side);
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
    linkedIssues: await stores.links.countByContract(contract.id),
    pairRequests: await countWaiting(stores, { contractId: contract.id, side: partner }),
    ...(await countOpen(stores, contract.id)),
  };
};

/** The contract with the own half as it was written, and the partner's offer. */
export const viewContract = async (stores: Stores, mine: MyContract) => ({
  ...(await viewContractEntry(stores, mine)),
  half: await findSource(stores, mine),
  partner: await findPartnerView(stores, mine),
});
