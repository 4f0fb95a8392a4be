import { type Response, Router } from 'express';
import { z } from 'zod';
import { type HostTokens, type Sites } from '../../../sync/ports';
import {
  type Administers,
  authenticateBound,
  callerOf,
  noStore,
  requireAdmin,
  route,
  setPagePolicy,
} from '../../middleware';
import { type Assets } from './assets';

export interface PageDeps {
  readonly tokens: HostTokens;
  readonly sites: Pick<Sites, 'find'>;
  readonly administers: Administers;
  readonly hostScriptUrl: string;
  readonly assets: Assets;
  /** Who may frame, beside the site's own address. */
  readonly frameAncestors: readonly string[];
}

/** A customer's own domain frames the page too; known only now that the token told which site it is. */
const frameAncestorsOf = async ({ sites, frameAncestors }: PageDeps, siteId: string): Promise<readonly string[]> => {
  const site = await sites.find(siteId);
  return site ? [...new Set([...frameAncestors, new URL(site.displayUrl).origin])] : frameAncestors;
};

const markPage = route(function markPage(_req, res, next) {
  res.locals['isPage'] = true;
  next();
});

/** The page may be framed from here on, errors about rights included; what the token does not prove, stays unframed. */
const allowFrame = (deps: PageDeps) =>
  route(async function allowFrame(_req, res, next) {
    const frameAncestors = await frameAncestorsOf(deps, callerOf(res).siteId);
    setPagePolicy(res, { frameAncestors, scriptOrigin: new URL(deps.hostScriptUrl).origin });
    next();
  });

const text = z.string().optional().catch(undefined);
const pageQuery = z.object({ issueId: text, projectKey: text });

interface Shell {
  readonly page: 'admin' | 'panel' | 'project';
  /** The host script gives the frame the whole width and height of its place. */
  readonly sizeToParent: boolean;
}

const render = (deps: PageDeps, { page, sizeToParent }: Shell) =>
  route(function renderPage(req, res: Response) {
    // The query is covered by the token's hash, so it is as good as the token's own context.
    const { issueId = callerOf(res).issueId, projectKey } = pageQuery.parse({ ...req.query });
    const { hostScriptUrl, assets } = deps;
    const [script, style] = [assets.nameOf(`${page}.js`), assets.nameOf('accord.css')];
    res.render(page, {
      title: 'Accord',
      hostScriptUrl,
      issueId,
      projectKey,
      script,
      style,
      sizeToParent,
      autoResize: true,
    });
  });

/** Thin shells in Jira's frames: all they show comes from the JSON API, with a context token. */
export const pageRoutes = (deps: PageDeps): Router => {
  const shared = [markPage, noStore, authenticateBound(deps.tokens), allowFrame(deps)];
  const router = Router();
  router.get('/admin', shared, requireAdmin(deps.administers), render(deps, { page: 'admin', sizeToParent: true }));
  router.get('/panel', shared, render(deps, { page: 'panel', sizeToParent: false }));
  // What it may show and do is asked of Jira by the API, project by project.
  router.get('/project', shared, render(deps, { page: 'project', sizeToParent: true }));
  return router;
};
