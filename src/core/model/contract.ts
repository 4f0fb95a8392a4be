import type { Half } from './half';
import type { PerSide } from './side';

export type ConnectionState = 'invited' | 'active' | 'declined' | 'revoked' | 'expired' | 'ended';

/** An agreement between two sites. `paused` says which side paused it; either alone stops the flow both ways. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  /** Our own site ids. Both the same for an internal connection; `provider` is null until the invitation is accepted. */
  readonly sites: PerSide<string | null>;
  readonly state: ConnectionState;
  readonly paused: PerSide<boolean>;
  readonly createdAt: string;
}

/** A contract with both halves. `null` where a side has not written its half yet. */
export interface Contract {
  readonly id: string;
  readonly connectionId: string;
  readonly name: string;
  readonly halves: PerSide<Half | null>;
  readonly enabled: PerSide<boolean>;
  /** ISO time of the last enable per side; a createOn before it is not caught up by the sweep. */
  readonly enabledAt: PerSide<string | null>;
  /** ISO time since when a side has no part in it any more: its half, versions and offer are gone. */
  readonly removedAt: PerSide<string | null>;
  /** Number of the present version of each half; 0 before the first save. */
  readonly versions: PerSide<number>;
}
