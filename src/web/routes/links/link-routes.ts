import { Router } from 'express';
import { z } from 'zod';
import { demandActive, findMyContract, noSuch, Refusal } from '../../../sync/agreements';
import { askJira } from '../../../sync/contracts';
import { type Link, type Side } from '../../../core/model';
import { type ApiDeps } from '../api-deps';
import { accepted, answer, type Call, ok, param, type Reply } from '../call';
import { findPartnerSite } from '../connections/connection-view';
import { getContractOf } from '../contracts/contract-routes';
import { limit, line, parse, record } from '../shapes';
import { viewLink } from './link-view';

const listQuery = z.object({ after: line(100).optional(), limit: limit(50, 200) });
const createBody = record({ issue: line(100) });
const LANES = 1000;

const closed = (): Refusal =>
  new Refusal('conflict', 'link-closed', 'This pair was ended.', 'Send the issue again to make a new pair.');

export const linkRoutes = (deps: ApiDeps): Router => {
  const { database, actions, jira } = deps;
  const { stores } = database;

  const getOpenLink = async (call: Call): Promise<{ readonly link: Link; readonly side: Side }> => {
    const link = await stores.links.find(param(call, 'id'));
    const mine = link && (await findMyContract(stores, call.actor.siteId, link.contractId, call.side));
    if (!mine) throw noSuch('link');
    demandActive(mine.connection);
    if (link.state === 'closed') throw closed();
    return { link, side: mine.side };
  };

  const act = async (call: Call, ask: (link: Link, side: Side) => Promise<void>): Promise<Reply> => {
    const { link, side } = await getOpenLink(call);
    await ask(link, side);
    return accepted();
  };

  return Router()
    .get(
      '/contracts/:id/links',
      answer(async function listLinks(call) {
        const mine = await getContractOf(deps, call);
        const { after, limit: most } = parse(listQuery, call.query, 'query');
        const links = await stores.links.listByContract(mine.contract.id, after ?? null, most);
        const lanes = await stores.lanes.list({ contractId: mine.contract.id, limit: LANES });
        const waits = new Map(lanes.map((lane) => [lane.key, lane.waitsFor]));
        const partner = await findPartnerSite(stores, mine);
        const waiting = async (link: Link) => waits.get((await stores.links.laneOf(link.id)) ?? '') ?? null;
        const views = links.map(async (link) =>
          viewLink(link, mine, partner, waits.size === 0 ? null : await waiting(link)),
        );
        const next = links.length === most ? (links.at(-1)?.id ?? null) : null;
        return ok({ links: await Promise.all(views), next });
      }),
    )
    .post(
      '/contracts/:id/links',
      answer(async function createLink(call) {
        const mine = await getContractOf(deps, call);
        demandActive(mine.connection);
        const { issue } = parse(createBody, call.body ?? {}, 'request');
        const head = await askJira(jira, call.actor.siteId, (site) => site.findIssue(issue));
        if (!head) throw noSuch('issue');
        await actions.requestCreate(mine.contract.id, mine.side, head.id, call.actor.accountId);
        return accepted();
      }),
    )
    .post(
      '/links/:id/sync',
      answer(async function syncLink(call) {
        return act(call, (link, side) => actions.wakeLink(link.id, side, call.actor.accountId));
      }),
    )
    .post(
      '/links/:id/pause',
      answer(async function pauseLink(call) {
        return act(call, (link) => actions.setLinkPaused(link.id, true, call.actor.accountId));
      }),
    )
    .post(
      '/links/:id/resume',
      answer(async function resumeLink(call) {
        return act(call, (link) => actions.setLinkPaused(link.id, false, call.actor.accountId));
      }),
    )
    .post(
      '/links/:id/unlink',
      answer(async function unlink(call) {
        return act(call, (link) => actions.unlink(link.id, call.actor.accountId));
      }),
    );
};
