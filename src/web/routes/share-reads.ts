import { type RequestHandler } from 'express';
import { callerOf } from '../middleware';
import { type Call, type Reply } from './call';

export interface SharedReads {
  /** To stand in front of what changes things: nobody joins a read that began before a change of the own site. */
  readonly noteWrites: RequestHandler;
  /** Equal reads of one person that are under way at the same time are made once. */
  share(handler: (call: Call) => Promise<Reply>): (call: Call) => Promise<Reply>;
}

/** Nothing outlives the answer: this saves Jira from a crowd of equal questions, and never shows what is old. */
export const createSharedReads = (): SharedReads => {
  const underWay = new Map<string, Promise<Reply>>();

  const forget = (siteId: string): void => {
    for (const key of underWay.keys()) if (key.startsWith(`${siteId} `)) underWay.delete(key);
  };

  return {
    noteWrites: function noteWrites(req, res, next) {
      if (req.method !== 'GET') {
        const { siteId } = callerOf(res);
        forget(siteId);
        res.once('finish', () => forget(siteId));
      }
      next();
    },
    share: (handler) => {
      const shared = (call: Call): Promise<Reply> => {
        const { actor, side, params, query } = call;
        const key = `${actor.siteId} ${JSON.stringify([actor.accountId, side, params, query])}`;
        const known = underWay.get(key);
        if (known) return known;
        const reading = handler(call).finally(() => {
          if (underWay.get(key) === reading) underWay.delete(key);
        });
        underWay.set(key, reading);
        return reading;
      };
      return Object.defineProperty(shared, 'name', { value: handler.name });
    },
  };
};
