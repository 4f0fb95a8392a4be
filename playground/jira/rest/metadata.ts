import type { Router } from 'express';
import { kindOfField } from '../fields/catalog';
import { READ_ONLY_FIELDS } from '../fields/system';
import { param, query, queryList, routes, type Call } from '../http/call';
import { notFound } from '../http/faults';
import { pageBean, windowOf } from '../http/page';
import type { JsonObject } from '../json';
import { administers, may } from '../permissions';
import type { Site } from '../site';
import { showLinkType } from './show/link';
import { showIssueType, showPriority, showResolution, showStatus, showStatusCategory } from './show/named';
import { showSchema } from './show/issue';

/** What the site knows beside its issues: fields, priorities, resolutions, statuses, issue types, labels. */
export const metadataRoutes = (site: Site): Router =>
  routes(site, {
    'get /field': fields,
    'get /field/search': searchFields,
    'get /priority': ({ res }) => void res.json(site.state.priorities.all().map((each) => fullPriority(site, each.id))),
    'get /priority/search': (call) =>
      void call.res.json(
        pageBean(call, site.state.priorities.all(), windowOf(call, 50, 50), ({ id }) => fullPriority(site, id)),
      ),
    'get /priority/:id': (call) => void call.res.json(fullPriority(site, param(call, 'id'))),
    'get /resolution': ({ res }) =>
      void res.json(site.state.resolutions.all().map((each) => showResolution(site, each))),
    'get /resolution/search': (call) =>
      void call.res.json(
        pageBean(call, site.state.resolutions.all(), windowOf(call, 50, 50), (each) => showResolution(site, each)),
      ),
    'get /status': ({ res }) => void res.json(site.state.statuses.all().map((each) => showStatus(site, each))),
    'get /status/:status': getStatus,
    'get /statuses': listStatuses,
    'get /statuses/search': searchStatuses,
    'get /statuscategory': ({ res }) =>
      void res.json((['new', 'indeterminate', 'done'] as const).map((each) => showStatusCategory(site, each))),
    'get /issuetype': ({ res }) => void res.json(site.state.issueTypes.all().map((each) => showIssueType(site, each))),
    'get /issuetype/project': typesOfProject,
    'get /issuetype/:id': getType,
    'get /issueLinkType': ({ res }) =>
      void res.json({ issueLinkTypes: site.state.linkTypes.all().map((each) => showLinkType(site, each)) }),
    'get /label': labels,
  });

function fullPriority(site: Site, id: string): JsonObject {
  const priority = site.state.priorities.find(id);
  if (!priority) throw notFound('The priority does not exist.');
  return { ...showPriority(site, priority), statusColor: '#0052CC', description: priority.description };
}

function fields({ site, res }: Call): void {
  const writable = site.state.fields.all().map((field) => ({
    id: field.id,
    key: field.id,
    name: field.name,
    custom: field.custom,
    orderable: true,
    navigable: true,
    searchable: true,
    clauseNames: field.custom ? [`cf[${field.id.slice('customfield_'.length)}]`, field.name] : [field.id],
    schema: showSchema(field),
  }));
  const readOnly = READ_ONLY_FIELDS.map(({ id, name, type, items }) => ({
    id,
    key: id,
    name,
    custom: false,
    orderable: false,
    navigable: true,
    searchable: true,
    clauseNames: [id],
    schema: { type, ...(items ? { items } : {}), system: id },
  }));
  res.json([...writable, ...readOnly]);
}

function searchFields(call: Call): void {
  const { site } = call;
  const [types, ids, text] = [
    queryList(call, 'type'),
    queryList(call, 'id'),
    (query(call, 'query') ?? '').toLowerCase(),
  ];
  const found = site.state.fields
    .all()
    .filter((field) => types.length === 0 || types.includes(field.custom ? 'custom' : 'system'))
    .filter((field) => ids.length === 0 || ids.includes(field.id))
    .filter((field) => field.name.toLowerCase().includes(text));
  call.res.json(
    pageBean(call, found, windowOf(call, 50, 50), (field) => ({
      id: field.id,
      name: field.name,
      schema: showSchema(field),
      description: '',
      ...(field.custom
        ? { searcherKey: `com.atlassian.jira.plugin.system.customfieldtypes:${kindOfField(field).schema.type}searcher` }
        : {}),
    })),
  );
}

function getStatus(call: Call): void {
  const wanted = param(call, 'status').toLowerCase();
  const found = call.site.state.statuses.all().find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  if (!found) throw notFound('The status does not exist.');
  call.res.json(showStatus(call.site, found));
}

const CATEGORY = { new: 'TODO', indeterminate: 'IN_PROGRESS', done: 'DONE' } as const;

const shownStatus = (status: { id: string; name: string; category: keyof typeof CATEGORY }): JsonObject => ({
  id: status.id,
  name: status.name,
  statusCategory: CATEGORY[status.category],
  scope: { type: 'GLOBAL' },
  description: '',
});

function listStatuses(call: Call): void {
  const ids = queryList(call, 'id');
  call.res.json(
    call.site.state.statuses
      .all()
      .filter(({ id }) => ids.includes(id))
      .map(shownStatus),
  );
}

function searchStatuses(call: Call): void {
  const text = (query(call, 'searchString') ?? '').toLowerCase();
  const found = call.site.state.statuses.all().filter(({ name }) => name.toLowerCase().includes(text));
  call.res.json(pageBean(call, found, windowOf(call, 200, 200), shownStatus));
}

function typesOfProject(call: Call): void {
  const project = call.site.state.projects.find(query(call, 'projectId') ?? '');
  if (!project || !may(call.site, call.user, project, 'BROWSE_PROJECTS')) throw notFound('The project does not exist.');
  call.res.json(project.types.map(({ typeId }) => showIssueType(call.site, call.site.state.issueTypes.get(typeId))));
}

function getType(call: Call): void {
  const found = call.site.state.issueTypes.find(param(call, 'id'));
  if (!found) throw notFound('The issue type does not exist.');
  call.res.json(showIssueType(call.site, found));
}

function labels(call: Call): void {
  const { site, user } = call;
  const visible = site.state.issues
    .all()
    .filter(
      (issue) =>
        administers(site, user) || may(site, user, site.state.projects.get(issue.projectId), 'BROWSE_PROJECTS'),
    );
  const all = visible.flatMap(({ fields: { labels: held } }) => (Array.isArray(held) ? held.map(String) : []));
  call.res.json(pageBean(call, [...new Set(all)].sort(), windowOf(call, 1_000, 1_000), (label) => label));
}
