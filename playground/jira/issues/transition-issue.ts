import { isObject, objectOf, type Json, type JsonObject } from '../json';
import { badRequest } from '../http/faults';
import type { Cause, Site } from '../site';
import type { ChangeItem, IssueRecord, TransitionRecord } from '../store/records';
import { demandUnarchived } from '../permissions';
import { availableTransitions } from '../workflow';
import { applyChanges } from './apply-changes';
import { gatherChanges, heldValue, inputOf } from './changes';
import { announceUpdate, changeItem, logSide, touchIssue } from './events';
import { noteHistory } from './history';
import { demandRequired } from './required';
import { sideEffects } from './side-effects';

/** `POST /issue/{id}/transitions`: only fields of the transition's own screen may be given. */
export function transitionIssue(site: Site, cause: Cause, issue: IssueRecord, body: JsonObject): void {
  demandUnarchived(issue);
  const transition = chosen(site, cause, issue, objectOf(body.transition).id);
  const project = site.state.projects.get(issue.projectId);
  const input = inputOf(body);
  const values = gatherChanges({ site, cause, project, issue, screen: transition.screen }, input, false);
  demandRequired(site, transition.screen, (id) => (values.has(id) ? (values.get(id) ?? null) : heldValue(issue, id)));
  const effects = sideEffects(site, cause, issue, input.update);
  for (const [id, value] of Object.entries(transition.sets)) values.set(id, value);
  const items = [...applyChanges(site, cause, issue, values), ...move(site, issue, transition)];
  const metadata = isObject(body.historyMetadata) ? body.historyMetadata : null;
  const history = noteHistory(site, cause, issue, items, metadata);
  touchIssue(site, issue);
  announceUpdate(site, cause, issue, history, 'issue_generic');
  effects(issue);
}

function chosen(site: Site, cause: Cause, issue: IssueRecord, id: Json | undefined): TransitionRecord {
  if (typeof id !== 'string' && typeof id !== 'number') throw badRequest("Missing 'transition' identifier");
  const found = availableTransitions(site, cause.actor, issue).find((transition) => transition.id === String(id));
  if (!found) throw badRequest(`Transition id '${id}' is not valid for this issue.`);
  return found;
}

function move(site: Site, issue: IssueRecord, { to }: TransitionRecord): ChangeItem[] {
  const now = site.clock.now();
  issue.resolved = issue.fields.resolution === undefined ? null : (issue.resolved ?? now);
  if (issue.statusId === to) return [];
  const [before, after] = [site.state.statuses.get(issue.statusId), site.state.statuses.get(to)];
  const item = changeItem('status', 'status', logSide(before), logSide(after));
  issue.statusId = to;
  issue.statusChanged = now;
  return [item];
}
