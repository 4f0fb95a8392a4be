import { objectOf, type Json, type JsonObject } from '../json';
import { projectType } from '../fields/catalog';
import { badFields } from '../http/faults';
import { isBlocked, may } from '../permissions';
import type { Cause, Site } from '../site';
import { nextId } from '../store/state';
import type { IssueRecord, ProjectRecord } from '../store/records';
import { workflowOf } from '../workflow';
import { gatherChanges, inputOf, type FieldInput } from './changes';
import { announce } from './events';
import { propertiesOf } from './properties';
import { demandRequired } from './required';
import { checkParent } from './parent-rule';
import { sideEffects } from './side-effects';

/** `POST /issue`. Entity properties come into being with the issue, so an issue is never seen without its mark. */
export function createIssue(site: Site, cause: Cause, body: JsonObject): IssueRecord {
  const input = inputOf(body);
  const project = projectOf(site, cause, input);
  const typeId = typeOf(site, project, input);
  const { create } = projectType(project, typeId);
  const values = gatherChanges({ site, cause, project, issue: null, screen: create }, input, true);
  const properties = propertiesOf(body.properties);
  addDefaults(
    site,
    cause,
    create.map(({ field }) => field),
    values,
  );
  demandRequired(site, create, (id) => (id === 'project' || id === 'issuetype' ? true : (values.get(id) ?? null)));
  checkParent(site, typeId, values.get('parent') ?? null);
  const effects = sideEffects(site, cause, null, input.update);
  const issue = insert(site, cause, project, typeId, values, properties);
  announce(site, { event: 'jira:issue_created', issue, flow: 'Primary', cause, type: 'issue_created' });
  effects(issue);
  site.automation.created(site, cause, issue);
  return issue;
}

function projectOf(site: Site, cause: Cause, { fields }: FieldInput): ProjectRecord {
  const { id, key } = objectOf(fields.project);
  const project = site.state.projects.all().find((each) => each.id === id || each.key === key);
  if (!project || !may(site, cause.actor, project, 'BROWSE_PROJECTS'))
    throw badFields({ project: 'valid project is required' });
  if (isBlocked(site, cause.actor, project) || !may(site, cause.actor, project, 'CREATE_ISSUES'))
    throw badFields({ project: 'You cannot create issues in this project.' });
  return project;
}

function typeOf(site: Site, project: ProjectRecord, { fields }: FieldInput): string {
  const { id, name } = objectOf(fields.issuetype);
  const found = project.types.find(({ typeId }) => typeId === id || site.state.issueTypes.get(typeId).name === name);
  if (!found) throw badFields({ issuetype: 'Specify a valid issue type' });
  return found.typeId;
}

function addDefaults(site: Site, cause: Cause, screen: readonly string[], values: Map<string, Json>): void {
  for (const id of screen) {
    const standard = site.state.fields.find(id)?.defaultValue ?? null;
    if (standard !== null && !values.has(id)) values.set(id, standard);
  }
  if (!values.has('reporter')) values.set('reporter', cause.actor.id);
  if (!values.has('priority') && screen.includes('priority')) values.set('priority', middlePriority(site));
}

/** Jira's default priority is the one in the middle of the list. */
function middlePriority(site: Site): Json {
  const all = site.state.priorities.all();
  return all[Math.floor(all.length / 2)]?.id ?? null;
}

function insert(
  site: Site,
  cause: Cause,
  project: ProjectRecord,
  typeId: string,
  values: Map<string, Json>,
  properties: Record<string, Json>,
): IssueRecord {
  const now = site.clock.now();
  const given = [...values].filter(([, value]) => value !== null);
  const issue: IssueRecord = {
    id: nextId(site.state, 'issue'),
    key: `${project.key}-${project.nextNumber}`,
    formerKeys: [],
    projectId: project.id,
    typeId,
    statusId: workflowOf(site, project.id, typeId).initial,
    creatorId: cause.actor.id,
    created: now,
    updated: now,
    statusChanged: now,
    resolved: values.get('resolution') ? now : null,
    fields: Object.fromEntries(given),
    properties,
  };
  project.nextNumber += 1;
  site.state.projects.put(project);
  site.keys.add(issue);
  return site.state.issues.put(issue);
}
