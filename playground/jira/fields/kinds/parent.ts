import { type Json, objectOf, wordOf } from '../../json';
import { findIssue } from '../../issues/find';
import { showIssueType, showPriority, showStatus } from '../../rest/show/named';
import type { IssueRecord } from '../../store/records';
import { FieldFault, type FieldAt, type FieldKind } from '../kind';

function parentOf(json: Json, at: FieldAt): IssueRecord {
  const { id, key } = objectOf(json);
  const name = typeof id === 'string' ? id : typeof key === 'string' ? key : null;
  const found = name === null ? null : findIssue(at.site, name);
  if (!found) throw new FieldFault('Could not find issue by id or key.');
  return found;
}

/** An epic for a standard issue, a standard issue for a sub-task. `{none: true}` takes it away. */
export const parent: FieldKind = {
  schema: { type: 'issuelink' },
  verbs: ['set'],
  empty: null,
  write(json, at) {
    if (objectOf(json).none === true) return null;
    const record = parentOf(json, at);
    if (record.id === at.issue?.id) throw new FieldFault('An issue cannot be its own parent.');
    return record.id;
  },
  read(stored, at) {
    const { state } = at.site;
    const record = state.issues.find(wordOf(stored));
    if (!record) return null;
    const prio = state.priorities.find(wordOf(record.fields.priority));
    return {
      id: record.id,
      key: record.key,
      self: `${at.site.url}/rest/api/3/issue/${record.id}`,
      fields: {
        summary: record.fields.summary ?? '',
        status: showStatus(at.site, state.statuses.get(record.statusId)),
        ...(prio ? { priority: showPriority(at.site, prio) } : {}),
        issuetype: showIssueType(at.site, state.issueTypes.get(record.typeId)),
      },
    };
  },
  text: (stored, at) => at.site.state.issues.find(wordOf(stored))?.key ?? '',
  logId: (stored) => wordOf(stored),
  jqlValues: (stored, at) => [wordOf(stored), (at.site.state.issues.find(wordOf(stored))?.key ?? '').toLowerCase()],
};
