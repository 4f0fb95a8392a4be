import { type Operation } from '../../../core/model';
import { type PerformContext, type RequestPreview } from '../../../sync/ports';
import { type SiteAccess } from '../access';
import { type JiraRequest } from '../http/request';
import { uploadAttachment } from '../requests/attachments';
import { editIssue, searchByMark } from '../requests/issues';
import { traceOf } from '../requests/trace';
import { doTransition } from '../requests/transitions';
import { createRequest as createIssueRequest } from './create-issue';
import { editOf } from './edit-fields';
import { bytesOf } from './ensure-attachment';
import { createRequest as createCommentRequest, editRequest, isSilent } from './ensure-comment';
import { asNewFields, fieldBody, fieldIdsOf } from './field-body';
import { fillScreen } from './fill-screen';
import { removalRequest } from './remove';
import { peekStep } from './transition';

const preview = ({ method, target, body }: JiraRequest, note: string | null = null): RequestPreview => ({
  method,
  path: target,
  body,
  note,
});

const refusedNote = (refused: Readonly<Record<string, string>>): string | null => {
  const reasons = Object.entries(refused).map(([id, reason]) => `${id} is left out: ${reason}`);
  return reasons.length === 0 ? null : reasons.join(' ');
};

const LOOK_NOTE = 'An earlier attempt may have succeeded: only if nothing is found, the next request is sent.';

/** The requests that `perform` would send, made by the same builders. Reads what a transition depends on; writes nothing. */
export const describe = async (
  access: SiteAccess,
  operation: Operation,
  context: PerformContext,
): Promise<readonly RequestPreview[]> => {
  const { linkId, catalog, projectKey } = context;
  switch (operation.kind) {
    case 'ensureIssue': {
      const body = fieldBody(operation.fields, catalog);
      const create = preview(createIssueRequest(operation, context, asNewFields(body)), refusedNote(body.refused));
      return operation.lookFirst ? [preview(searchByMark(linkId), LOOK_NOTE), create] : [create];
    }
    case 'setFields': {
      const body = fieldBody(operation.fields, catalog);
      if (fieldIdsOf(body).length === 0) return [];
      const edit = editOf({ issueId: operation.issueId, linkId }, body, !access.memory.loud.has(projectKey));
      return [preview(editIssue(edit), refusedNote(body.refused))];
    }
    case 'ensureComment':
      return [
        preview(
          operation.commentId === null
            ? createCommentRequest(operation, linkId, operation.body)
            : editRequest(
                operation,
                linkId,
                { commentId: operation.commentId, body: operation.body },
                isSilent(access, projectKey),
              ),
        ),
      ];
    case 'ensureAttachment': {
      const note = `multipart/form-data, part "file": ${operation.name}, ${operation.mimeType}, ${bytesOf(operation)} bytes`;
      return [preview(uploadAttachment(operation.issueId, traceOf(linkId, 'attachment')), note)];
    }
    case 'transition':
      return describeTransition(access, operation, context);
    case 'removeComment':
    case 'removeAttachment':
    case 'removeIssue':
      return [preview(removalRequest(operation, linkId))];
  }
};

const describeTransition = async (
  access: SiteAccess,
  operation: Extract<Operation, { kind: 'transition' }>,
  context: PerformContext,
): Promise<readonly RequestPreview[]> => {
  const step = await peekStep(access, operation, { ...context, learn: () => Promise.resolve() });
  if (!step) return [];
  const { transition } = step;
  const last = transition.to.name.toLowerCase() === operation.toStatus.toLowerCase();
  const { fields } = fillScreen(transition, operation.fields, last);
  const request = doTransition(operation.issueId, transition.id, fields, traceOf(context.linkId, 'transition'));
  const way = `From "${step.here}" to "${transition.to.name}"`;
  return [preview(request, last ? `${way}.` : `${way}, the first step on the way to "${operation.toStatus}".`)];
};
