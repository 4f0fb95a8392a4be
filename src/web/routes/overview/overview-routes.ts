import { Router } from 'express';
import { listMyConnections, siteName } from '../../../sync/agreements';
import { type ApiDeps } from '../api-deps';
import { answer, ok } from '../call';
import { readConnectionQuery } from '../connections/connection-query';
import { viewFigures } from '../connections/connection-view';
import { writePlace } from '../list-place';

/** How everything stands: a page of connections, each with its figures and the one next step; totals of all of them. */
export const overviewRoutes = ({ database: { stores }, clock }: ApiDeps): Router =>
  Router().get(
    '/overview',
    answer(async function getOverview({ actor: { siteId }, side, query }) {
      const list = await listMyConnections(stores, readConnectionQuery(query, siteId), side, clock.now());
      const [site, connections, total, openProblems, openConflicts] = await Promise.all([
        stores.sites.get(siteId),
        viewFigures(stores, list),
        stores.connections.countForSite(siteId, clock.now()),
        stores.problems.countOpenForSite(siteId),
        stores.conflicts.countOpenForSite(siteId),
      ]);
      return ok({
        site: { name: siteName(site), url: site.displayUrl },
        connections,
        next: writePlace(list.next),
        total,
        openProblems,
        openConflicts,
      });
    }),
  );
