import { type Contract, type Half, type Side } from '../../../core/model';
import { type Contracts, type HalfVersion } from '../../../sync/ports';
import { concerning } from '../concerning';
import { type Executor } from '../executor';
import { columnOf, dateOrNull, iso, isoOrNull, pair } from '../per-side';
import { column, defineTable } from '../table';
import { purge, REMOVED, removeSide } from './contract-removal';
import { type StoreDeps } from './deps';
import { FIRST_ON } from './sweeps';

interface ContractRow {
  id: string;
  connectionId: string;
  name: string;
  masterHalf: Half | null;
  providerHalf: Half | null;
  masterProject: string | null;
  providerProject: string | null;
  masterVersion: number;
  providerVersion: number;
  masterEnabled: boolean;
  providerEnabled: boolean;
  masterEnabledAt: Date | null;
  providerEnabledAt: Date | null;
  masterRemovedAt: Date | null;
  providerRemovedAt: Date | null;
  createdAt: Date;
}

const CONTRACTS = defineTable<ContractRow>('contracts', ['id'], {
  id: column.text,
  connectionId: column.text,
  name: column.text,
  masterHalf: column.json,
  providerHalf: column.json,
  masterProject: column.text,
  providerProject: column.text,
  masterVersion: column.number,
  providerVersion: column.number,
  masterEnabled: column.flag,
  providerEnabled: column.flag,
  masterEnabledAt: column.time,
  providerEnabledAt: column.time,
  masterRemovedAt: column.time,
  providerRemovedAt: column.time,
  createdAt: column.time,
});

interface VersionRow {
  contractId: string;
  side: Side;
  number: number;
  source: unknown;
  half: Half;
  author: string;
  at: Date;
  note: string | null;
}

const VERSIONS = defineTable<VersionRow>('half_versions', ['contractId', 'side', 'number'], {
  contractId: column.text,
  side: column.text,
  number: column.number,
  source: column.json,
  half: column.json,
  author: column.text,
  at: column.time,
  note: column.text,
});

interface OfferRow {
  contractId: string;
  side: Side;
  offer: unknown;
}

const OFFERS = defineTable<OfferRow>('offers', ['contractId', 'side'], {
  contractId: column.text,
  side: column.text,
  offer: column.json,
});

export const contractsStore = ({ executor, clock }: StoreDeps): Contracts => {
  const contracts = executor.table(CONTRACTS);
  const versions = executor.table(VERSIONS);
  const offers = executor.table(OFFERS);
  return {
    find: async (id) => {
      const row = await contracts.find({ id });
      return row ? toContract(row) : null;
    },
    listForConnection: async (connectionId) =>
      (await contracts.list({ connectionId }, ['createdAt', 'id'])).map(toContract),
    listForConnections: async (ids) =>
      (await contracts.list({ connectionId: [...ids] }, ['createdAt', 'id'])).map(toContract),
    listRunning: async () => {
      const rows = await executor.sql<{ id: string }>(RUNNING);
      return (await contracts.list({ id: rows.map(({ id }) => id) }, ['createdAt', 'id'])).map(toContract);
    },
    insert: (contract) => contracts.insert(fromContract(contract, clock.now())),
    rename: async (id, name) => void (await contracts.update({ name }, { id })),
    removeSide: (id, side, at) => executor.atomically((inside) => removeSide(inside, id, side, at)),
    listRemoved: async (limit) => (await executor.sql<{ id: string }>(REMOVED, [limit])).map(({ id }) => id),
    purge: (id, most) => executor.atomically((inside) => purge(inside, id, most)),
    saveHalf: (version, expected) => executor.atomically((inside) => saveHalf(inside, version, expected)),
    versions: async (contractId, side) =>
      (await versions.list({ contractId, side }, [['number', 'DESC']])).map(toVersion),
    setEnabled: async (contractId, side, enabled, at) => {
      const since = enabled ? { [`${side}EnabledAt`]: new Date(at) } : {};
      const there = enabled ? { [`${side}RemovedAt`]: null } : {};
      const changed = await contracts.update({ [`${side}Enabled`]: enabled, ...since }, { id: contractId, ...there });
      if (enabled && changed > 0) await executor.sql(FIRST_ON, [contractId, side, new Date(at)]);
    },
    concerning: (siteId, issueId, projectKey) => concerning(executor, siteId, issueId, projectKey),
    saveOffer: (contractId, side, offer) => offers.put({ contractId, side, offer }),
    findOffer: async (contractId, side) => (await offers.find({ contractId, side }))?.offer ?? null,
  };
};

const RUNNING = `
  SELECT contracts.id FROM contracts JOIN connections ON connections.id = contracts.connection_id
  WHERE connections.state = 'active' AND NOT connections.master_paused AND NOT connections.provider_paused
    AND contracts.master_enabled AND contracts.provider_enabled`;

/** The number in the row decides: of two editors who saw the same version, one finds it gone. */
const saveHalf = async (executor: Executor, version: HalfVersion, expected: number): Promise<boolean> => {
  const { contractId, side, number, half } = version;
  const numbered = columnOf(side, 'version');
  const saved = await executor.sql(
    `UPDATE contracts SET ${columnOf(side, 'half')} = $3, ${columnOf(side, 'project')} = $4, ${numbered} = $5
     WHERE id = $1 AND ${numbered} = $2 AND ${columnOf(side, 'removed_at')} IS NULL RETURNING id`,
    [contractId, expected, JSON.stringify(half), half.scope.project, number],
  );
  if (saved.length === 0) return false;
  await executor.table(VERSIONS).insert({ ...version, at: new Date(version.at) });
  return true;
};

const toContract = (row: ContractRow): Contract => ({
  id: row.id,
  connectionId: row.connectionId,
  name: row.name,
  halves: pair(row.masterHalf, row.providerHalf),
  enabled: pair(row.masterEnabled, row.providerEnabled),
  enabledAt: pair(isoOrNull(row.masterEnabledAt), isoOrNull(row.providerEnabledAt)),
  removedAt: pair(isoOrNull(row.masterRemovedAt), isoOrNull(row.providerRemovedAt)),
  versions: pair(row.masterVersion, row.providerVersion),
});

const fromContract = (
  { halves, enabled, enabledAt, removedAt, versions, ...contract }: Contract,
  at: Date,
): ContractRow => ({
  id: contract.id,
  connectionId: contract.connectionId,
  name: contract.name,
  masterHalf: halves.master,
  providerHalf: halves.provider,
  masterProject: halves.master?.scope.project ?? null,
  providerProject: halves.provider?.scope.project ?? null,
  masterVersion: versions.master,
  providerVersion: versions.provider,
  masterEnabled: enabled.master,
  providerEnabled: enabled.provider,
  masterEnabledAt: dateOrNull(enabledAt.master),
  providerEnabledAt: dateOrNull(enabledAt.provider),
  masterRemovedAt: dateOrNull(removedAt.master),
  providerRemovedAt: dateOrNull(removedAt.provider),
  createdAt: at,
});

const toVersion = (row: VersionRow): HalfVersion => ({ ...row, at: iso(row.at) });
