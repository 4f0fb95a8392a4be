import { Router } from 'express';
import { Refusal } from '../../../sync/agreements';
import { JiraError, type JiraSite } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, ok } from '../call';
import { getContractOf } from '../contracts/contract-routes';
import { line, parse, record } from '../shapes';
import { demandSight } from '../sight';
import { viewPreview } from './preview-view';

const body = record({ issue: line(100) });

/** Without Jira's words: they may be those of the partner's Jira. */
const notAnswered = (error: unknown): unknown =>
  error instanceof JiraError
    ? new Refusal(
        'unavailable',
        'jira-unavailable',
        'One of the two Jira sites did not answer what the preview has to ask.',
        'Try again in a moment. If it stays so, check your side against Jira, and ask the partner to do the same.',
      )
    : error;

/** A preview shows values of the issue. An issue that is not there is told of by the preview itself. */
const demandViewable = async (site: JiraSite, accountId: string, idOrKey: string): Promise<void> => {
  const issue = await site.findIssue(idOrKey);
  if (issue) demandSight((await site.browses(accountId, issue.id)) ? 'yes' : 'no');
};

/** What would happen to one issue now: plan and requests, nothing written. */
export const previewRoutes = (deps: ApiDeps): Router =>
  Router().post(
    '/contracts/:id/preview',
    answer(async function previewIssue(call) {
      const mine = await getContractOf(deps, call);
      const { issue } = parse(body, call.body ?? {}, 'request');
      try {
        await demandViewable(await deps.jira.on(call.actor.siteId), call.actor.accountId, issue);
        return ok(viewPreview(await deps.actions.preview(mine.contract.id, mine.side, issue), mine));
      } catch (error) {
        throw notAnswered(error);
      }
    }),
  );
