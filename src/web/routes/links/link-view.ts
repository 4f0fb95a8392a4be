import { type Link, otherSide } from '../../../core/model';
import { type MyContract, type MyConnection } from '../../../sync/agreements';
import { type Site, type Stores } from '../../../sync/ports';
import { partnerName } from '../connections/connection-view';
import { viewProblem } from '../problems/problem-view';

/** A pair as its own side sees it; the partner's issue by key only. */
export const viewLink = (link: Link, mine: MyContract, partner: Site | null, waiting: string | null) => {
  const remote = link.issues[otherSide(mine.side)];
  return {
    id: link.id,
    contract: { id: mine.contract.id, name: mine.contract.name },
    partner: partnerName(partner),
    issue: link.issues[mine.side],
    remoteKey: remote?.key ?? null,
    remoteUrl: remote && partner ? `${partner.displayUrl}/browse/${encodeURIComponent(remote.key)}` : null,
    state: link.state,
    startedHere: link.origin === mine.side,
    linkedAt: link.linkedAt,
    waiting,
  };
};

/** Why the pair's lane waits, in words; null when nothing waits. */
export const findWaiting = async (stores: Stores, linkId: string): Promise<string | null> => {
  const key = await stores.links.laneOf(linkId);
  const lane = key === null ? null : await stores.lanes.find(key);
  return lane?.waitsFor ?? null;
};

const LOOK_BACK = 20;

const findLastActivity = async (stores: Stores, link: Link, { connection, side, internal }: MyConnection) => {
  const entries = await stores.activity.search({ connectionIds: [connection.id], linkId: link.id, limit: LOOK_BACK });
  const entry = entries.find((each) => internal || each.side === null || each.side === side);
  return entry ? { at: entry.at, text: entry.text } : null;
};

/** With its open problems and what happened last. */
export const viewLinkInFull = async (stores: Stores, link: Link, mine: MyContract, partner: Site | null) => {
  const problems = (await stores.problems.listForLink(link.id)).filter(({ resolvedAt }) => resolvedAt === null);
  return {
    ...viewLink(link, mine, partner, await findWaiting(stores, link.id)),
    problems: problems.map((problem) => viewProblem(problem, mine)),
    lastActivity: await findLastActivity(stores, link, mine),
  };
};
