import { type Side } from '../../../core/model';
import { type Sweeps } from '../../../sync/ports';
import { isoOrNull } from '../per-side';
import { column, defineTable } from '../table';
import { type StoreDeps } from './deps';

interface SweepRow {
  contractId: string;
  side: Side;
  lastAt: Date;
  cursor: string | null;
}

const SWEEPS = defineTable<SweepRow>('sweeps', ['contractId', 'side'], {
  contractId: column.text,
  side: column.text,
  lastAt: column.time,
  cursor: column.text,
});

export const sweepsStore = ({ executor }: StoreDeps): Sweeps => {
  const sweeps = executor.table(SWEEPS);
  return {
    find: async (contractId, side) => {
      const row = await sweeps.find({ contractId, side });
      return { lastAt: isoOrNull(row?.lastAt ?? null), cursor: row?.cursor ?? null };
    },
    note: (contractId, side, lastAt, cursor) => sweeps.put({ contractId, side, lastAt: new Date(lastAt), cursor }),
  };
};
