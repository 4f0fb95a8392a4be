import { wordOf } from '../json';
import { badRequest } from '../http/faults';
import { onScreen, projectType } from '../fields/catalog';
import type { Cause, Site } from '../site';
import type { ChangeItem, IssueRecord, ProjectRecord } from '../store/records';
import { statusesOf, workflowOf } from '../workflow';
import { announceUpdate, changeItem, logSide, touchIssue } from './events';
import { noteHistory } from './history';
import { subtasksOf } from './remove-issue';

/** Moves an issue to another project or type: the id stays, the key changes, and the old key keeps leading to it. */
export function moveIssue(site: Site, cause: Cause, issue: IssueRecord, project: ProjectRecord, typeId: string): void {
  if (!project.types.some((type) => type.typeId === typeId))
    throw badRequest(`The issue type is not available in ${project.key}.`);
  const children = subtasksOf(site, issue);
  const items = [
    ...changeProject(site, issue, project),
    ...changeType(site, issue, typeId),
    ...keepStatus(site, issue),
  ];
  dropForeignValues(site, issue, project);
  const history = noteHistory(site, cause, issue, items);
  touchIssue(site, issue);
  announceUpdate(site, cause, issue, history, 'issue_moved');
  for (const child of children)
    if (project.types.some((type) => type.typeId === child.typeId))
      moveIssue(site, cause, child, project, child.typeId);
}

function changeProject(site: Site, issue: IssueRecord, project: ProjectRecord): ChangeItem[] {
  if (issue.projectId === project.id) return [];
  const before = { project: site.state.projects.get(issue.projectId), key: issue.key };
  issue.formerKeys.push(issue.key);
  issue.projectId = project.id;
  issue.key = `${project.key}-${project.nextNumber}`;
  project.nextNumber += 1;
  site.state.projects.put(project);
  site.keys.add(issue);
  return [
    changeItem('project', 'project', logSide(before.project), logSide(project)),
    changeItem('Key', 'issuekey', { id: null, text: before.key }, { id: null, text: issue.key }),
  ];
}

function changeType(site: Site, issue: IssueRecord, typeId: string): ChangeItem[] {
  if (issue.typeId === typeId) return [];
  const [from, to] = [site.state.issueTypes.get(issue.typeId), site.state.issueTypes.get(typeId)];
  issue.typeId = typeId;
  return [changeItem('issuetype', 'issuetype', logSide(from), logSide(to))];
}

/** A status that the new workflow does not know becomes its first one. */
function keepStatus(site: Site, issue: IssueRecord): ChangeItem[] {
  const workflow = workflowOf(site, issue.projectId, issue.typeId);
  if (statusesOf(workflow).includes(issue.statusId)) return [];
  const [from, to] = [site.state.statuses.get(issue.statusId), site.state.statuses.get(workflow.initial)];
  issue.statusId = to.id;
  issue.statusChanged = site.clock.now();
  return [changeItem('status', 'status', logSide(from), logSide(to))];
}

/** Components, versions and security levels belong to a project; custom fields must be on a screen of the new one. */
function dropForeignValues(site: Site, issue: IssueRecord, project: ProjectRecord): void {
  const { create, edit } = projectType(project, issue.typeId);
  const own = new Set(
    [...site.state.components.of(project.id), ...site.state.versions.of(project.id)].map(({ id }) => id),
  );
  for (const id of ['components', 'versions', 'fixVersions']) {
    const held = issue.fields[id];
    const kept = Array.isArray(held) ? held.filter((value) => own.has(wordOf(value))) : [];
    if (kept.length > 0) issue.fields[id] = kept;
    else delete issue.fields[id];
  }
  if (!project.securityLevels.some((level) => level.id === issue.fields.security)) delete issue.fields.security;
  for (const id of Object.keys(issue.fields))
    if (id.startsWith('customfield_') && !onScreen([...create, ...edit], id)) delete issue.fields[id];
}
