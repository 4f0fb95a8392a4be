import { type MyContract, Refusal } from '../agreements';
import { type Stores } from '../ports';
import { getVersion } from './versions';

/** The own half as a document that can live in git: the same half always gives the same text, and import takes it. */
export interface HalfDocument {
  readonly format: typeof HALF_FORMAT;
  readonly name: string;
  readonly half: unknown;
}

export const HALF_FORMAT = 'accord.half.v1';

/** As the admin wrote it, before defaults; null before the first save. */
export const findSource = async (stores: Stores, mine: MyContract): Promise<unknown> => {
  const number = mine.contract.versions[mine.side];
  return number === 0 ? null : (await getVersion(stores, mine, number)).source;
};

export const exportHalf = async (stores: Stores, mine: MyContract): Promise<HalfDocument> => {
  const half = await findSource(stores, mine);
  if (half !== null) return { format: HALF_FORMAT, name: mine.contract.name, half };
  throw new Refusal('conflict', 'no-half', 'There is nothing to export yet.', 'Save your side first.');
};
