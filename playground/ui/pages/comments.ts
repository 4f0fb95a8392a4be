import { listComments, type Comment } from '../../client/jira';
import { html, type Html } from '../html';
import { fromAdf } from '../markup';
import { renderAdf, type FindMedia } from '../render-adf';
import type { Visit } from '../site';
import { page, time } from './layout';

export function commentList(visit: Visit, issue: string, comments: readonly Comment[], find: FindMedia): Html {
  return html`<ol class="comments">
    ${comments.map(
      (comment) =>
        html`<li class="${comment.jsdPublic === false ? 'comment internal' : 'comment'}" id="comment-${comment.id}">
          <div class="by">
            <strong>${comment.author.displayName}</strong> ${time(comment.created)} ${marksOf(comment)}
            <span class="acts">
              <a href="/browse/${issue}/comments/${comment.id}">Edit</a>
              <form method="post" action="/browse/${issue}/comments/${comment.id}/delete"><button>Delete</button></form>
            </span>
          </div>
          ${renderAdf(comment.body, find)}
        </li>`,
    )}
  </ol>`;
}

function marksOf(comment: Comment): Html {
  return html`${comment.jsdPublic === false ? html`<span class="mark internal">internal</span>` : null}
  ${
    comment.visibility
      ? html`<span class="mark">only ${comment.visibility.type} ${comment.visibility.value}</span>`
      : null
  }
  ${comment.updated === comment.created ? null : html`<span class="muted">edited ${time(comment.updated)}</span>`}
  ${(comment.properties ?? [])
    .filter((property) => property.key.startsWith('accord'))
    .map((property) => html`<span class="mark" title="${JSON.stringify(property.value)}">${property.key}</span>`)}`;
}

export const commentForm = (issue: string): Html =>
  html`<form method="post" action="/browse/${issue}/comments" class="new-comment">
    <textarea name="body" rows="4" required="required" aria-label="Comment" placeholder="Write a comment"></textarea>
    <div class="row">
      <label><input type="checkbox" name="internal" value="yes" /> internal note</label>
      <label
        >seen by
        <input name="only" list="restrictions" placeholder="everyone" aria-label="Seen by" />
      </label>
      <datalist id="restrictions">
        <option value="role:Administrators"></option>
        <option value="group:jira-administrators"></option>
      </datalist>
      <button class="primary">Comment</button>
    </div>
  </form>`;

export async function editCommentPage(visit: Visit, issue: string, id: string): Promise<string> {
  const comment = (await listComments(visit.session, issue)).find((each) => each.id === id);
  if (comment === undefined) return page(visit, 'Comment', html`<h1>This comment is not there any more</h1>`);
  return page(
    visit,
    `Comment on ${issue}`,
    html`<h1>Comment on <a href="/browse/${issue}">${issue}</a></h1>
      <form method="post" action="/browse/${issue}/comments/${id}" class="form">
        <textarea name="body" rows="12" required="required" aria-label="Comment">${fromAdf(comment.body)}</textarea>
        <div class="row"><button class="primary">Save</button> <a class="button" href="/browse/${issue}">Back</a></div>
      </form>`,
  );
}
