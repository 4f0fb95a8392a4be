import { otherSide } from '../../core/model';
import { type MyContract } from '../agreements';
import { type Stores } from '../ports';
import { type Offer, readOffer } from './offer';

/** The partner's half as this side may see it. */
export interface PartnerView extends Offer {
  readonly enabled: boolean;
  /** Whether the partner has written a half at all. */
  readonly written: boolean;
}

export const findPartnerView = async (stores: Stores, { contract, side }: MyContract): Promise<PartnerView> => {
  const partner = otherSide(side);
  const offer = readOffer(await stores.contracts.findOffer(contract.id, partner));
  return { ...offer, enabled: contract.enabled[partner], written: contract.halves[partner] !== null };
};
