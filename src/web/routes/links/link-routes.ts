import { Router } from 'express';
import { z } from 'zod';
import { type Link } from '../../../core/model';
import { type ApiDeps } from '../api-deps';
import { answer, ok } from '../call';
import { findPartnerSite } from '../connections/connection-view';
import { getContractOf } from '../contracts/contract-routes';
import { limit, line, parse } from '../shapes';
import { readSight, WITHHELD } from '../sight';
import { viewLink } from './link-view';

const listQuery = z.object({ after: line(100).optional(), limit: limit(50, 200) });
const LANES = 1000;

/** The pairs of a contract, page by page. */
export const linkRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  return Router().get(
    '/contracts/:id/links',
    answer(async function listLinks(call) {
      const mine = await getContractOf(deps, call);
      const { after, limit: most } = parse(listQuery, call.query, 'query');
      const links = await stores.links.listByContract(mine.contract.id, after ?? null, most);
      const lanes = await stores.lanes.list({ contractId: mine.contract.id, limit: LANES });
      const waits = new Map(lanes.map((lane) => [lane.key, lane.waitsFor]));
      const partner = await findPartnerSite(stores, mine);
      const subjects = links.map(({ id }) => ({ subject: { linkId: id }, mine }));
      // Only why a pair waits can hold words of its issue.
      const sightOf = await readSight({ jira: deps.jira, stores, actor: call.actor }, waits.size === 0 ? [] : subjects);
      const waiting = async (link: Link) => {
        const why = waits.get((await stores.links.laneOf(link.id)) ?? '') ?? null;
        const sight = why === null ? 'yes' : sightOf({ linkId: link.id }, mine);
        return sight === 'yes' ? why : WITHHELD[sight];
      };
      const views = links.map(async (link) =>
        viewLink(link, mine, partner, waits.size === 0 ? null : await waiting(link)),
      );
      const next = links.length === most ? (links.at(-1)?.id ?? null) : null;
      return ok({ links: await Promise.all(views), next });
    }),
  );
};
