import { type Operation, type Receipt } from '../../../core/model';
import { type PerformContext } from '../../../sync/ports';
import { type SiteAccess } from '../access';
import { ensureAttachment } from './ensure-attachment';
import { ensureComment } from './ensure-comment';
import { ensureIssue } from './ensure-issue';
import { removeIt } from './remove';
import { setFields } from './set-fields';
import { transition } from './transition';

/** Carries out one operation, safe to repeat. */
export const perform = (access: SiteAccess, operation: Operation, context: PerformContext): Promise<Receipt> => {
  switch (operation.kind) {
    case 'ensureIssue':
      return ensureIssue(access, operation, context);
    case 'setFields':
      return setFields(access, operation, context);
    case 'ensureComment':
      return ensureComment(access, operation, context);
    case 'ensureAttachment':
      return ensureAttachment(access, operation, context);
    case 'transition':
      return transition(access, operation, context);
    case 'removeComment':
    case 'removeAttachment':
    case 'removeIssue':
      return removeIt(access, operation, context);
  }
};
