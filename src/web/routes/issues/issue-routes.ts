import { Router } from 'express';
import { type Half, type Link, otherSide, pausesOf } from '../../../core/model';
import { asSeenBy, isLive, type MyContract, noSuch, siteName } from '../../../sync/agreements';
import { askJira, listManualOffers, listShareableComments, whyUnlinked } from '../../../sync/contracts';
import { type IssueHead, type JiraSite, type Site, type Stores } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, ok, param } from '../call';
import { findPartnerSite, partnerName } from '../connections/connection-view';
import { listMyContracts } from '../mine';
import { createSharedReads } from '../share-reads';
import { viewLinkInFull } from './link-in-full';
import { readRights, type Rights } from './rights';

/** Within one site the issue tells which side is meant. */
const sideOfIssue = (mine: MyContract, link: Link, siteId: string, issueId: string): MyContract => {
  if (!mine.internal) return mine;
  const wanted = link.issues.provider?.id === issueId ? 'provider' : 'master';
  return { ...mine, ...asSeenBy(mine.connection, siteId, wanted) };
};

interface Pair {
  readonly link: Link;
  readonly mine: MyContract;
}

const whyPaused = ({ link, mine }: Pair): string => {
  const mineIs = pausesOf(link)[mine.side];
  if (mine.internal) return 'This pair is paused.';
  if (mineIs && pausesOf(link)[otherSide(mine.side)]) return 'Your side and your partner paused this pair.';
  return `${mineIs ? 'Your side' : 'Your partner'} paused this pair.`;
};

const whyLinked = (pair: Pair | undefined): string | null => {
  if (pair?.link.state === 'paused') return whyPaused(pair);
  return pair?.link.state === 'creating' ? 'The other issue is not created yet.' : null;
};

const readPairs = async (
  stores: Stores,
  siteId: string,
  issueId: string,
  contracts: ReadonlyMap<string, MyContract>,
): Promise<readonly Pair[]> =>
  (await stores.links.listByIssue(siteId, issueId)).flatMap((link) => {
    const mine = contracts.get(link.contractId);
    return mine ? [{ link, mine: sideOfIssue(mine, link, siteId, issueId) }] : [];
  });

const isOpen = ({ link, mine }: Pair): boolean => link.state !== 'closed' && isLive(mine);

const whyNot = async (site: JiraSite, pairs: readonly Pair[], contracts: readonly MyContract[], issue: IssueHead) => {
  const open = pairs.filter(isOpen);
  if (open.length === 0) return whyUnlinked(site, contracts, issue);
  return whyLinked(open.every(({ link }) => link.state !== 'active') ? open[0] : undefined);
};

/** The page module of that name in the descriptor. */
const settingsOf = ({ displayUrl, appKey }: Site): string =>
  `${displayUrl}/plugins/servlet/ac/${encodeURIComponent(appKey)}/accord-admin`;

/** Halves of this site that run and have an open pair with the issue. */
const enabledHalves = (pairs: readonly Pair[]): readonly Half[] =>
  pairs.filter(isOpen).flatMap(({ mine: { contract, side } }) => {
    const half = contract.halves[side];
    return half && contract.enabled[side] ? [half] : [];
  });

/** What the issue panel shows, for any user who may browse the issue. */
export const issueRoutes = (deps: ApiDeps): Router => {
  const { jira } = deps;
  const { stores } = deps.database;

  const offers = async (site: JiraSite, contracts: readonly MyContract[], issue: IssueHead, { edit }: Rights) => {
    const found = edit ? await listManualOffers(stores, site, contracts, issue) : [];
    const view = async (mine: MyContract) => ({
      contract: { id: mine.contract.id, name: mine.contract.name },
      partner: partnerName(await findPartnerSite(stores, mine)),
      project: mine.internal ? (mine.contract.halves[otherSide(mine.side)]?.scope.project ?? null) : null,
    });
    return Promise.all(found.map(view));
  };

  const comments = async (site: JiraSite, accountId: string, issueId: string, halves: readonly Half[]) =>
    halves.length > 0 && (await site.mayComment(accountId, issueId))
      ? listShareableComments(stores, site, issueId, halves)
      : [];

  const reads = createSharedReads();
  const listIssueLinks = reads.share(async function listIssueLinks(call) {
    const { siteId, accountId } = call.actor;
    const idOrKey = param(call, 'idOrKey');
    const contracts = await listMyContracts(stores, siteId, call.side);
    return askJira(jira, siteId, async (site) => {
      const issue = await site.findIssue(idOrKey);
      if (!issue || !(await site.browses(accountId, issue.id))) throw noSuch('issue');
      const rights = await readRights(site, accountId, issue);
      const pairs = await readPairs(stores, siteId, issue.id, contracts);
      const view = async ({ link, mine }: Pair) =>
        viewLinkInFull(deps, siteId, link, mine, await findPartnerSite(stores, mine), rights);
      const own = await stores.sites.get(siteId);
      return ok({
        site: { name: siteName(own), url: own.displayUrl },
        issue: { id: issue.id, key: issue.key },
        links: await Promise.all(pairs.map(view)),
        settings: rights.settings ? settingsOf(own) : null,
        why: await whyNot(site, pairs, [...contracts.values()], issue),
        create: await offers(site, [...contracts.values()], issue, rights),
        comments: await comments(site, accountId, issue.id, enabledHalves(pairs)),
      });
    });
  });
  return Router().use(reads.noteWrites).get('/issues/:idOrKey/links', answer(listIssueLinks));
};
