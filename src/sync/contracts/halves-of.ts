import { SIDES } from '../../core/model';
import { asSeenBy, type MyContract } from '../agreements';

/** Both halves, where both are this site's own. */
export const halvesOf = (mine: MyContract, siteId: string): readonly MyContract[] =>
  mine.internal
    ? SIDES.flatMap((side) => {
        const seen = asSeenBy(mine.connection, siteId, side);
        return seen ? [{ ...mine, ...seen }] : [];
      })
    : [mine];
