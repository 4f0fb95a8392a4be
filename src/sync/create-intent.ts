import { attempted, attemptedLate } from '../core/plan';
import { type Failure, type Link, type Operation } from '../core/model';
import { type PipelineDeps } from './deps';

/** What is remembered of the calls that create an issue, while they are made (law 5). */
export interface Intent {
  /** Right before each call. */
  readonly note: () => Promise<void>;
  readonly noteLate: (fieldIds: readonly string[]) => Promise<void>;
  readonly link: () => Link;
  /** The operation failed. Gives the link as it is remembered now. */
  readonly failed: (failure: Failure) => Promise<Link>;
}

/** Jira answered that it did nothing. */
const isUndone = (failure: Failure): boolean => {
  switch (failure.kind) {
    case 'unavailable':
      return !failure.maybeDone;
    case 'malformed':
    case 'unsettled':
    case 'fault':
      return false;
    default:
      return true;
  }
};

/**
 * A create call that was sent is looked for before the next, from its own time on. One that Jira refused for certain is
 * forgotten: the look would only cost time.
 */
export const createIntent = (run: { readonly deps: PipelineDeps }, before: Link, operation: Operation): Intent => {
  const { database, clock } = run.deps;
  let [link, sent] = [before, false];
  const save = async (next: Link): Promise<Link> => {
    link = next;
    await database.stores.links.save(next);
    return next;
  };
  return {
    note: async () => {
      if (operation.kind !== 'ensureIssue') return;
      await save(attempted(link, operation, clock.now().toISOString()));
      sent = true;
    },
    noteLate: async (fieldIds) => {
      if (operation.kind === 'ensureIssue') await save(attemptedLate(link, fieldIds));
    },
    link: () => link,
    failed: async (failure) => {
      if (!sent) return link;
      // The search index lags behind the end of the call: it may have happened then.
      const intent = isUndone(failure) ? null : { ...link.createIntent, at: clock.now().toISOString() };
      return save({ ...link, createIntent: intent });
    },
  };
};
