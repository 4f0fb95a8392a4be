import { Router } from 'express';
import { z } from 'zod';
import { otherSide } from '../../../core/model';
import { type MyContract } from '../../../sync/agreements';
import { answerRequests } from '../../../sync/bulk/answer-requests';
import { countWaiting } from '../../../sync/bulk/propose';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, ok } from '../call';
import { getContractOf } from '../contracts/contract-routes';
import { nameOf, readNames } from '../names';
import { limit, line, parse, record, worded } from '../shapes';
import { lookAtNames, type NamedIssue } from './named-issues';

const RUNS = 20;
const MOST_ANSWERED = 100;

const id = z.string().regex(/^\d{1,18}$/, worded('This is no request.', 'Give an id of the list.'));
const query = z.object({
  from: z.enum(['partner', 'mine']).default('partner'),
  after: id.optional(),
  limit: limit(20, 50),
});
const answers = z.enum(['accept', 'decline']);
const byIds = record({ answer: answers, requests: z.array(id).min(1).max(MOST_ANSWERED) });
const byRun = record({ answer: answers, run: line(100) });

const UNKNOWN: NamedIssue = { is: 'unknown' };

/** Pairs that wait for an answer: those that the partner asks for, or the own ones. */
export const pairRequestRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;

  const list = async (call: Call, mine: MyContract) => {
    const { from, after = null, limit: most } = parse(query, call.query, 'query', ['query']);
    const asked = { contractId: mine.contract.id, side: from === 'mine' ? mine.side : otherSide(mine.side) };
    const found = await stores.pairRequests.list(asked, { after, limit: most + 1 });
    const shown = found.slice(0, most);
    const isMine = from === 'mine';
    const names = isMine
      ? await readNames(
          deps.jira,
          call.actor.siteId,
          shown.map(({ askedBy }) => askedBy),
        )
      : new Map();
    const half = mine.contract.halves[mine.side];
    const issues = isMine ? new Map<string, NamedIssue>() : await lookAtNames(deps, call.actor, half, shown);
    return {
      total: await countWaiting(stores, asked),
      runs: (await stores.pairRequests.runs(asked, RUNS)).map(({ runId, ...run }) => ({ run: runId, ...run })),
      requests: shown.map(({ id: request, runId, issueKey, theirs, askedAt, askedBy }) => ({
        id: request,
        run: runId,
        own: isMine ? issueKey : theirs,
        partner: isMine ? theirs : issueKey,
        issue: isMine ? null : (issues.get(theirs) ?? UNKNOWN),
        askedAt,
        authorName: isMine ? nameOf(names, askedBy) : null,
      })),
      next: found.length > most ? (shown.at(-1)?.id ?? null) : null,
    };
  };

  return Router()
    .get(
      '/contracts/:id/pair-requests',
      answer(async function listPairRequests(call) {
        return ok(await list(call, await getContractOf(deps, call)));
      }),
    )
    .post(
      '/contracts/:id/pair-requests/answer',
      answer(async function answerPairRequests(call) {
        const mine = await getContractOf(deps, call);
        const named = typeof call.body === 'object' && call.body !== null && 'run' in call.body;
        const body = named ? parse(byRun, call.body, 'answer') : parse(byIds, call.body ?? {}, 'answer');
        const which = 'run' in body ? { runId: body.run } : { ids: body.requests };
        const answered = await answerRequests(deps, call.actor, mine, { answer: body.answer, which });
        const asked = { contractId: mine.contract.id, side: otherSide(mine.side) };
        return ok({ answered, waiting: await countWaiting(stores, asked) });
      }),
    );
};
