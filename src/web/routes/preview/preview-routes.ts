import { Router } from 'express';
import { askJira } from '../../../sync/contracts';
import { type ApiDeps } from '../api-deps';
import { answer, ok } from '../call';
import { getContractOf } from '../contracts/contract-routes';
import { line, parse, record } from '../shapes';
import { viewPreview } from './preview-view';

const body = record({ issue: line(100) });

/** What would happen to one issue now: plan and requests, nothing written. */
export const previewRoutes = (deps: ApiDeps): Router =>
  Router().post(
    '/contracts/:id/preview',
    answer(async function previewIssue(call) {
      const mine = await getContractOf(deps, call);
      const { issue } = parse(body, call.body ?? {}, 'request');
      const { siteId } = call.actor;
      const result = await askJira(deps.jira, siteId, () => deps.actions.preview(mine.contract.id, mine.side, issue));
      return ok(viewPreview(result, mine));
    }),
  );
