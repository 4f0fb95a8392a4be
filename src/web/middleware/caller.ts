import { type Response } from 'express';
import { type Caller } from '../../sync/ports';

/** Written by the authenticate middlewares alone. */
export const setCaller = (res: Response, caller: Caller): void => {
  res.locals['caller'] = caller;
};

/** Who calls, as the token proved it. Throws on a route that forgot to authenticate. */
export const callerOf = (res: Response): Caller => {
  const caller = res.locals['caller'] as Caller | undefined;
  if (!caller) throw new Error('The route has no authenticate middleware in front of it.');
  return caller;
};
