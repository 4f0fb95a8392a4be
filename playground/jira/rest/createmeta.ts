import type { Router } from 'express';
import { param, routes, type Call } from '../http/call';
import { notFound } from '../http/faults';
import { sliceOf, windowOf } from '../http/page';
import { getProject, may } from '../permissions';
import type { Site } from '../site';
import type { ProjectRecord } from '../store/records';
import { showCreateFields } from './meta';
import { showIssueType } from './show/named';

export const createMetaRoutes = (site: Site): Router =>
  routes(site, {
    'get /issue/createmeta/:project/issuetypes': listTypes,
    'get /issue/createmeta/:project/issuetypes/:type': listFields,
  });

function creatable(call: Call): ProjectRecord {
  const project = getProject(call.site, call.user, param(call, 'project'));
  if (!may(call.site, call.user, project, 'CREATE_ISSUES'))
    throw notFound('You cannot create issues in this project, or it does not exist.');
  return project;
}

function listTypes(call: Call): void {
  const project = creatable(call);
  const window = windowOf(call, 50, 200);
  const types = project.types.map(({ typeId }) => call.site.state.issueTypes.get(typeId));
  const shown = sliceOf(types, window).map((type) => {
    const { self, id, description, iconUrl, name, subtask, hierarchyLevel } = showIssueType(call.site, type);
    return { self, id, description, iconUrl, name, subtask, hierarchyLevel };
  });
  call.res.json({ ...window, total: types.length, issueTypes: shown });
}

function listFields(call: Call): void {
  const project = creatable(call);
  const typeId = param(call, 'type');
  if (!project.types.some((type) => type.typeId === typeId))
    throw notFound('The issue type is not available in this project.');
  const window = windowOf(call, 50, 200);
  const fields = showCreateFields(call.site, call.user, project, typeId);
  call.res.json({ ...window, total: fields.length, fields: sliceOf(fields, window) });
}
