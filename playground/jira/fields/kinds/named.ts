import { isObject, type Json, type JsonObject, objectOf, wordOf } from '../../json';
import { showComponent, showIssueType, showPriority, showResolution, showVersion } from '../../rest/show/named';
import type { NamedRecord } from '../../store/records';
import { FieldFault, type FieldAt, type FieldKind } from '../kind';

interface Named {
  id: string;
  name: string;
}

interface NamedSource<T extends Named> {
  /** What Jira calls one of them in its answers ("Priority", "Component"). */
  readonly noun: string;
  readonly type: string;
  list(at: FieldAt): T[];
  show(at: FieldAt, record: T): JsonObject;
}

function choose<T extends Named>(source: NamedSource<T>, json: Json, at: FieldAt): T {
  if (!isObject(json)) throw new FieldFault('expected Object');
  const { id, name } = json;
  if (id === undefined && name === undefined) throw new FieldFault(`${source.noun} is required.`);
  const found = source.list(at).find((record) => (id === undefined ? record.name === name : record.id === wordOf(id)));
  if (found) return found;
  throw new FieldFault(
    id === undefined
      ? `${source.noun} name '${wordOf(name)}' is not valid`
      : `${source.noun} id '${wordOf(id)}' is not valid`,
  );
}

function one<T extends Named>(source: NamedSource<T>): FieldKind {
  const find = (at: FieldAt, stored: Json): T | null => source.list(at).find((record) => record.id === stored) ?? null;
  return {
    schema: { type: source.type },
    verbs: ['set'],
    empty: null,
    write: (json, at) => choose(source, json, at).id,
    read(stored, at) {
      const record = find(at, stored);
      return record ? source.show(at, record) : null;
    },
    text: (stored, at) => find(at, stored)?.name ?? '',
    logId: (stored) => wordOf(stored),
    jqlValues: (stored, at) => [wordOf(stored), (find(at, stored)?.name ?? '').toLowerCase()],
    order: (stored, at) => source.list(at).findIndex((record) => record.id === stored),
    allowed: (at) => source.list(at).map((record) => source.show(at, record)),
  };
}

function many<T extends Named>(source: NamedSource<T>): FieldKind {
  const single = one(source);
  const each = <U>(stored: Json, map: (id: Json) => U): U[] => (Array.isArray(stored) ? stored.map(map) : []);
  return {
    schema: { type: 'array', items: source.type },
    verbs: ['add', 'set', 'remove'],
    empty: [],
    write(json, at) {
      if (!Array.isArray(json)) throw new FieldFault('data was not an array');
      const ids = [...new Set(json.map((item) => choose(source, item, at).id))];
      return ids.length > 0 ? ids : null;
    },
    read: (stored, at) => each(stored, (id) => single.read(id, at)).filter((shown) => shown !== null),
    text: (stored, at) => each(stored, (id) => single.text(id, at)).join(', '),
    logId: (stored) => each(stored, String).join(', '),
    jqlValues: (stored, at) => each(stored, (id) => single.jqlValues(id, at)).flat(),
    allowed: (at) => source.list(at).map((record) => source.show(at, record)),
    loggedByElement: true,
  };
}

const versions = {
  noun: 'Version',
  type: 'version',
  list: (at: FieldAt) => at.site.state.versions.of(at.project.id),
  show: (at: FieldAt, record: ReturnType<typeof at.site.state.versions.get>) => showVersion(at.site, record),
};

export const version = one(versions);
export const versionSet = { ...many(versions), verbs: ['set', 'add', 'remove', 'edit'] as const };

export const componentSet = many({
  noun: 'Component',
  type: 'component',
  list: (at: FieldAt) => at.site.state.components.of(at.project.id),
  show: (at, record) => showComponent(at.site, record),
});

const priorities: NamedSource<NamedRecord> = {
  noun: 'Priority',
  type: 'priority',
  list: (at) => at.site.state.priorities.all(),
  show: (at, record) => showPriority(at.site, record),
};

/** In JQL a higher priority is the greater one, though the list begins with the highest. */
export const priority: FieldKind = {
  ...one(priorities),
  order: (stored, at) => -at.site.state.priorities.all().findIndex(({ id }) => id === stored),
};

export const resolution = one({
  noun: 'Resolution',
  type: 'resolution',
  list: (at: FieldAt) => at.site.state.resolutions.all(),
  show: (at, record) => showResolution(at.site, record),
});

export const issueType = one({
  noun: 'Issue type',
  type: 'issuetype',
  list: (at: FieldAt) => at.project.types.map(({ typeId }) => at.site.state.issueTypes.get(typeId)),
  show: (at, record) => showIssueType(at.site, record),
});

export const securityLevel = one({
  noun: 'Security level',
  type: 'securitylevel',
  list: (at: FieldAt) => at.project.securityLevels,
  show: (at, record) => ({
    self: `${at.site.url}/rest/api/3/securitylevel/${record.id}`,
    id: record.id,
    name: record.name,
    description: '',
  }),
});

export const project: FieldKind = {
  schema: { type: 'project' },
  verbs: ['set'],
  empty: null,
  write(json, at) {
    const { id, key } = objectOf(json);
    const found = at.site.state.projects.all().find((record) => record.id === id || record.key === key);
    if (!found) throw new FieldFault('valid project is required');
    return found.id;
  },
  read: (_stored, at) => ({
    self: `${at.site.url}/rest/api/3/project/${at.project.id}`,
    id: at.project.id,
    key: at.project.key,
    name: at.project.name,
  }),
  text: (stored, at) => at.site.state.projects.find(wordOf(stored))?.name ?? '',
  logId: (stored) => wordOf(stored),
  jqlValues: (stored) => [wordOf(stored)],
  allowed: (at) => [
    {
      self: `${at.site.url}/rest/api/3/project/${at.project.id}`,
      id: at.project.id,
      key: at.project.key,
      name: at.project.name,
    },
  ],
};
