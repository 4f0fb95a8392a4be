import express, { Router } from 'express';
import { doorsOf } from './doors';
import { addCommentActs } from './routes/comments';
import { addFiles } from './routes/files';
import { addIssueActs } from './routes/issues';
import { addPages } from './routes/pages';
import type { UiSite } from './site';

export type { UiSite } from './site';

/** Plain pages over a simulated Jira. Everything goes through its REST API as the chosen person. */
export function createUi(site: UiSite): Router {
  const router = Router();
  router.use('/ui/act-as', express.urlencoded({ extended: false }));
  const doors = doorsOf(router, site);
  addPages(doors);
  addIssueActs(doors);
  addCommentActs(doors);
  addFiles(doors);
  return router;
}
