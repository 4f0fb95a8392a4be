import { Router } from 'express';
import { z } from 'zod';
import {
  demandBothSides,
  findMyContract,
  getMyContract,
  isLive,
  type MyContract,
  noSuch,
} from '../../../sync/agreements';
import { type Problem } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { accepted, answer, type Call, ok, param, type Reply } from '../call';
import { listMyContracts } from '../mine';
import { limit, line, parse, record } from '../shapes';
import { readSight } from '../sight';
import { codeOf, demandAnswer, demandMayRetry, mayRetry, NO_KEYS, PARTNERS_CODE, viewProblem } from './problem-view';

const id = line(100).optional();
const listQuery = z.object({ contract: id, link: id, code: id, limit: limit(100, 500) });
const answerBody = record({ answer: z.enum(['deleted', 'still-there', 'delete', 'keep']) });
const retryBody = record({ code: id, contract: id });

/** Problems that one call tries again. What is left can be tried by the next call. */
const MOST_RETRIED = 1000;

interface Kind {
  readonly contract?: string | undefined;
  readonly link?: string | undefined;
  readonly code?: string | undefined;
}

interface Found {
  readonly problem: Problem;
  readonly mine: MyContract;
}

const queued = (count: number): Reply => ({ status: 202, body: { queued: count } });

export const problemRoutes = ({ database: { stores }, actions, jira }: ApiDeps): Router => {
  /** Codes are compared as this side reads them: what the partner's problem is called is its own business. */
  const find = async (
    { actor, side }: Call,
    { contract, link, code }: Kind,
    most: number,
  ): Promise<readonly Found[]> => {
    if (contract !== undefined) await getMyContract(stores, actor.siteId, contract, side);
    const contracts = await listMyContracts(stores, actor.siteId, side);
    const filter = {
      ...(link === undefined ? {} : { linkId: link }),
      ...(code === undefined || code === PARTNERS_CODE ? {} : { code }),
    };
    const ids = contract === undefined ? [...contracts.keys()] : [contract];
    const open = await stores.problems.listOpen(ids, code === undefined ? most : MOST_RETRIED, filter);
    return open
      .flatMap((problem) => {
        const mine = contracts.get(problem.contractId);
        return mine && (code === undefined || codeOf(problem, mine) === code) ? [{ problem, mine }] : [];
      })
      .slice(0, most);
  };

  const findMine = async (call: Call): Promise<Found> => {
    const problem = await stores.problems.find(param(call, 'id'));
    const mine = problem && (await findMyContract(stores, call.actor.siteId, problem.contractId));
    if (!mine) throw noSuch('problem');
    demandBothSides(mine);
    return { problem, mine };
  };

  return Router()
    .get(
      '/problems',
      answer(async function listProblems(call) {
        const { limit: most, ...kind } = parse(listQuery, call.query, 'query');
        const found = await find(call, kind, most);
        const keys = await stores.links.keysOf(found.flatMap(({ problem }) => problem.linkId ?? []));
        const sightOf = await readSight(
          { jira, stores, actor: call.actor },
          found.map(({ problem, mine }) => ({ subject: problem, mine })),
        );
        const view = ({ problem, mine }: Found) =>
          viewProblem(problem, mine, keys[problem.linkId ?? ''] ?? NO_KEYS, sightOf(problem, mine));
        return ok({ problems: found.map(view) });
      }),
    )
    .post(
      '/problems/retry',
      answer(async function retryProblems(call) {
        const found = await find(call, parse(retryBody, call.body ?? {}, 'request'), MOST_RETRIED);
        const live = found.filter(({ problem, mine }) => isLive(mine) && mayRetry(problem, mine));
        for (const { problem } of live) await actions.retryProblem(problem.id, call.actor.accountId);
        return queued(live.length);
      }),
    )
    .post(
      '/problems/:id/answer',
      answer(async function answerProblem(call) {
        const said = parse(answerBody, call.body, 'request');
        const { problem, mine } = await findMine(call);
        demandAnswer(problem, mine, said.answer);
        await actions.answerProblem(problem.id, said.answer, call.actor.accountId);
        return accepted();
      }),
    )
    .post(
      '/problems/:id/retry',
      answer(async function retryProblem(call) {
        const { problem, mine } = await findMine(call);
        demandMayRetry(problem, mine);
        await actions.retryProblem(problem.id, call.actor.accountId);
        return accepted();
      }),
    );
};
