import { type Clock, type Database, type Ids, type PipelineActions } from '../ports';

/** Who acts: an admin of one site. */
export interface Actor {
  readonly siteId: string;
  readonly accountId: string;
}

export interface AgreementDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly actions: Pick<PipelineActions, 'contractChanged'>;
}

/** Tells the pipeline about every contract of a connection, after the change is stored. */
export const announceContracts = async (deps: AgreementDeps, connectionId: string): Promise<void> => {
  const contracts = await deps.database.stores.contracts.listForConnection(connectionId);
  for (const contract of contracts) await deps.actions.contractChanged(contract.id);
};
