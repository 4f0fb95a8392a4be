import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';

type Handler = (req: Request, res: Response, next: NextFunction) => void | Promise<void>;

/** Express 4 does not forward a rejected promise: every asynchronous handler goes through here. Keeps the name. */
export const route = (handler: Handler): RequestHandler => {
  const wrapped: RequestHandler = (req, res, next) => {
    void (async () => handler(req, res, next))().catch(next);
  };
  return Object.defineProperty(wrapped, 'name', { value: handler.name || 'handle' });
};
