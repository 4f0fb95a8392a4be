import { isObject, wordOf, type Json, type JsonObject } from '../json';
import { projectType } from '../fields/catalog';
import { badFields, forbidden } from '../http/faults';
import { administers, demand, may } from '../permissions';
import type { Cause, Site } from '../site';
import type { IssueRecord, ScreenField } from '../store/records';
import { applyChanges } from './apply-changes';
import { gatherChanges, heldValue, inputOf } from './changes';
import { announceUpdate, touchIssue } from './events';
import { noteHistory } from './history';
import { checkParent } from './parent-rule';
import { propertiesOf } from './properties';
import { demandRequired } from './required';
import { writeProperty } from './write-property';
import { sideEffects } from './side-effects';
import { workflowOf } from '../workflow';

export interface EditOptions {
  readonly notifyUsers: boolean;
  readonly overrideScreenSecurity: boolean;
}

/** `PUT /issue/{id}`. The status is never changed here; an edit that changes nothing leaves no trace and sends nothing. */
export function editIssue(site: Site, cause: Cause, issue: IssueRecord, body: JsonObject, options: EditOptions): void {
  demand(site, cause.actor, issue, 'EDIT_ISSUES');
  demandSilence(site, cause, issue, options);
  const project = site.state.projects.get(issue.projectId);
  const screen = screenFor(site, cause, issue, options);
  const input = inputOf(body);
  const values = gatherChanges({ site, cause, project, issue, screen }, input, false);
  const properties = propertiesOf(body.properties);
  demandRequired(
    site,
    (screen ?? []).filter(({ field }) => values.has(field)),
    (id) => values.get(id) ?? null,
  );
  checkIdentity(site, issue, values);
  const effects = sideEffects(site, cause, issue, input.update);
  const items = applyChanges(site, cause, issue, values);
  const metadata = isObject(body.historyMetadata) ? body.historyMetadata : null;
  const history = noteHistory(site, cause, issue, items, metadata);
  if (history) {
    touchIssue(site, issue);
    const onlyAssigned = items.every(({ fieldId }) => fieldId === 'assignee');
    announceUpdate(site, cause, issue, history, onlyAssigned ? 'issue_assigned' : 'issue_updated');
  }
  for (const [key, value] of Object.entries(properties)) writeProperty(site, cause, issue, key, value);
  effects(issue);
}

/** Type and parent belong together; a type with another workflow needs a move. */
function checkIdentity(site: Site, issue: IssueRecord, values: ReadonlyMap<string, Json>): void {
  const typeId = wordOf(values.get('issuetype')) || issue.typeId;
  const workflows = [issue.typeId, typeId].map((id) => workflowOf(site, issue.projectId, id).id);
  if (workflows[0] !== workflows[1]) throw badFields({ issuetype: 'The issue type selected is invalid.' });
  if (!values.has('parent') && !values.has('issuetype')) return;
  checkParent(site, typeId, values.has('parent') ? (values.get('parent') ?? null) : heldValue(issue, 'parent'));
}

function demandSilence(site: Site, cause: Cause, issue: IssueRecord, { notifyUsers }: EditOptions): void {
  if (notifyUsers || administers(site, cause.actor)) return;
  if (may(site, cause.actor, site.state.projects.get(issue.projectId), 'ADMINISTER_PROJECTS')) return;
  throw forbidden('To discard the user notification either admin or project admin permissions are required.');
}

function screenFor(site: Site, cause: Cause, issue: IssueRecord, options: EditOptions): readonly ScreenField[] | null {
  if (!options.overrideScreenSecurity) return projectType(site.state.projects.get(issue.projectId), issue.typeId).edit;
  if (cause.actor.accountType === 'app' && administers(site, cause.actor)) return null;
  throw forbidden('Only add-on users with admin permission can override screen security.');
}
