import { Router } from 'express';
import { z } from 'zod';
import { demandActive, findMyContract, noSuch } from '../../../sync/agreements';
import { type ApiDeps } from '../api-deps';
import { accepted, answer, ok, param } from '../call';
import { listMyContracts } from '../mine';
import { limit, parse } from '../shapes';
import { viewProblem } from './problem-view';

const listQuery = z.object({ limit: limit(100, 500) });

export const problemRoutes = ({ database: { stores }, actions }: ApiDeps): Router =>
  Router()
    .get(
      '/problems',
      answer(async function listProblems({ actor, side, query }) {
        const contracts = await listMyContracts(stores, actor.siteId, side);
        const open = await stores.problems.listOpen([...contracts.keys()], parse(listQuery, query, 'query').limit);
        const problems = open.flatMap((problem) => {
          const mine = contracts.get(problem.contractId);
          return mine ? [viewProblem(problem, mine)] : [];
        });
        return ok({ problems });
      }),
    )
    .post(
      '/problems/:id/retry',
      answer(async function retryProblem(call) {
        const problem = await stores.problems.find(param(call, 'id'));
        const mine = problem && (await findMyContract(stores, call.actor.siteId, problem.contractId));
        if (!mine) throw noSuch('problem');
        demandActive(mine.connection);
        await actions.retryProblem(problem.id, call.actor.accountId);
        return accepted();
      }),
    );
