import { Router } from 'express';
import { actOnRun, type BulkAct, getMyRun } from '../../../sync/bulk/control';
import { forecastBulk } from '../../../sync/bulk/forecast';
import { startBulk } from '../../../sync/bulk/start';
import { type BulkRun } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, created, ok, param, type Reply } from '../call';
import { getContractOf } from '../contracts/contract-routes';
import { readNames } from '../names';
import { parseBulk } from './bulk-body';
import { viewRun } from './bulk-view';

/** Runs that a list shows. */
const SHOWN = 20;

/** Work on many issues of one half at once. */
export const bulkRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  const views = async ({ actor }: Call, runs: readonly BulkRun[]) => {
    const names = await readNames(
      deps.jira,
      actor.siteId,
      runs.map(({ author }) => author),
    );
    return Promise.all(runs.map((run) => viewRun({ jira: deps.jira, stores, actor }, run, names, deps.clock.now())));
  };
  const view = async (call: Call, run: BulkRun) => (await views(call, [run]))[0];
  const act = async (call: Call, what: BulkAct): Promise<Reply> => {
    const { run } = await actOnRun(deps, call.actor, param(call, 'id'), what);
    return ok(await view(call, run));
  };
  return Router()
    .post(
      '/contracts/:id/bulk/forecast',
      answer(async function postForecast(call) {
        const mine = await getContractOf(deps, call);
        return ok(await forecastBulk(deps, call.actor, mine, parseBulk(call.body)));
      }),
    )
    .post(
      '/contracts/:id/bulk',
      answer(async function postBulk(call) {
        const mine = await getContractOf(deps, call);
        return created(await view(call, await startBulk(deps, call.actor, mine, parseBulk(call.body))));
      }),
    )
    .get(
      '/contracts/:id/bulk',
      answer(async function listBulk(call) {
        const { contract, side } = await getContractOf(deps, call);
        return ok({ runs: await views(call, await stores.bulk.list(contract.id, side, SHOWN)) });
      }),
    )
    .get(
      '/bulk/:id',
      answer(async function getBulk(call) {
        const { run } = await getMyRun(stores, call.actor.siteId, param(call, 'id'));
        return ok(await view(call, run));
      }),
    )
    .post(
      '/bulk/:id/pause',
      answer(async function pauseBulk(call) {
        return act(call, 'pause');
      }),
    )
    .post(
      '/bulk/:id/resume',
      answer(async function resumeBulk(call) {
        return act(call, 'resume');
      }),
    )
    .post(
      '/bulk/:id/stop',
      answer(async function stopBulk(call) {
        return act(call, 'stop');
      }),
    );
};
