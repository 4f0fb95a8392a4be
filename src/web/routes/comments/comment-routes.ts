import { Router } from 'express';
import { z } from 'zod';
import { noSuch, Refusal } from '../../../sync/agreements';
import { askJira } from '../../../sync/contracts';
import { type JiraSite } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, ok, param } from '../call';
import { line, parse, record } from '../shapes';

const body = record({ shared: z.boolean(), issue: line(100) });

const COMMENTS_ONLY = {
  catalog: {},
  fieldIds: [],
  comments: true,
  commentMarks: false,
  attachments: false,
  knownComments: {},
  knownAttachments: {},
};

const mayNotComment = (): Refusal =>
  new Refusal(
    'forbidden',
    'may-not-comment',
    'You may see this issue, but neither comment on it nor edit it.',
    'Ask someone who may comment on the issue to share the comment.',
  );

/** Answers the issue's id. The comment must stand on it, and the person browse it: an id alone would reach further. */
const demandComment = async (site: JiraSite, accountId: string, issue: string, commentId: string): Promise<string> => {
  const head = await site.findIssue(issue);
  if (!head || !(await site.browses(accountId, head.id))) throw noSuch('issue');
  // Sharing sends words to another company: it takes no less than the right to write them.
  if (!(await site.mayComment(accountId, head.id))) throw mayNotComment();
  const read = await site.readIssue(head.id, COMMENTS_ONLY);
  const found = read.state === 'present' && read.snapshot.comments.some(({ id }) => id === commentId);
  if (!found) throw noSuch('comment');
  return head.id;
};

/** For any user who may comment on the issue: marks a comment to be sent where the half says `which: marked`. */
export const commentRoutes = ({ jira, actions }: ApiDeps): Router =>
  Router().post(
    '/comments/:id/share',
    answer(async function shareComment(call) {
      const commentId = param(call, 'id');
      const { shared, issue } = parse(body, call.body ?? {}, 'request');
      const issueId = await askJira(jira, call.actor.siteId, async (site) => {
        const id = await demandComment(site, call.actor.accountId, issue, commentId);
        await site.shareComment(commentId, shared);
        return id;
      });
      await actions.commentShared(call.actor.siteId, issueId);
      return ok({ comment: commentId, shared });
    }),
  );
