import { type RequestHandler, Router } from 'express';
import { type Actor, type MyContract, noSuch, Refusal } from '../../../sync/agreements';
import { askJira, disableHalf, enableHalf } from '../../../sync/contracts';
import { type ProjectMeta } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, ok, param } from '../call';
import { listMyContracts } from '../mine';
import { ofProject, viewProjectContracts } from './project-contracts';

const notProjectAdmin = (): Refusal =>
  new Refusal(
    'forbidden',
    'not-project-admin',
    'This needs an administrator of the project.',
    'Ask someone with the permission "Administer Projects" in this project to do it.',
  );

/** A project's own contracts, for those who administer it: to read, and to switch on and off. No connections. */
export const projectRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;

  /** The right is asked first: who has none learns nothing, not even whether the project is there. */
  const getProject = async (call: Call): Promise<ProjectMeta> => {
    const { siteId, accountId } = call.actor;
    const idOrKey = param(call, 'idOrKey');
    return askJira(deps.jira, siteId, async (site) => {
      if (!(await site.administers(accountId)) && !(await site.administersProject(accountId, idOrKey))) {
        throw notProjectAdmin();
      }
      const project = await site.project(idOrKey);
      if (!project) throw noSuch('project');
      return project;
    });
  };

  const listOf = async (call: Call, { key }: ProjectMeta) => {
    const { siteId } = call.actor;
    const found = ofProject((await listMyContracts(stores, siteId, call.side)).values(), siteId, key);
    return call.side === null ? found : found.filter(({ internal, side }) => !internal || side === call.side);
  };

  const getContract = async (call: Call, project: ProjectMeta) => {
    const id = param(call, 'id');
    const found = (await listOf(call, project)).find(({ contract }) => contract.id === id);
    if (!found) throw noSuch('contract');
    return found;
  };

  const act = (name: string, change: (actor: Actor, mine: MyContract) => Promise<void>): RequestHandler => {
    const handle = async (call: Call) => {
      const project = await getProject(call);
      const mine = await getContract(call, project);
      await change(call.actor, mine);
      const now = await getContract({ ...call, side: mine.side }, project);
      return ok((await viewProjectContracts(stores, [now]))[0]);
    };
    return answer(Object.defineProperty(handle, 'name', { value: name }));
  };

  return Router()
    .get(
      '/projects/:idOrKey/contracts',
      answer(async function listProjectContracts(call) {
        const project = await getProject(call);
        const contracts = await listOf(call, project);
        const views = await viewProjectContracts(stores, contracts);
        return ok({ project: { key: project.key, name: project.name }, contracts: views });
      }),
    )
    .post(
      '/projects/:idOrKey/contracts/:id/enable',
      act('enableProjectContract', (actor, mine) => enableHalf(deps, actor, mine)),
    )
    .post(
      '/projects/:idOrKey/contracts/:id/disable',
      act('disableProjectContract', (actor, mine) => disableHalf(deps, actor, mine)),
    );
};
