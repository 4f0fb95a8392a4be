import { Router } from 'express';
import { type Link } from '../../../core/model';
import { asSeenBy, type MyContract, noSuch } from '../../../sync/agreements';
import { askJira, whyUnlinked } from '../../../sync/contracts';
import { type IssueHead } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, ok, param } from '../call';
import { findPartnerSite } from '../connections/connection-view';
import { viewLinkInFull } from '../links/link-view';
import { listMyContracts } from '../mine';

/** Within one site the issue tells which side is meant. */
const sideOfIssue = (mine: MyContract, link: Link, siteId: string, issueId: string): MyContract => {
  if (!mine.internal) return mine;
  const wanted = link.issues.provider?.id === issueId ? 'provider' : 'master';
  return { ...mine, ...asSeenBy(mine.connection, siteId, wanted) };
};

const whyLinked = (link: Link | undefined): string | null => {
  if (link?.state === 'paused') return 'The pair is paused.';
  return link?.state === 'creating' ? 'The partner’s issue is not created yet.' : null;
};

/** What the issue panel shows, for any user who may browse the issue. */
export const issueRoutes = ({ database: { stores }, jira }: ApiDeps): Router =>
  Router().get(
    '/issues/:idOrKey/links',
    answer(async function listIssueLinks(call) {
      const { siteId, accountId } = call.actor;
      const idOrKey = param(call, 'idOrKey');
      const contracts = await listMyContracts(stores, siteId, call.side);
      const view = async (issue: IssueHead, link: Link) => {
        const found = contracts.get(link.contractId);
        if (!found) return [];
        const mine = sideOfIssue(found, link, siteId, issue.id);
        return [await viewLinkInFull(stores, link, mine, await findPartnerSite(stores, mine))];
      };
      return askJira(jira, siteId, async (site) => {
        const issue = await site.findIssue(idOrKey);
        if (!issue || !(await site.browses(accountId, issue.id))) throw noSuch('issue');
        const all = await stores.links.listByIssue(siteId, issue.id);
        const open = all.filter(({ state }) => state !== 'closed');
        const why =
          open.length === 0
            ? await whyUnlinked(site, [...contracts.values()], issue)
            : whyLinked(open.every(({ state }) => state !== 'active') ? open[0] : undefined);
        const links = (await Promise.all(all.map((link) => view(issue, link)))).flat();
        return ok({ issue: { id: issue.id, key: issue.key }, links, why });
      });
    }),
  );
