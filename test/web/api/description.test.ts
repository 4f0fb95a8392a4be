import { type Router } from 'express';
import { apiRouter, type ApiDeps } from '../../../src/web/routes/api';
import { operations } from './description';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every route of the router and of the routers in it, as the document writes paths. */
const routesOf = (layers: readonly Layer[]): string[] =>
  layers.flatMap(({ route, handle }) => {
    if (!route) return handle.stack ? routesOf(handle.stack) : [];
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    return Object.keys(route.methods).map((method) => `${method} ${path}`);
  });

const router = (): Router =>
  apiRouter({ database: { stores: {} }, clock: { now: () => new Date(0) } } as unknown as ApiDeps);

test('the document describes every route, and no other', () => {
  const served = routesOf(router().stack as unknown as readonly Layer[]).sort();
  const described = operations.map(({ method, path }) => `${method} ${path}`).sort();
  expect(served.length).toBeGreaterThan(50);
  expect(described).toEqual(served);
});

test('operation ids are unique', () => {
  const ids = operations.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
