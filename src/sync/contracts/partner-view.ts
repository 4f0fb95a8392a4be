import { otherSide } from '../../core/model';
import { type MyContract, partnerRemoved } from '../agreements';
import { type Stores } from '../ports';
import { type Offer, readOffer } from './offer';

/** The partner's half as this side may see it. */
export interface PartnerView extends Offer {
  readonly enabled: boolean;
  /** Whether the partner has written a half at all. */
  readonly written: boolean;
  /** Whether the partner has removed its side: nothing flows any more. */
  readonly removed: boolean;
}

export const findPartnerView = async (stores: Stores, mine: MyContract): Promise<PartnerView> => {
  const { contract, side } = mine;
  const partner = otherSide(side);
  const offer = readOffer(await stores.contracts.findOffer(contract.id, partner));
  const { enabled, halves } = contract;
  return { ...offer, enabled: enabled[partner], written: halves[partner] !== null, removed: partnerRemoved(mine) };
};
