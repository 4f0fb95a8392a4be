import { type FieldCatalog, type Half } from '../../core/model';
import { filePatternsMended } from '../file-patterns';
import { type Actor, type MyContract, Refusal } from '../agreements';
import { noteForPartner, noteOwn } from '../agreements/note';
import { type Stores } from '../ports';
import { type ContractDeps } from './deps';
import { diffHalves } from './diff';
import { makeOffer, readOffer } from './offer';

export interface HalfDraft {
  readonly half: Half;
  /** As the admin wrote it. */
  readonly source: unknown;
  /** Number of the version that was edited; 0 for the first. */
  readonly version: number;
  readonly note: string | null;
}

export interface SavedHalf {
  readonly version: number;
  /** How many pairs of issues live under the contract. */
  readonly linkedIssues: number;
}

export const changedMeanwhile = (): Refusal =>
  new Refusal(
    'conflict',
    'half-changed',
    'Someone else saved this side in between.',
    'Load it again, take over your change, and save.',
  );

/** Stores what the partner may see of the half; tells whether that changed. */
export const storeOffer = async (
  stores: Stores,
  { contract, side }: MyContract,
  half: Half,
  catalog: FieldCatalog | null,
): Promise<boolean> => {
  const earlier = readOffer(await stores.contracts.findOffer(contract.id, side));
  const offer = makeOffer(half, catalog, earlier);
  if (diffHalves(earlier, offer).length === 0) return false;
  await stores.contracts.saveOffer(contract.id, side, offer);
  return true;
};

const noteSaved = async (
  stores: Stores,
  deps: ContractDeps,
  actor: Actor,
  mine: MyContract,
  number: number,
  half: Half,
): Promise<void> => {
  const changes = diffHalves(mine.contract.halves[mine.side], half).length;
  await noteOwn(stores, deps.clock, actor, mine, {
    kind: 'half-saved',
    text: `Your side of "${mine.contract.name}" was saved as version ${number} (changes: ${changes}).`,
    contractId: mine.contract.id,
  });
};

/** Appends the version, renews the offer and notes both. For use inside a transaction. */
export const storeVersion = async (
  stores: Stores,
  deps: ContractDeps,
  actor: Actor,
  mine: MyContract,
  draft: HalfDraft,
  catalog: FieldCatalog | null,
): Promise<SavedHalf> => {
  const { half, source, note } = draft;
  const contractId = mine.contract.id;
  const number = draft.version + 1;
  const base = { contractId, side: mine.side, number, author: actor.accountId, at: deps.clock.now().toISOString() };
  if (!(await stores.contracts.saveHalf({ ...base, half, source, note }, draft.version))) throw changedMeanwhile();
  await filePatternsMended(stores, contractId, mine.side, deps.clock.now());
  await noteSaved(stores, deps, actor, mine, number, half);
  if (await storeOffer(stores, mine, half, catalog)) {
    await noteForPartner(stores, deps.clock, mine, {
      kind: 'offer-changed',
      text: `The ${mine.side} changed what it offers under "${mine.contract.name}".`,
      contractId,
    });
  }
  return { version: number, linkedIssues: await stores.links.countByContract(contractId) };
};
