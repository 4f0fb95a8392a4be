import { type Field, type Project } from '../../host/api-types';
import { get } from '../../host/call';
import { useLoad } from '../../host/load';
import { type PickerItem } from '../../kit';

export interface Metadata {
  readonly project: Project | null;
  readonly fields: readonly Field[];
  readonly error: Error | null;
  /** Neither here nor refused yet. What was read before stays meanwhile, so this is for the first time only. */
  readonly awaited: boolean;
}

/** Issue types, statuses and fields of a project, live from Jira. */
export const useMetadata = (key: string | null): Metadata => {
  const path = `/metadata/projects/${encodeURIComponent(key ?? '')}`;
  const { data: project, error } = useLoad(() => (key ? get<Project>(path) : Promise.resolve(null)), [path]);
  const { data: fields, error: fieldsError } = useLoad(
    () => (key ? get<{ fields: readonly Field[] }>(`${path}/fields`) : Promise.resolve({ fields: [] })),
    [path],
  );
  const projectAwaited = key !== null && !project && !error;
  const awaited = projectAwaited || (!fields && !fieldsError);
  return { project, fields: fields?.fields ?? [], error: error ?? fieldsError, awaited };
};

interface FoundProjects {
  readonly projects: readonly { readonly key: string; readonly name: string }[];
}
export const searchProjects = async (query: string): Promise<readonly PickerItem[]> => {
  const { projects } = await get<FoundProjects>('/metadata/projects', { query });
  return projects.map(({ key, name }) => ({ value: key, label: name, detail: key }));
};
