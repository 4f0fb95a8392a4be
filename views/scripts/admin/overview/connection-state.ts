import { type Connection } from '../../host/api-types';

export type StateName =
  | 'waiting'
  | 'running'
  | 'notRunning'
  | 'paused'
  | 'pausedByPartner'
  | 'partnerOff'
  | 'partnerGone'
  | 'declined'
  | 'revoked'
  | 'expired'
  | 'ended';

export interface StateView {
  readonly name: StateName;
  readonly tone: 'neutral' | 'info' | 'success' | 'warning';
}

type Standing = Pick<Connection, 'state' | 'partnerState' | 'pausedByMe' | 'pausedByPartner'>;

/** Where a connection stands, in one word; `running`: how many of its contracts are on at both sides. */
export const stateOf = ({ state, partnerState, pausedByMe, pausedByPartner }: Standing, running: number): StateView => {
  if (state === 'invited') return { name: 'waiting', tone: 'info' };
  if (state !== 'active') return { name: state, tone: 'neutral' };
  if (partnerState === 'removed') return { name: 'partnerGone', tone: 'warning' };
  if (partnerState === 'switched-off') return { name: 'partnerOff', tone: 'warning' };
  if (pausedByMe) return { name: 'paused', tone: 'warning' };
  if (pausedByPartner) return { name: 'pausedByPartner', tone: 'warning' };
  return running > 0 ? { name: 'running', tone: 'success' } : { name: 'notRunning', tone: 'info' };
};

/** Nothing can be done with it any more but reading. */
export const isOver = ({ state }: Pick<Connection, 'state'>): boolean => state !== 'active' && state !== 'invited';
