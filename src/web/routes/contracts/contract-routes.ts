import { Router } from 'express';
import { getMyConnection, getMyContract, listPartsOf, type MyContract } from '../../../sync/agreements';
import {
  createContract,
  disableHalf,
  enableHalf,
  exportHalf,
  HALF_FORMAT,
  importContract,
  removeContract,
  renameContract,
} from '../../../sync/contracts';
import { z } from 'zod';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, created, noContent, ok, param } from '../call';
import { line, parse, record } from '../shapes';
import { viewContract, viewContractEntries } from './contract-view';
import { NAME_MAX } from './half-parts';
import { parseHalf } from './half-schema';

const named = record({ name: line(NAME_MAX) });
const document = record({ format: z.literal(HALF_FORMAT).optional(), name: line(NAME_MAX), half: z.unknown() });

export const getContractOf = (deps: ApiDeps, call: Call): Promise<MyContract> =>
  getMyContract(deps.database.stores, call.actor.siteId, param(call, 'id'), call.side);

export const contractRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  const viewNow = async (call: Call) => ok(await viewContract(stores, await getContractOf(deps, call)));
  return Router()
    .get(
      '/connections/:id/contracts',
      answer(async function listContracts(call) {
        const mine = await getMyConnection(stores, call.actor.siteId, param(call, 'id'), call.side);
        const contracts = await listPartsOf(stores, mine);
        const all = contracts.map((contract) => ({ ...mine, contract }));
        return ok({ contracts: await viewContractEntries(stores, all) });
      }),
    )
    .post(
      '/connections/:id/contracts',
      answer(async function postContract(call) {
        const { name } = parse(named, call.body, 'contract');
        const { contract } = await createContract(deps, call.actor, param(call, 'id'), name, call.side);
        return created({ id: contract.id });
      }),
    )
    .post(
      '/connections/:id/contracts/import',
      answer(async function postImport(call) {
        const { name, half: source } = parse(document, call.body, 'document');
        const draft = { name, source, half: parseHalf(source) };
        const { contract } = await importContract(deps, call.actor, param(call, 'id'), draft, call.side);
        return created({ id: contract.id });
      }),
    )
    .get(
      '/contracts/:id',
      answer(async function getContract(call) {
        return viewNow(call);
      }),
    )
    .patch(
      '/contracts/:id',
      answer(async function patchContract(call) {
        const { name } = parse(named, call.body, 'contract');
        await renameContract(deps, call.actor, param(call, 'id'), name, call.side);
        return viewNow(call);
      }),
    )
    .delete(
      '/contracts/:id',
      answer(async function deleteContract(call) {
        await removeContract(deps, call.actor, param(call, 'id'), call.side);
        return noContent();
      }),
    )
    .post(
      '/contracts/:id/enable',
      answer(async function postEnable(call) {
        await enableHalf(deps, call.actor, await getContractOf(deps, call));
        return viewNow(call);
      }),
    )
    .post(
      '/contracts/:id/disable',
      answer(async function postDisable(call) {
        await disableHalf(deps, call.actor, await getContractOf(deps, call));
        return viewNow(call);
      }),
    )
    .get(
      '/contracts/:id/export',
      answer(async function getExport(call) {
        return ok(await exportHalf(stores, await getContractOf(deps, call)));
      }),
    );
};
