import { type Link, otherSide, pausesOf, perSide } from '../../../core/model';
import { hiddenHalf, isLive, type MyContract } from '../../../sync/agreements';
import { withoutWordsOf } from '../../../sync/contracts';
import { type Site, type Stores } from '../../../sync/ports';
import { partnerName } from '../connections/connection-view';

const NOT_PAUSED = perSide(() => false);
const PARTNER_WAITS = 'It waits for the partner’s site.';

/** A pair as its own side sees it; the partner's issue by key only. */
export const viewLink = (link: Link, mine: MyContract, partner: Site | null, waiting: string | null) => {
  const pauses = isLive(mine) ? pausesOf(link) : NOT_PAUSED;
  const remote = link.issues[otherSide(mine.side)];
  return {
    id: link.id,
    contract: { id: mine.contract.id, name: mine.contract.name },
    side: mine.side,
    partner: partnerName(partner),
    internal: mine.internal,
    issue: link.issues[mine.side],
    remoteKey: remote?.key ?? null,
    remoteUrl: remote && partner ? `${partner.displayUrl}/browse/${encodeURIComponent(remote.key)}` : null,
    // An ended connection, and a side that was removed, leave the links as they were; nothing keeps them in step any more.
    state: isLive(mine) ? link.state : 'closed',
    pausedByMe: pauses[mine.side],
    pausedByPartner: pauses[otherSide(mine.side)],
    startedHere: link.origin === mine.side,
    linkedAt: link.linkedAt,
    waiting: waiting && withoutWordsOf(hiddenHalf(mine), waiting, PARTNER_WAITS),
  };
};

/** Why the pair's lane waits, in words; null when nothing waits. */
export const findWaiting = async (stores: Stores, linkId: string): Promise<string | null> => {
  const key = await stores.links.laneOf(linkId);
  const lane = key === null ? null : await stores.lanes.find(key);
  return lane?.waitsFor ?? null;
};
