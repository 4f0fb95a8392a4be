import {
  administersProject,
  listProjects,
  getProject,
  searchIssues,
  type Issue,
  type Project,
} from '../../client/jira';
import { asObject, asText } from '../../client/json';
import { html, type Html } from '../html';
import type { Visit } from '../site';
import { page, section, statusMark, time } from './layout';
import { projectSettings } from './project-settings';

const COLUMNS = ['summary', 'status', 'issuetype', 'priority', 'assignee', 'updated', 'labels'];

/** Projects, and what moved last. */
export async function homePage(visit: Visit): Promise<string> {
  const projects = await listProjects(visit.session);
  const keys = projects.map((project) => `"${project.key}"`).join(', ');
  const jql = `project in (${keys}) order by updated desc`;
  const recent = projects.length === 0 ? [] : await searchIssues(visit.session, jql, COLUMNS, 25);
  return page(visit, 'Projects', [
    html`<h1>Projects</h1>
      <ul class="cards">
        ${projects.map(projectCard)}
      </ul>`,
    section('Lately', recent.length, issueTable(recent)),
  ]);
}

const projectCard = (project: Project): Html =>
  html`<li>
    <a class="card" href="/projects/${project.key}"><strong>${project.name}</strong><span>${project.key}</span></a>
  </li>`;

export async function projectPage(visit: Visit, key: string, words: string): Promise<string> {
  const project = await getProject(visit.session, key);
  const search = words === '' ? '' : ` and text ~ ${JSON.stringify(words)}`;
  const jql = `project = "${project.key}"${search} order by created desc`;
  const [issues, isAdmin] = await Promise.all([
    searchIssues(visit.session, jql, COLUMNS, 200),
    administersProject(visit.session, project.key),
  ]);
  return page(visit, project.name, [
    html`<div class="title">
      <h1>${project.name}</h1>
      <form method="get" class="find">
        <input type="search" name="words" value="${words}" placeholder="Words in issues" aria-label="Words in issues" />
        <button>Find</button>
      </form>
      ${isAdmin ? html`<a class="button" href="${projectSettings(project.key)}">Project settings</a>` : null}
      <a class="button primary" href="/create?project=${project.key}">Create issue</a>
    </div>`,
    section('Issues', issues.length, issueTable(issues)),
  ]);
}

function issueTable(issues: readonly Issue[]): Html {
  if (issues.length === 0) return html`<p class="empty">No issues.</p>`;
  return html`<div class="scroll">
    <table class="issues">
      <thead>
        <tr>
          <th>Key</th>
          <th>Type</th>
          <th>Summary</th>
          <th>Status</th>
          <th>Priority</th>
          <th>Assignee</th>
          <th>Updated (UTC)</th>
        </tr>
      </thead>
      <tbody>
        ${issues.map(issueRow)}
      </tbody>
    </table>
  </div>`;
}

function issueRow({ key, fields }: Issue): Html {
  const status = asObject(fields.status);
  return html`<tr>
    <td><a href="/browse/${key}">${key}</a></td>
    <td>${asText(asObject(fields.issuetype).name)}</td>
    <td class="wide"><a class="quiet" href="/browse/${key}">${asText(fields.summary)}</a></td>
    <td>${statusMark(asText(status.name), asText(asObject(status.statusCategory).key))}</td>
    <td>${asText(asObject(fields.priority).name)}</td>
    <td>${asText(asObject(fields.assignee).displayName)}</td>
    <td>${time(asText(fields.updated))}</td>
  </tr>`;
}
