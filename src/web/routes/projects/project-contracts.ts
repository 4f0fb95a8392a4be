import { type Half, otherSide, SIDES } from '../../../core/model';
import { asSeenBy, isLive, type MyContract, readPartners } from '../../../sync/agreements';
import { type Stores } from '../../../sync/ports';
import { partnerName, type PartnerName } from '../connections/connection-view';

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

type ProjectContract = MyContract & { readonly half: Half };

const viewOne = ({ contract, side, half }: ProjectContract, partner: PartnerName) => ({
  id: contract.id,
  name: contract.name,
  side,
  partner,
  version: contract.versions[side],
  enabled: contract.enabled[side],
  partnerEnabled: contract.enabled[otherSide(side)],
  sends: distinct(half.send.fields.map((rule) => rule.as)),
  receives: distinct(half.receive.fields.map((rule) => rule.from)),
});

/** What a project's admins see of its contracts: names that both sides agreed on, and how they are doing. */
export const viewProjectContracts = async (stores: Stores, all: readonly ProjectContract[]) => {
  const ids = all.map(({ contract }) => contract.id);
  const [partners, links, problems] = await Promise.all([
    readPartners(stores, all),
    stores.links.countByContracts(ids),
    stores.problems.countOpen(ids),
  ]);
  return all.map((mine) => {
    const partner = partnerName(partners.of(mine));
    if (!partner) throw new Error('An active connection has two sites.');
    const { id } = mine.contract;
    const open = problems[id] ?? { master: 0, provider: 0 };
    return { ...viewOne(mine, partner), linkedIssues: links[id] ?? 0, openProblems: open.master + open.provider };
  });
};
