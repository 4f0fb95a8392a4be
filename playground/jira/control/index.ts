import { json, Router } from 'express';
import type { InstallKeys } from '../connect/install-keys';
import type { Site } from '../site';
import { controlRoutes } from './routes';
import { connectControl } from './connect';
import { faultControl } from './faults-api';
import { manyControl } from './many';
import { observeControl } from './observe';
import { adminControl } from './admin';
import { automationControl } from './automation';

/** `/playground/*`: what a test or a demonstration may do to the site that nobody can do to a real one. No login. */
export function controlApi(site: Site, keys: InstallKeys): Router {
  const router = Router();
  router.use(json({ limit: '5mb' }));
  const parts = [
    observeControl(site),
    faultControl(site),
    connectControl(site, keys),
    adminControl(site),
    manyControl(site),
    automationControl(site),
  ];
  for (const handlers of parts) router.use(controlRoutes(handlers));
  return router;
}
