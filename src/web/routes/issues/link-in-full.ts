import { type Link, otherSide } from '../../../core/model';
import { type MyContract } from '../../../sync/agreements';
import { lastSignalOf } from '../../../sync/delivered';
import { type Site, type Stores } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { activityText, isReadable, viewEntry } from '../activity/activity-view';
import { findWaiting, viewLink } from '../links/link-view';
import { readNames } from '../names';
import { viewProblem } from '../problems/problem-view';
import { type Rights } from './rights';

const LOOK_BACK = 20;
const HISTORY = 5;

const readHistory = async ({ database: { stores }, jira }: ApiDeps, siteId: string, link: Link, mine: MyContract) => {
  const connectionIds = [mine.connection.id];
  const entries = await stores.activity.search({ connectionIds, linkId: link.id, limit: LOOK_BACK });
  const seen = entries.filter((entry) => isReadable(entry, mine)).slice(0, HISTORY);
  const names = await readNames(
    jira,
    siteId,
    seen.map(({ actor }) => actor),
  );
  return { last: seen[0] ?? null, history: seen.map((entry) => viewEntry(entry, mine, mine, { names, sight: 'yes' })) };
};

const mayOf = (link: Link, { connection }: MyContract, { edit, administer }: Rights) => {
  const live = link.state !== 'closed' && connection.state === 'active';
  return { sync: live && edit, pause: live && administer, unlink: live && administer };
};

const timesOf = ({ delivered }: Link, { side }: MyContract) => ({
  lastSentAt: delivered?.[otherSide(side)] ?? null,
  lastReceivedAt: delivered?.[side] ?? null,
});

const keysIn = ({ issues: { master, provider } }: Link) => ({
  master: master?.key ?? null,
  provider: provider?.key ?? null,
});

const readTroubles = async (stores: Stores, link: Link, mine: MyContract) => {
  const problems = (await stores.problems.listForLink(link.id)).filter(({ resolvedAt }) => resolvedAt === null);
  return {
    problems: problems.map((problem) => viewProblem(problem, mine, keysIn(link), 'yes')),
    conflicts: await stores.conflicts.countOpenForLink(link.id),
  };
};

/** A pair as the issue's panel shows it: how it is doing, what happened last, and what this person may do. */
export const viewLinkInFull = async (
  deps: ApiDeps,
  siteId: string,
  link: Link,
  mine: MyContract,
  partner: Site | null,
  rights: Rights,
) => {
  const { stores } = deps.database;
  const there = otherSide(mine.side);
  const { last, history } = await readHistory(deps, siteId, link, mine);
  return {
    ...viewLink(link, mine, partner, await findWaiting(stores, link.id)),
    ...(await readTroubles(stores, link, mine)),
    lastActivity: last && { at: last.at, text: activityText(last, mine) },
    remoteStatus: lastSignalOf(link, there, mine.contract.halves[there]),
    ...timesOf(link, mine),
    history,
    may: mayOf(link, mine, rights),
  };
};
