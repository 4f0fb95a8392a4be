import { Router } from 'express';
import { Refusal } from '../../../sync/agreements';
import { JiraError } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, ok } from '../call';
import { getContractOf } from '../contracts/contract-routes';
import { line, parse, record } from '../shapes';
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

/** What would happen to one issue now: plan and requests, nothing written. */
export const previewRoutes = (deps: ApiDeps): Router =>
  Router().post(
    '/contracts/:id/preview',
    answer(async function previewIssue(call) {
      const mine = await getContractOf(deps, call);
      const { issue } = parse(body, call.body ?? {}, 'request');
      try {
        return ok(viewPreview(await deps.actions.preview(mine.contract.id, mine.side, issue), mine));
      } catch (error) {
        throw notAnswered(error);
      }
    }),
  );
