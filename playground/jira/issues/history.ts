import type { Cause, Site } from '../site';
import { type Json, type JsonObject, wordOf } from '../json';
import { kindOfField } from '../fields/catalog';
import type { FieldAt } from '../fields/kind';
import { changeItem, NOTHING, type LogSide } from './events';
import { nextId } from '../store/state';
import type { ChangeItem, HistoryRecord, IssueRecord } from '../store/records';

/** Names that Jira's change log uses for its own fields, where they differ from the id. */
const LOG_NAMES: Readonly<Record<string, string>> = {
  versions: 'Version',
  fixVersions: 'Fix Version',
  components: 'Component',
  parent: 'IssueParentAssociation',
  issuetype: 'issuetype',
  security: 'Security',
};

export function noteHistory(
  site: Site,
  cause: Cause,
  issue: IssueRecord,
  items: readonly ChangeItem[],
  metadata: JsonObject | null = null,
): HistoryRecord | null {
  if (items.length === 0) return null;
  return site.state.histories.put({
    id: nextId(site.state, 'history'),
    issueId: issue.id,
    authorId: cause.actor.id,
    created: site.clock.now(),
    items: [...items],
    metadata,
  });
}

/** Items of the change log for one field that went from `before` to `after` (stored forms, null is empty). */
export function changesOf(at: FieldAt, before: Json, after: Json): ChangeItem[] {
  if (at.field.kind === 'timetracking') return timeChanges(before, after);
  if (kindOfField(at.field).loggedByElement) return elementChanges(at, asList(before), asList(after));
  return [item(at, sideOf(at, before), sideOf(at, after))];
}

function sideOf(at: FieldAt, value: Json): LogSide {
  if (value === null) return at.field.kind === 'labels' ? { id: null, text: '' } : NOTHING;
  const kind = kindOfField(at.field);
  return { id: kind.logId?.(value, at) ?? null, text: kind.text(value, at) };
}

const item = (at: FieldAt, from: LogSide, to: LogSide): ChangeItem => ({
  ...changeItem(at.field.custom ? at.field.name : (LOG_NAMES[at.field.id] ?? at.field.id), at.field.id, from, to),
  fieldtype: at.field.custom ? 'custom' : 'jira',
});

const asList = (value: Json): Json[] => (Array.isArray(value) ? value : []);

function elementChanges(at: FieldAt, before: Json[], after: Json[]): ChangeItem[] {
  const gone = before.filter((id) => !after.includes(id));
  const come = after.filter((id) => !before.includes(id));
  const side = (id: Json): LogSide => ({ id: wordOf(id), text: kindOfField(at.field).text([id], at) });
  return [...gone.map((id) => item(at, side(id), NOTHING)), ...come.map((id) => item(at, NOTHING, side(id)))];
}

const TIME_PARTS = [
  ['original', 'timeoriginalestimate'],
  ['remaining', 'timeestimate'],
  ['spent', 'timespent'],
] as const;

function timeChanges(before: Json, after: Json): ChangeItem[] {
  const part = (value: Json, name: string): string | null => {
    const held = value !== null && typeof value === 'object' && !Array.isArray(value) ? value[name] : undefined;
    return typeof held === 'number' ? String(held) : null;
  };
  return TIME_PARTS.flatMap(([name, field]) => {
    const [from, to] = [part(before, name), part(after, name)];
    if (from === to) return [];
    return [changeItem(field, field, { id: from, text: from }, { id: to, text: to })];
  });
}
