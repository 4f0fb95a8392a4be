import { type Request, type RequestHandler, type Response } from 'express';
import { type Side } from '../../core/model';
import { type Actor, Refusal, type RefusalKind } from '../../sync/agreements';
import { callerOf, HttpError, route } from '../middleware';
import { parse, side as sideShape } from './shapes';

/** A request of the API as its handlers see it: who asks is proved, `side` is read. */
export interface Call {
  readonly actor: Actor;
  /** Chooses the half where both sides are one site; null when not given. */
  readonly side: Side | null;
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
}

export interface Reply {
  readonly status: number;
  /** Undefined: no body. */
  readonly body?: unknown;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
/** Queued; the pipeline does it in a moment. */
export const accepted = (): Reply => ({ status: 202, body: { queued: true } });
export const noContent = (): Reply => ({ status: 204 });

const STATUS: Readonly<Record<RefusalKind, number>> = {
  notFound: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 422,
  unavailable: 503,
};

/** A use case's no, as the answer that goes out. */
export const refuse = (refusal: Refusal): HttpError =>
  new HttpError(STATUS[refusal.kind], refusal.code, refusal.message, {
    ...(refusal.remedy === null ? {} : { remedy: refusal.remedy }),
    ...(refusal.faults === null ? {} : { faults: refusal.faults }),
  });

const actorOf = (res: Response): Actor => {
  const { siteId, accountId } = callerOf(res);
  if (accountId !== null) return { siteId, accountId };
  throw new Refusal(
    'forbidden',
    'no-person',
    'The token names no person.',
    'Open the page in Jira as a signed-in user.',
  );
};

const callOf = (req: Request, res: Response): Call => ({
  actor: actorOf(res),
  side: parse(sideShape, req.query['side'], 'side', ['side']),
  params: req.params,
  query: req.query,
  body: req.body as unknown,
});

/** Turns a handler over a `Call` into a handler of Express; its refusals become answers in the API's error shape. */
export const answer = (handler: (call: Call) => Promise<Reply>): RequestHandler => {
  const handle = async (req: Request, res: Response): Promise<void> => {
    try {
      const { status, body } = await handler(callOf(req, res));
      if (body === undefined) res.status(status).end();
      else res.status(status).json(body);
    } catch (error) {
      throw error instanceof Refusal ? refuse(error) : error;
    }
  };
  return route(Object.defineProperty(handle, 'name', { value: handler.name }));
};

/** A path parameter that the route's pattern promises. */
export const param = ({ params }: Call, name: string): string => {
  const value = params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}.`);
  if (/[\p{Cc}\p{Cs}]/u.test(value)) throw new Refusal('notFound', 'not-found', 'There is nothing at this address.');
  return value;
};
