import { Router } from 'express';
import description from '../openapi.json';
import { type ApiDeps } from './api-deps';
import { answer, ok } from './call';

/** The description of this API, as it stands in the repository. */
export const descriptionRoutes = (_deps: ApiDeps): Router =>
  Router().get(
    '/openapi.json',
    answer(function getDescription() {
      return Promise.resolve(ok(description));
    }),
  );
