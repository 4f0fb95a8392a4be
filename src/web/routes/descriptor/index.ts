import { Router } from 'express';
import { type DescriptorValues, renderDescriptor } from './render-descriptor';

export { describedEvents } from './render-descriptor';

/** Public by nature: Jira reads it before there is a tenant. */
export const descriptorRoutes = (values: DescriptorValues): Router => {
  const descriptor = renderDescriptor(values);
  const router = Router();
  router.get('/atlassian-connect.json', function descriptorJson(_req, res) {
    res.json(descriptor);
  });
  return router;
};
