import { projectType } from './fields/catalog';
import { may } from './permissions';
import type { Site } from './site';
import type { IssueRecord, TransitionRecord, UserRecord, WorkflowRecord } from './store/records';

export function workflowOf(site: Site, projectId: string, typeId: string): WorkflowRecord {
  return site.state.workflows.get(projectType(site.state.projects.get(projectId), typeId).workflowId);
}

/** Statuses that the workflow knows, in the order of its transitions. */
export const statusesOf = (workflow: WorkflowRecord): string[] => [
  ...new Set([workflow.initial, ...workflow.transitions.flatMap(({ from, to }) => [...(from ?? []), to])]),
];

/** Transitions that lead away from the issue's present status and whose condition this user meets. */
export function availableTransitions(site: Site, user: UserRecord, issue: IssueRecord): TransitionRecord[] {
  const project = site.state.projects.get(issue.projectId);
  if (!may(site, user, project, 'TRANSITION_ISSUES')) return [];
  return workflowOf(site, issue.projectId, issue.typeId).transitions.filter(
    (transition) => leaves(transition, issue) && meets(transition, user, issue),
  );
}

const leaves = (transition: TransitionRecord, issue: IssueRecord): boolean =>
  transition.from === null ? transition.to !== issue.statusId : transition.from.includes(issue.statusId);

function meets({ condition }: TransitionRecord, user: UserRecord, issue: IssueRecord): boolean {
  if (condition === null) return true;
  if ('group' in condition) return user.groups.includes(condition.group);
  return issue.fields[condition.only] === user.id;
}
