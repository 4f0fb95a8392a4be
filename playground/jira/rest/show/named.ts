import type { Site } from '../../site';
import type { JsonObject } from '../../json';
import type {
  ComponentRecord,
  IssueTypeRecord,
  NamedRecord,
  ProjectRecord,
  StatusRecord,
  VersionRecord,
} from '../../store/records';

const api = (site: Site, path: string): string => `${site.url}/rest/api/3/${path}`;

const CATEGORIES = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;

export const showStatusCategory = (site: Site, category: StatusRecord['category']): JsonObject => ({
  self: api(site, `statuscategory/${CATEGORIES[category].id}`),
  ...CATEGORIES[category],
});

export const showStatus = (site: Site, status: StatusRecord): JsonObject => ({
  self: api(site, `status/${status.id}`),
  description: '',
  iconUrl: `${site.url}/images/icons/statuses/generic.png`,
  name: status.name,
  id: status.id,
  statusCategory: showStatusCategory(site, status.category),
});

export const showPriority = (site: Site, priority: NamedRecord): JsonObject => ({
  self: api(site, `priority/${priority.id}`),
  iconUrl: `${site.url}/images/icons/priorities/${priority.name.toLowerCase()}.svg`,
  name: priority.name,
  id: priority.id,
});

export const showResolution = (site: Site, resolution: NamedRecord): JsonObject => ({
  self: api(site, `resolution/${resolution.id}`),
  id: resolution.id,
  description: resolution.description,
  name: resolution.name,
});

export const showIssueType = (site: Site, type: IssueTypeRecord): JsonObject => ({
  self: api(site, `issuetype/${type.id}`),
  id: type.id,
  description: type.description,
  iconUrl: `${site.url}/images/icons/issuetypes/${type.id}.svg`,
  name: type.name,
  subtask: type.level < 0,
  avatarId: Number(type.id),
  hierarchyLevel: type.level,
});

export const showComponent = (site: Site, component: ComponentRecord): JsonObject => ({
  self: api(site, `component/${component.id}`),
  id: component.id,
  name: component.name,
  ...(component.description === '' ? {} : { description: component.description }),
});

export const showVersion = (site: Site, version: VersionRecord): JsonObject => ({
  self: api(site, `version/${version.id}`),
  id: version.id,
  description: version.description,
  name: version.name,
  archived: version.archived,
  released: version.released,
  ...(version.releaseDate === null ? {} : { releaseDate: version.releaseDate }),
});

export const showProjectRef = (site: Site, project: ProjectRecord): JsonObject => ({
  self: api(site, `project/${project.id}`),
  id: project.id,
  key: project.key,
  name: project.name,
  projectTypeKey: project.kind,
  simplified: false,
  avatarUrls: Object.fromEntries(
    [48, 24, 16, 32].map((size) => [`${size}x${size}`, `${site.url}/projectavatars/${project.id}/${size}.png`]),
  ),
});
