import express, { Router } from 'express';
import { type HostTokens } from '../../src/sync/ports';
import { authenticateContext } from '../../src/web/middleware';
import { type ApiDeps, apiRouter } from '../../src/web/routes/api';
import { listRoutes } from './list-routes';

// Only the list of routes is looked at: nothing of these is ever called.
const [tokens, deps] = [{} as HostTokens, { database: {} } as ApiDeps];
const api = Router().use(authenticateContext(tokens), apiRouter(deps));
const routes = listRoutes(express().use('/api', api));

test('every route of the API stands behind the context token', () => {
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.filter(({ chain }) => chain[0] !== 'authenticateContext')).toEqual([]);
});

test('every route is for admins, but for what each user may ask (with a check of its own)', () => {
  const forEveryone = routes.filter(({ chain }) => !chain.includes('requireAdmin'));
  expect(forEveryone.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/me',
    'GET /api/issues/:idOrKey/links',
    'POST /api/contracts/:id/links',
    'POST /api/links/:id/sync',
    'POST /api/links/:id/pause',
    'POST /api/links/:id/resume',
    'POST /api/links/:id/unlink',
    'POST /api/comments/:id/share',
    'GET /api/projects/:idOrKey/contracts',
    'POST /api/projects/:idOrKey/contracts/:id/enable',
    'POST /api/projects/:idOrKey/contracts/:id/disable',
    'GET /api/openapi.json',
  ]);
});
