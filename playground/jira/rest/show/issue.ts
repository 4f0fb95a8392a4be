import type { Site } from '../../site';
import { objectOf, type JsonObject } from '../../json';
import { READ_ONLY_FIELDS } from '../../fields/system';
import { fieldsOfProject, kindOfField } from '../../fields/catalog';
import type { FieldRecord, IssueRecord, UserRecord } from '../../store/records';
import { showEditMeta } from '../meta';
import { showTransition } from './transition';
import { availableTransitions } from '../../workflow';
import { toWiki } from '../../adf/to-wiki';
import { mediaNames } from '../../adf/media';
import { showHistory } from './history';
import { escapeHtml } from './comment';
import { showReadOnly, showValues } from './issue-fields';

export interface IssueWant {
  readonly fields: (id: string) => boolean;
  readonly properties: readonly string[];
  readonly expand: readonly string[];
  /** Single issues show more comments than those of a search. */
  readonly comments: number;
}

export const COMMENTS_IN_ISSUE = 100;
export const COMMENTS_IN_LIST = 20;

/** An issue as `GET /issue/{id}`, bulk fetch and search show it. */
export function showIssue(site: Site, issue: IssueRecord, reader: UserRecord, want: IssueWant): JsonObject {
  const as = { reader, version: 3 as const, comments: want.comments };
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: `${site.url}/rest/api/3/issue/${issue.id}`,
    key: issue.key,
    fields: { ...showReadOnly(site, issue, as, want.fields), ...showValues(site, issue, as, want.fields) },
    ...expansions(site, issue, reader, want),
    ...(want.properties.length > 0 ? { properties: chosenProperties(issue, want.properties) } : {}),
  };
}

function chosenProperties(issue: IssueRecord, wanted: readonly string[]): JsonObject {
  const all = wanted.includes('*all');
  return Object.fromEntries(Object.entries(issue.properties).filter(([key]) => all || wanted.includes(key)));
}

function expansions(site: Site, issue: IssueRecord, reader: UserRecord, want: IssueWant): JsonObject {
  const shown: JsonObject = {};
  const asks = (name: string): boolean => want.expand.includes(name);
  if (asks('names')) shown.names = namesOf(site, issue, want.fields);
  if (asks('schema')) shown.schema = schemasOf(site, issue, want.fields);
  if (asks('renderedFields')) shown.renderedFields = renderedFields(site, issue, want.fields);
  if (asks('editmeta')) shown.editmeta = showEditMeta(site, issue, reader);
  if (asks('transitions'))
    shown.transitions = availableTransitions(site, reader, issue).map((each) =>
      showTransition(site, issue, reader, each, false),
    );
  if (asks('changelog')) shown.changelog = newestHistories(site, issue);
  return shown;
}

/** The expansion holds the newest 100 only; the paged call has all. */
function newestHistories(site: Site, issue: IssueRecord): JsonObject {
  const all = site.state.histories.of(issue.id);
  const newest = all.slice(-100).reverse();
  return {
    startAt: 0,
    maxResults: newest.length,
    total: all.length,
    histories: newest.map((each) => showHistory(site, each)),
  };
}

function shownFields(site: Site, issue: IssueRecord, wanted: (id: string) => boolean): FieldRecord[] {
  return fieldsOfProject(site, site.state.projects.get(issue.projectId)).filter((field) => wanted(field.id));
}

function namesOf(site: Site, issue: IssueRecord, wanted: (id: string) => boolean): JsonObject {
  const writable = shownFields(site, issue, wanted).map(({ id, name }) => [id, name]);
  const readOnly = READ_ONLY_FIELDS.filter(({ id }) => wanted(id)).map(({ id, name }) => [id, name]);
  return Object.fromEntries([...writable, ...readOnly]) as JsonObject;
}

function schemasOf(site: Site, issue: IssueRecord, wanted: (id: string) => boolean): JsonObject {
  const writable = shownFields(site, issue, wanted).map((field) => [field.id, showSchema(field)]);
  const readOnly = READ_ONLY_FIELDS.filter(({ id }) => wanted(id)).map(({ id, type, items }) => [
    id,
    { type, ...(items ? { items } : {}), system: id },
  ]);
  return Object.fromEntries([...writable, ...readOnly]) as JsonObject;
}

const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes';

export function showSchema(field: FieldRecord): JsonObject {
  const { type, items } = kindOfField(field).schema;
  const base = { type, ...(items ? { items } : {}) };
  if (!field.custom) return { ...base, system: field.id };
  return { ...base, custom: `${CUSTOM}:${field.kind}`, customId: Number(field.id.replace('customfield_', '')) };
}

function renderedFields(site: Site, issue: IssueRecord, wanted: (id: string) => boolean): JsonObject {
  const names = mediaNames(site, issue.id);
  const texts = shownFields(site, issue, wanted).filter((field) => field.kind === 'textarea');
  return Object.fromEntries(
    texts.map(({ id }) => {
      const doc = issue.fields[id];
      return [id, doc ? `<p>${escapeHtml(toWiki(objectOf(doc), names))}</p>` : ''];
    }),
  );
}
