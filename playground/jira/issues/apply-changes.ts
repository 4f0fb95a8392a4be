import { type Json, sameJson, wordOf } from '../json';
import { findField, placeOf } from '../fields/catalog';
import type { Cause, Site } from '../site';
import type { ChangeItem, IssueRecord } from '../store/records';
import { heldValue } from './changes';
import { changesOf } from './history';

/** Writes the values that differ into the issue and returns what the change log says about them. */
export function applyChanges(site: Site, cause: Cause, issue: IssueRecord, values: Map<string, Json>): ChangeItem[] {
  const items: ChangeItem[] = [];
  for (const [id, after] of values) {
    const before = heldValue(issue, id);
    const field = findField(site, id);
    if (!field || sameJson(before, after)) continue;
    const project = site.state.projects.get(issue.projectId);
    items.push(...changesOf(placeOf(site, field, project, issue, cause.actor), before, after));
    store(issue, id, after);
  }
  return items;
}

function store(issue: IssueRecord, id: string, value: Json): void {
  if (id === 'issuetype') issue.typeId = wordOf(value);
  if (value === null) delete issue.fields[id];
  else issue.fields[id] = value;
}
