import express, { Router } from 'express';
import { doorsOf } from './doors';
import { addAssets } from './routes/assets';
import { addCommentActs } from './routes/comments';
import { addConnect } from './routes/connect';
import { addFiles } from './routes/files';
import { addIssueActs } from './routes/issues';
import { addPages } from './routes/pages';
import type { UiSite } from './site';

export type { UiSite } from './site';

/** Pages over a simulated Jira, with those of installed apps in frames. Everything happens as the chosen person. */
export function createUi(site: UiSite): Router {
  const router = Router();
  router.use('/ui/act-as', express.urlencoded({ extended: false }));
  const doors = doorsOf(router, site);
  addPages(doors);
  addIssueActs(doors);
  addCommentActs(doors);
  addFiles(doors);
  addConnect(doors);
  addAssets(router);
  return router;
}
