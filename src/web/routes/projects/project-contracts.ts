import { type Half, otherSide, SIDES } from '../../../core/model';
import { asSeenBy, isLive, type MyContract } from '../../../sync/agreements';
import { type Stores } from '../../../sync/ports';
import { findPartnerSite, partnerName } from '../connections/connection-view';
import { countOpen } from '../open-counts';

/** Contracts whose own half is of this project. Within one site both halves can be. */
export const ofProject = (
  contracts: Iterable<MyContract>,
  siteId: string,
  projectKey: string,
): readonly (MyContract & { readonly half: Half })[] =>
  [...contracts]
    .filter(isLive)
    .flatMap((mine) => (mine.internal ? SIDES : [mine.side]).map((side) => ({ mine, side })))
    .flatMap(({ mine, side }) => {
      const half = mine.contract.halves[side];
      const seen = asSeenBy(mine.connection, siteId, side);
      return half?.scope.project === projectKey && seen ? [{ ...mine, ...seen, half }] : [];
    });

const distinct = (names: readonly (string | null)[]): readonly string[] => [
  ...new Set(names.filter((name) => name !== null)),
];

/** What a project's admins see of a contract: names that both sides agreed on, and how it is doing. */
export const viewProjectContract = async (stores: Stores, mine: MyContract & { readonly half: Half }) => {
  const { contract, side, half } = mine;
  const partner = partnerName(await findPartnerSite(stores, mine));
  if (!partner) throw new Error('An active connection has two sites.');
  return {
    id: contract.id,
    name: contract.name,
    side,
    partner,
    version: contract.versions[side],
    enabled: contract.enabled[side],
    partnerEnabled: contract.enabled[otherSide(side)],
    linkedIssues: await stores.links.countByContract(contract.id),
    openProblems: (await countOpen(stores, contract.id)).openProblems,
    sends: distinct(half.send.fields.map((rule) => rule.as)),
    receives: distinct(half.receive.fields.map((rule) => rule.from)),
  };
};
