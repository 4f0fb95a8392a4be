import type { BaseValue, PerSide, Side } from '../model';

/** What became of one side of a facet since its own baseline. */
export type Change = 'same' | 'changed' | 'gone';

/** A side is changed when it differs from that side's own baseline, whatever the other side holds (law 4). */
export const changeOf = (base: BaseValue | null, now: BaseValue): Change =>
  base !== null && base.print === now.print ? 'same' : 'changed';

/** Rows: master. Columns: provider. The one truth table (README); 5 and 6 share a cell and differ by `agreed`. */
const BRANCHES: Readonly<Record<Change, Readonly<Record<Change, number>>>> = {
  same: { same: 1, changed: 2, gone: 3 },
  changed: { same: 4, changed: 6, gone: 7 },
  gone: { same: 8, changed: 9, gone: 10 },
};

const AGREED = 5;

/** Number of the truth-table cell. `agreed`: both changed, and what the one would get is what it holds already. */
export function branchOf(changes: PerSide<Change>, agreed = false): number {
  const branch = BRANCHES[changes.master][changes.provider];
  return agreed && branch === BRANCHES.changed.changed ? AGREED : branch;
}

/** Branch of a change on one side only. */
export const branchFrom = (from: Side, change: Change = 'changed', other: Change = 'same'): number =>
  branchOf(from === 'master' ? { master: change, provider: other } : { master: other, provider: change });
