import { type TemplateEntry } from '../../host/api-types';

const plain = (name: string): string => name.trim().toLowerCase();

/** In a list two templates of one name could not be told apart. */
export const findByName = <T extends TemplateEntry>(templates: readonly T[], name: string): T | null =>
  templates.find((template) => plain(template.name) === plain(name)) ?? null;
