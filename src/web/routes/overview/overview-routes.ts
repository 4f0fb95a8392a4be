import { Router } from 'express';
import { asSeenBy, type MyConnection, readFigures, siteName } from '../../../sync/agreements';
import { type ApiDeps } from '../api-deps';
import { answer, ok } from '../call';
import { expiredConnections, viewConnection } from '../connections/connection-view';

/** How everything stands: each connection with its figures and the one next step. */
export const overviewRoutes = ({ database: { stores }, clock }: ApiDeps): Router =>
  Router().get(
    '/overview',
    answer(async function getOverview({ actor: { siteId }, side }) {
      const found = await stores.connections.listForSite(siteId);
      const mine = found.flatMap((connection) => asSeenBy(connection, siteId, side) ?? []);
      const expired = await expiredConnections(stores, siteId, clock.now());
      const figures = await readFigures(stores, mine);
      const view = async (each: MyConnection) => {
        const isExpired = expired.has(each.connection.id);
        const own = figures.get(each.connection.id);
        if (!own) throw new Error('A connection has no figures.');
        const step = isExpired && each.connection.state === 'invited' ? null : own.nextStep;
        return { ...(await viewConnection(stores, each, isExpired)), ...own, nextStep: step };
      };
      const site = await stores.sites.get(siteId);
      const connections = await Promise.all(mine.map(view));
      return ok({
        site: { name: siteName(site), url: site.displayUrl },
        connections,
        openProblems: connections.reduce((total, { openProblems }) => total + openProblems, 0),
        openConflicts: connections.reduce((total, { openConflicts }) => total + openConflicts, 0),
      });
    }),
  );
