import { type MyContract, noSuch } from '../agreements';
import { type HalfVersion, type Stores } from '../ports';
import { type Change, diffHalves } from './diff';

export interface VersionEntry {
  readonly version: HalfVersion;
  /** Against the version before it. */
  readonly changes: readonly Change[];
}

/** Versions of the own half, newest first. */
export const listVersions = async (
  stores: Stores,
  { contract, side }: MyContract,
): Promise<readonly VersionEntry[]> => {
  const versions = [...(await stores.contracts.versions(contract.id, side))].sort((a, b) => a.number - b.number);
  const entries = versions.map((version, index) => ({
    version,
    changes: diffHalves(versions[index - 1]?.half ?? null, version.half),
  }));
  return entries.reverse();
};

export const getVersion = async (
  stores: Stores,
  { contract, side }: MyContract,
  number: number,
): Promise<HalfVersion> => {
  const found = (await stores.contracts.versions(contract.id, side)).find((version) => version.number === number);
  if (!found) throw noSuch('version');
  return found;
};

/** What changes on the way from version `from` to version `to`; `from` 0 is the empty half. */
export const diffVersions = async (stores: Stores, mine: MyContract, from: number, to: number): Promise<Change[]> => {
  const before = from === 0 ? null : (await getVersion(stores, mine, from)).half;
  return diffHalves(before, (await getVersion(stores, mine, to)).half);
};
