import {
  assignableUsers,
  createFields,
  editFields,
  getIssue,
  listProjects,
  listTransitions,
  projectIssueTypes,
  type FieldSpec,
} from '../../client/jira';
import { asObject, asText, type JsonObject } from '../../client/json';
import { drawFields } from '../fields/form';
import { html, type Html } from '../html';
import type { Visit } from '../site';
import { page } from './layout';

interface FormDraft {
  readonly action: string;
  readonly project: string;
  readonly specs: readonly FieldSpec[];
  readonly values: JsonObject;
  readonly button: string;
  readonly back: string;
}

async function drawForm(visit: Visit, draft: FormDraft): Promise<Html> {
  const people = await assignableUsers(visit.session, draft.project);
  return html`<form method="post" action="${draft.action}" class="form">
    ${drawFields(draft.specs, draft.values, people)}
    <div class="row">
      <button class="primary">${draft.button}</button> <a class="button" href="${draft.back}">Back</a>
    </div>
  </form>`;
}

/** First which project and type, then the fields of its create screen. */
export async function createPage(visit: Visit, project: string, typeId: string): Promise<string> {
  if (project === '') return page(visit, 'Create', [html`<h1>Create an issue</h1>`, await projectChoice(visit)]);
  const types = await projectIssueTypes(visit.session, project);
  const type = types.find((each) => each.id === typeId) ?? types.find((each) => !each.subtask) ?? types[0];
  if (type === undefined) return page(visit, 'Create', html`<h1>${project} has no issue types for this person</h1>`);
  const tabs = types.map(
    (each) =>
      html`<a class="${each.id === type.id ? 'tab on' : 'tab'}" href="/create?project=${project}&amp;type=${each.id}"
        >${each.name}</a
      >`,
  );
  return page(visit, 'Create', [
    html`<h1>Create in ${project}</h1>
      <nav class="tabs">${tabs}</nav>`,
    await drawForm(visit, {
      action: `/create?project=${encodeURIComponent(project)}&type=${encodeURIComponent(type.id)}`,
      project,
      specs: await createFields(visit.session, project, type.id),
      values: {},
      button: 'Create',
      back: `/projects/${project}`,
    }),
  ]);
}

async function projectChoice(visit: Visit): Promise<Html> {
  const projects = await listProjects(visit.session);
  return html`<ul class="cards">
    ${projects.map(
      (project) =>
        html`<li>
          <a class="card" href="/create?project=${project.key}"
            ><strong>${project.name}</strong><span>${project.key}</span></a
          >
        </li>`,
    )}
  </ul>`;
}

export async function editPage(visit: Visit, key: string): Promise<string> {
  const issue = await getIssue(visit.session, key);
  return page(visit, `Edit ${issue.key}`, [
    html`<h1>Edit <a href="/browse/${issue.key}">${issue.key}</a></h1>`,
    await drawForm(visit, {
      action: `/browse/${issue.key}/edit`,
      project: asText(asObject(issue.fields.project).key),
      specs: await editFields(visit.session, issue.id),
      values: issue.fields,
      button: 'Save',
      back: `/browse/${issue.key}`,
    }),
  ]);
}

export async function transitionPage(visit: Visit, key: string, id: string): Promise<string> {
  const issue = await getIssue(visit.session, key);
  const transition = (await listTransitions(visit.session, key)).find((each) => each.id === id);
  if (transition === undefined) return page(visit, key, html`<h1>${key} has no such transition any more</h1>`);
  return page(visit, transition.name, [
    html`<h1>${transition.name} → ${transition.to.name}: <a href="/browse/${key}">${key}</a></h1>`,
    await drawForm(visit, {
      action: `/browse/${key}/transitions/${transition.id}`,
      project: asText(asObject(issue.fields.project).key),
      specs: transition.fields,
      values: issue.fields,
      button: transition.name,
      back: `/browse/${key}`,
    }),
  ]);
}

/** Pick a project, then a type of it. */
export async function movePage(visit: Visit, key: string, project: string): Promise<string> {
  const back = html`<a class="button" href="/browse/${key}">Back</a>`;
  if (project === '') {
    const projects = await listProjects(visit.session);
    const links = projects.map(
      (each) =>
        html`<li>
          <a class="card" href="/browse/${key}/move?project=${each.key}"
            ><strong>${each.name}</strong><span>${each.key}</span></a
          >
        </li>`,
    );
    return page(visit, `Move ${key}`, [
      html`<h1>Move ${key} to …</h1>
        <ul class="cards">
          ${links}
        </ul>`,
      back,
    ]);
  }
  const types = await projectIssueTypes(visit.session, project);
  return page(visit, `Move ${key}`, [
    html`<h1>Move ${key} to ${project}</h1>
      <form method="post" action="/browse/${key}/move" class="form">
        <input type="hidden" name="project" value="${project}" />
        <div class="field">
          <span class="label">Issue type</span>
          <select name="type">
            ${types.map((type) => html`<option value="${type.id}">${type.name}</option>`)}
          </select>
        </div>
        <div class="row"><button class="primary">Move</button> ${back}</div>
      </form>`,
  ]);
}

export const deletePage = (visit: Visit, key: string): string =>
  page(
    visit,
    `Delete ${key}`,
    html`<h1>Delete ${key}?</h1>
      <p>The issue, its comments and files go for good. What the partner keeps is for the contract to say.</p>
      <form method="post" action="/browse/${key}/delete" class="row">
        <button class="danger">Delete ${key}</button> <a class="button" href="/browse/${key}">Back</a>
      </form>`,
  );
