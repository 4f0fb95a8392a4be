/** The two ends of a connection, a contract and a link. A label only: in rights they are equal. */
export type Side = 'master' | 'provider';

export const SIDES = ['master', 'provider'] as const satisfies readonly Side[];

export interface PerSide<T> {
  readonly master: T;
  readonly provider: T;
}

export const otherSide = (side: Side): Side => (side === 'master' ? 'provider' : 'master');

export const perSide = <T>(make: (side: Side) => T): PerSide<T> => ({
  master: make('master'),
  provider: make('provider'),
});

/** `pair` with one side replaced. */
export const withSide = <T>(pair: PerSide<T>, side: Side, value: T): PerSide<T> => ({ ...pair, [side]: value });
