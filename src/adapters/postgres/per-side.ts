import { type PerSide, type Side } from '../../core/model';

/** `master`/`provider` of a row's two columns, and back. */
export const pair = <T>(master: T, provider: T): PerSide<T> => ({ master, provider });

export const iso = (at: Date): string => at.toISOString();
export const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
export const dateOrNull = (at: string | null): Date | null => (at === null ? null : new Date(at));

/** Column of a side, in SQL. Closed set: never text from outside. */
export const columnOf = <Suffix extends string>(side: Side, suffix: Suffix): `${Side}_${Suffix}` =>
  side === 'master' ? `master_${suffix}` : `provider_${suffix}`;
