import { Router, type Request } from 'express';
import { objectOf, type JsonObject } from '../json';

/** One control call: what it names, and its JSON body. What the handler returns is the answer. */
export interface ControlCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: JsonObject;
}

export type ControlHandler = (call: ControlCall) => unknown;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export function controlRoutes(handlers: Readonly<Record<string, ControlHandler>>): Router {
  const router = Router();
  for (const [route, handler] of Object.entries(handlers)) {
    const [method, path] = route.split(' ') as [Method, string];
    router[method](path, (req, res, next) => {
      Promise.resolve()
        .then(() => handler(callOf(req)))
        .then((answer) => (answer === undefined ? res.status(204).end() : res.json(answer)))
        .catch(next);
    });
  }
  return router;
}

function callOf(req: Request): ControlCall {
  const query = Object.entries(req.query).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return { params: req.params, query: Object.fromEntries(query) as Record<string, string>, body: objectOf(req.body) };
}
