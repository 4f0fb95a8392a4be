import { type Half, type Side } from '../../core/model';
import { type Actor, demandActive, getMyConnection, type MyContract } from '../agreements';
import { insertContract } from './create-contract';
import { type ContractDeps } from './deps';
import { readCatalogIfReachable } from './offered-catalog';
import { storeVersion } from './store-version';

export interface ImportDraft {
  readonly name: string;
  readonly half: Half;
  readonly source: unknown;
}

/** A new contract with this site's half taken from a document; it starts disabled. */
export const importContract = async (
  deps: ContractDeps,
  actor: Actor,
  connectionId: string,
  draft: ImportDraft,
  side: Side | null,
): Promise<MyContract> => {
  const seen = await getMyConnection(deps.database.stores, actor.siteId, connectionId, side);
  demandActive(seen.connection);
  const { half, source, name } = draft;
  const catalog = await readCatalogIfReachable(deps.jira, actor.siteId, half);
  return deps.database.transact(async (stores) => {
    const mine = await getMyConnection(stores, actor.siteId, connectionId, seen.side);
    const created = await insertContract(stores, deps, actor, mine, name);
    await storeVersion(stores, deps, actor, created, { half, source, version: 0, note: 'Imported.' }, catalog);
    return created;
  });
};
