import {
  getIssue,
  issueProperties,
  listChanges,
  listComments,
  listTransitions,
  type Attachment,
  type Change,
  type Issue,
  type Transition,
} from '../../client/jira';
import { asList, asObject, asText, type JsonObject } from '../../client/json';
import { html, type Html } from '../html';
import { mediaOf } from '../media';
import { showValue } from '../fields/show';
import type { FindMedia } from '../render-adf';
import type { Visit } from '../site';
import { commentForm, commentList } from './comments';
import { issuePanels } from './issue-panels';
import { page, section, statusMark, time } from './layout';

/** Everything that Jira holds of an issue. */
export async function issuePage(visit: Visit, key: string): Promise<string> {
  const { session } = visit;
  const issue = (await getIssue(session, key, { expand: 'names' })) as Issue & { names?: JsonObject };
  const [comments, changes, transitions, properties, panels] = await Promise.all([
    listComments(session, issue.id),
    listChanges(session, issue.id),
    listTransitions(session, issue.id),
    issueProperties(session, issue.id),
    issuePanels(visit, namesOf(issue)),
  ]);
  const files = asList(issue.fields.attachment) as unknown as readonly Attachment[];
  const find = await mediaOf(session, issue.fields, comments, files);
  return page(visit, `${issue.key} ${asText(issue.fields.summary)}`, [
    html`<div data-refresh="head">${title(issue)} ${transitionBar(issue, transitions)}</div>`,
    html`<div class="issue">
      <div data-refresh="content">
        ${section('Description', null, showValue(issue.fields.description, find) ?? html`<p class="empty">None.</p>`)}
        ${section('Attachments', files.length, [fileList(issue, files), fileForm(issue)])}
        ${section('Comments', comments.length, [commentList(visit, issue.key, comments, find), commentForm(issue.key)])}
      </div>
      <aside aria-label="Apps and details">
        ${panels}
        <div data-refresh="details">
          ${section('Fields', null, fieldList(issue, find))} ${section('Link', null, propertyList(properties))}
          ${section('History', changes.length, history(changes))}
        </div>
      </aside>
    </div>`,
  ]);
}

function namesOf({ id, key, fields }: Issue): Parameters<typeof issuePanels>[1] {
  const project = asObject(fields.project);
  return { id, key, projectId: asText(project.id), projectKey: asText(project.key) };
}

function title(issue: Issue): Html {
  const status = asObject(issue.fields.status);
  const project = asObject(issue.fields.project);
  return html`<p class="crumbs">
      <a href="/projects/${asText(project.key)}">${asText(project.name)}</a> / ${issue.key}
      <span class="muted">id ${issue.id}</span>
    </p>
    <div class="title">
      <h1>${asText(issue.fields.summary)}</h1>
      ${statusMark(asText(status.name), asText(asObject(status.statusCategory).key))}
      <a class="button" href="/browse/${issue.key}/edit">Edit</a>
      <a class="button" href="/browse/${issue.key}/move">Move</a>
      <a class="button danger" href="/browse/${issue.key}/delete">Delete</a>
    </div>`;
}

/** A transition with a screen opens its own page; one without is a button. */
function transitionBar(issue: Issue, transitions: readonly Transition[]): Html {
  const path = `/browse/${issue.key}/transitions`;
  return html`<div class="bar">
    <span class="muted">Workflow</span>
    ${transitions.length === 0 ? html`<span class="muted">no transition from here for this person</span>` : null}
    ${transitions.map((transition) =>
      transition.fields.length > 0
        ? html`<a class="button" href="${path}/${transition.id}">${transition.name} → ${transition.to.name} …</a>`
        : html`<form method="post" action="${path}/${transition.id}">
            <button>${transition.name} → ${transition.to.name}</button>
          </form>`,
    )}
  </div>`;
}

const NOT_IN_LIST = new Set([
  'summary',
  'description',
  'status',
  'project',
  'attachment',
  'comment',
  'worklog',
  'issuelinks',
  'statusCategory',
]);

const DULL =
  /^(workratio|watches|votes|lastViewed|aggregate|progress|statuscategorychangedate|statusCategory|timeestimate|timeoriginalestimate|timespent|security$)/;

function fieldList(issue: Issue & { names?: JsonObject }, find: FindMedia): Html {
  const rows = Object.entries(issue.fields).flatMap(([id, value]) => {
    if (NOT_IN_LIST.has(id) || DULL.test(id)) return [];
    const shown = showValue(value, find);
    if (shown === null) return [];
    return [
      html`<dt title="${id}">${asText(issue.names?.[id]) || id}</dt>
        <dd>${shown}</dd>`,
    ];
  });
  return html`<dl>${rows}</dl>`;
}

function propertyList(properties: JsonObject): Html {
  const entries = Object.entries(properties);
  if (entries.length === 0) return html`<p class="empty">No entity property: a person created this issue.</p>`;
  return html`<dl>
    ${entries.map(
      ([key, value]) =>
        html`<dt>${key}</dt>
          <dd><code>${JSON.stringify(value)}</code></dd>`,
    )}
  </dl>`;
}

function history(changes: readonly Change[]): Html {
  if (changes.length === 0) return html`<p class="empty">Nothing changed yet.</p>`;
  return html`<ol class="history">
    ${[...changes].reverse().map(
      (change) =>
        html`<li>
          <span class="muted">${change.author?.displayName ?? 'somebody'}, ${time(change.created)}</span>
          ${change.items.map(
            (item) =>
              html`<div><strong>${item.field}</strong> <s>${clip(item.fromString)}</s> → ${clip(item.toString)}</div>`,
          )}
        </li>`,
    )}
  </ol>`;
}

const clip = (text: unknown): string => {
  const whole = typeof text === 'string' ? text : '';
  return whole === '' ? 'empty' : whole.length > 120 ? `${whole.slice(0, 120)}…` : whole;
};

function fileList(issue: Issue, files: readonly Attachment[]): Html | null {
  if (files.length === 0) return null;
  return html`<ul class="files">
    ${files.map(
      (file) =>
        html`<li>
          <a href="/ui/files/${file.id}/${encodeURIComponent(file.filename)}">${file.filename}</a>
          <span class="muted"
            >${size(file.size)}, ${file.author?.displayName ?? 'somebody'}, ${time(file.created)}</span
          >
          <form method="post" action="/browse/${issue.key}/files/${file.id}/delete"><button>Remove</button></form>
        </li>`,
    )}
  </ul>`;
}

const fileForm = (issue: Issue): Html =>
  html`<form method="post" action="/browse/${issue.key}/files" enctype="multipart/form-data" class="row">
    <input type="file" name="file" multiple="multiple" required="required" aria-label="Files" />
    <button>Attach</button>
  </form>`;

const size = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${(bytes / 1024).toFixed(1)} KB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
