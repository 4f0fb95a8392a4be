import { Router } from 'express';
import { siteName } from '../../../sync/agreements';
import { askJira } from '../../../sync/contracts';
import { type ApiDeps } from '../api-deps';
import { answer, ok } from '../call';

/** Who calls. For every user, so that a page can tell what to offer. */
export const meRoutes = ({ database, jira }: ApiDeps): Router =>
  Router().get(
    '/me',
    answer(async function getMe({ actor }) {
      const site = await database.stores.sites.get(actor.siteId);
      const admin = await askJira(jira, actor.siteId, (mine) => mine.administers(actor.accountId));
      return ok({
        site: { id: site.id, name: siteName(site), url: site.displayUrl },
        accountId: actor.accountId,
        admin,
      });
    }),
  );
