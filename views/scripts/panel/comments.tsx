import { type ShareableComment } from '../host/api-types';
import { post } from '../host/call';
import { useAction } from '../host/load';
import { Time, Toggle } from '../kit';
import { text } from '../text';

interface Props {
  readonly issueId: string;
  readonly comments: readonly ShareableComment[];
  /** Every pair is inside this Jira: there is no partner. */
  readonly inside: boolean;
  readonly onDone: () => void;
}

const CommentRow = (props: {
  comment: ShareableComment;
  busy: boolean;
  inside: boolean;
  onChange: (shared: boolean) => void;
}) => {
  const { authorName, at, excerpt, shared } = props.comment;
  return (
    <li class="shareable">
      <div>
        <strong dir="auto">{authorName}</strong>{' '}
        <small>
          <Time at={at} />
        </small>
        <p dir="auto" class="shareable-text">
          {excerpt}
        </p>
      </div>
      <Toggle
        on={shared}
        busy={props.busy}
        label={text.panel.shareLabel(authorName, excerpt, props.inside)}
        onChange={props.onChange}
      />
    </li>
  );
};

/** Where a contract sends only the comments that somebody chose. */
export const Comments = ({ issueId, comments, inside, onDone }: Props) => {
  const share = useAction(async (id: string, shared: boolean) => {
    await post(`/comments/${id}/share`, { shared, issue: issueId });
    onDone();
  });
  if (comments.length === 0) return null;
  const shared = comments.filter((comment) => comment.shared).length;
  return (
    <details class="panel-part">
      <summary>{text.panel.comments(shared, comments.length)}</summary>
      <p class="subtle">{text.panel.commentsHint(inside)}</p>
      <ul class="plain-list">
        {comments.map((comment) => (
          <CommentRow
            key={comment.id}
            comment={comment}
            busy={share.busy}
            inside={inside}
            onChange={(next) => share.run(comment.id, next)}
          />
        ))}
      </ul>
    </details>
  );
};
