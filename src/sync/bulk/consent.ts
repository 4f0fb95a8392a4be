import { isJoinedUnasked } from '../../core/plan';
import { otherSide, type Side } from '../../core/model';
import { type Agreement } from '../agreement';

/**
 * Whether a pair that `side` names needs the other side's yes: that side's issue would be sent because somebody else said so.
 * Within one site whoever asks is the one to be asked.
 */
export const needsYes = ({ sites, halves }: Pick<Agreement, 'sites' | 'halves'>, side: Side): boolean =>
  sites.master.id !== sites.provider.id && !isJoinedUnasked(halves[otherSide(side)]);
