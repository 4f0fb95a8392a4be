import { type FieldCatalog, type FieldMeta, type FieldOption, type FieldType } from '../../../core/model';
import { ask, type SiteAccess } from '../access';
import * as requests from '../requests/metadata';
import { allowedListShape, allowedPageShape, createFieldsShape, createTypesShape, fieldsShape } from '../schemas';
import { fieldMetaOf, hasOptions, isDemanded, optionsOf, screenFieldMeta } from './field-meta';
import { allPages } from './pages';
import { findProject } from './project';

/** Accord names these itself in every create call. */
const GIVEN = new Set(['project', 'issuetype']);

/**
 * Every field of the site, with what the create screens of these issue types (names; empty: all of the project) say
 * of it: options and whether it must be given. Remembered for a while.
 */
export const readCatalog = (
  access: SiteAccess,
  projectKey: string,
  issueTypes: readonly string[],
): Promise<FieldCatalog> =>
  access.memory.catalogs.get(JSON.stringify([projectKey, [...issueTypes].sort()]), async () => {
    const onScreens = await screenFields(access, projectKey, issueTypes);
    const fields = await access.memory.allFields.get('', () => ask(access, requests.fields(), fieldsShape));
    const catalog: Record<string, FieldMeta> = {};
    for (const field of fields) {
      const screen = onScreens.get(field.id);
      const meta = screen ?? fieldMetaOf(field, null, false);
      catalog[field.id] = { ...meta, name: field.name, custom: field.custom };
    }
    // A field of a screen that the list of all fields does not know belongs to the project alone.
    for (const [id, meta] of onScreens) catalog[id] ??= meta;
    return withLists(access, projectKey, catalog);
  });

const screenFields = async (
  access: SiteAccess,
  projectKey: string,
  issueTypes: readonly string[],
): Promise<ReadonlyMap<string, FieldMeta>> => {
  const types = await allPages((startAt) =>
    ask(access, requests.createTypesPage(projectKey, startAt), createTypesShape),
  );
  const wanted = new Set(issueTypes.map((name) => name.toLowerCase()));
  const found = new Map<string, FieldMeta>();
  for (const { id, name } of types) {
    if (id === undefined || (wanted.size > 0 && !wanted.has(name.toLowerCase()))) continue;
    const fields = await allPages((startAt) =>
      ask(access, requests.createFieldsPage(projectKey, id, startAt), createFieldsShape),
    );
    for (const field of fields) {
      const fieldId = field.fieldId ?? field.key;
      if (fieldId === undefined) continue;
      const required = isDemanded(field) && !GIVEN.has(fieldId);
      found.set(fieldId, merged(found.get(fieldId), { ...screenFieldMeta(fieldId, field), required }));
    }
  }
  return found;
};

/** One field on the screens of two issue types: the options of both, and required where either requires it. */
const merged = (known: FieldMeta | undefined, more: FieldMeta): FieldMeta => {
  if (!known) return more;
  const labels = new Set(known.options?.map(({ label }) => label));
  const options =
    known.options && more.options
      ? [...known.options, ...more.options.filter(({ label }) => !labels.has(label))]
      : (known.options ?? more.options);
  return { ...known, options, required: known.required || more.required };
};

/** Lists that Jira keeps apart from the screens: a resolution stands on no create screen, a component may not. */
const withLists = async (
  access: SiteAccess,
  projectKey: string,
  catalog: Readonly<Record<string, FieldMeta>>,
): Promise<FieldCatalog> => {
  const full: Record<string, FieldMeta> = { ...catalog };
  for (const meta of Object.values(catalog)) {
    if (meta.custom || meta.options !== null || !hasOptions(meta.type)) continue;
    full[meta.id] = { ...meta, options: await listFor(access, projectKey, meta.type) };
  }
  return full;
};

const listFor = (access: SiteAccess, projectKey: string, type: FieldType): Promise<readonly FieldOption[] | null> => {
  const load = LISTS[type];
  return load
    ? access.memory.options.get(`${type} ${projectKey}`, () => load(access, projectKey))
    : Promise.resolve(null);
};

type LoadList = (access: SiteAccess, projectKey: string) => Promise<readonly FieldOption[]>;

const listVersions: LoadList = async (access, key) =>
  optionsOf(await ask(access, requests.projectVersions(key), allowedListShape));

/** Only asked where the priority stands on no create screen: that screen knows the project's scheme itself. */
const listPriorities: LoadList = async (access, key) => {
  const project = await findProject(access, key);
  if (project === null) return [];
  return optionsOf(
    await allPages((startAt) => ask(access, requests.priorityPage(project.id, startAt), allowedPageShape)),
  );
};

const LISTS: Partial<Record<FieldType, LoadList>> = {
  resolution: async (access) =>
    optionsOf(await allPages((startAt) => ask(access, requests.resolutionPage(startAt), allowedPageShape))),
  priority: listPriorities,
  components: async (access, key) => optionsOf(await ask(access, requests.projectComponents(key), allowedListShape)),
  version: listVersions,
  versions: listVersions,
  issueType: async (access, key) =>
    ((await findProject(access, key))?.issueTypes ?? []).map(({ id, name }) => ({ id, label: name, children: [] })),
};

/** The options of one field in a project; null where Jira lists none. */
export const readOptions = async (
  access: SiteAccess,
  fieldId: string,
  projectKey: string,
): Promise<readonly FieldOption[] | null> => (await readCatalog(access, projectKey, []))[fieldId]?.options ?? null;
