import { type TemplateEntry } from '../../host/api-types';
import { get } from '../../host/call';

const plain = (name: string): string => name.trim().toLowerCase();

/** In a list two templates of one name could not be told apart. */
export const findNamed = async (name: string): Promise<TemplateEntry | null> => {
  if (name.trim() === '') return null;
  const { templates } = await get<{ templates: readonly TemplateEntry[] }>('/templates', { name: name.trim() });
  return templates.find((template) => plain(template.name) === plain(name)) ?? null;
};
