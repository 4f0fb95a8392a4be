import { type RequestHandler, Router } from 'express';
import { Refusal } from '../../sync/agreements';
import { requireAdmin } from '../middleware';
import { activityRoutes } from './activity/activity-routes';
import { type ApiDeps } from './api-deps';
import { bulkRoutes } from './bulk/bulk-routes';
import { commentRoutes } from './comments/comment-routes';
import { conflictRoutes } from './conflicts/conflict-routes';
import { connectionRoutes } from './connections/connection-routes';
import { userRoutes } from './connections/user-routes';
import { contractRoutes } from './contracts/contract-routes';
import { halfRoutes } from './contracts/half-routes';
import { descriptionRoutes } from './description-routes';
import { invitationRoutes } from './invitations/invitation-routes';
import { issueRoutes } from './issues/issue-routes';
import { linkActRoutes } from './links/link-act-routes';
import { linkRoutes } from './links/link-routes';
import { meRoutes } from './me/me-routes';
import { metadataRoutes } from './metadata/metadata-routes';
import { overviewRoutes } from './overview/overview-routes';
import { pairRequestRoutes } from './pair-requests/pair-request-routes';
import { previewRoutes } from './preview/preview-routes';
import { problemRoutes } from './problems/problem-routes';
import { projectRoutes } from './projects/project-routes';
import { plainJsonFaults } from './shapes';
import { refuse } from './call';
import { templateRoutes } from './templates/template-routes';
import { versionRoutes } from './versions/version-routes';

export type { ApiDeps } from './api-deps';

const demandPlainJson: RequestHandler = function demandPlainJson(req, _res, next) {
  const faults = plainJsonFaults(req.body);
  if (faults.length === 0) return next();
  const message = 'The body holds something that cannot be stored.';
  next(refuse(new Refusal('invalid', 'invalid-request', message, 'Mend every fault listed.', faults)));
};

/** The JSON API, to be mounted at /api behind the context token and a JSON body parser. Described in web/openapi.json. */
export const apiRouter = (deps: ApiDeps): Router => {
  const router = Router();
  router.use(demandPlainJson);
  for (const forEveryone of [meRoutes, issueRoutes, linkActRoutes, commentRoutes, projectRoutes, descriptionRoutes])
    router.use(forEveryone(deps));
  router.use(requireAdmin(async (siteId, accountId) => (await deps.jira.on(siteId)).administers(accountId)));
  const areas = [
    overviewRoutes,
    invitationRoutes,
    connectionRoutes,
    userRoutes,
    contractRoutes,
    halfRoutes,
    versionRoutes,
    templateRoutes,
    previewRoutes,
    bulkRoutes,
    pairRequestRoutes,
    linkRoutes,
    activityRoutes,
    problemRoutes,
    conflictRoutes,
    metadataRoutes,
  ];
  for (const area of areas) router.use(area(deps));
  return router;
};
