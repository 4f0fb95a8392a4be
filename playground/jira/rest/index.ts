import { json, Router } from 'express';
import { gate } from '../http/gate';
import type { Site } from '../site';
import { appPropertyRoutes } from './app-properties';
import { attachmentRoutes } from './attachments';
import { commentRoutes } from './comments';
import { createMetaRoutes } from './createmeta';
import { issuePartRoutes } from './issue-parts';
import { issueRoutes } from './issues';
import { jqlRoutes } from './jql';
import { linkRoutes } from './links';
import { metadataRoutes } from './metadata';
import { permissionRoutes } from './permissions';
import { projectRoutes } from './projects';
import { reportAccountsRoutes } from './report-accounts';
import { searchRoutes } from './search';
import { serverInfo, siteInfoRoutes } from './site-info';
import { userRoutes } from './users';

/** The REST API. `strict: false`: the value of an entity property may be a bare string or number. */
export function restApi(site: Site): Router {
  const router = Router();
  router.use(json({ limit: '26mb', strict: false }), gate(site));
  router.get('/rest/api/3/serverInfo', serverInfo(site));
  router.use('/rest/api/3', createMetaRoutes(site), issueRoutes(site), issuePartRoutes(site), commentRoutes(site));
  router.use('/rest/api/3', attachmentRoutes(site), linkRoutes(site), searchRoutes(site), jqlRoutes(site));
  router.use('/rest/api/3', metadataRoutes(site), projectRoutes(site), userRoutes(site), permissionRoutes(site));
  router.use('/rest/api/3', siteInfoRoutes(site));
  router.use('/rest/atlassian-connect/1', appPropertyRoutes(site));
  router.use('/rest/atlassian-connect/latest', reportAccountsRoutes(site));
  return router;
}
