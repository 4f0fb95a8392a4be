import { type TemplateEntry } from '../../host/api-types';
import { get } from '../../host/call';

export type NamedTemplate = TemplateEntry & { readonly authorName?: string | null };

export interface TemplatePage {
  readonly templates: readonly NamedTemplate[];
  /** All there are, whatever is shown. */
  readonly total: number;
  /** Where to go on; null at the end. */
  readonly next: string | null;
}

export const TEMPLATE_PAGE = 50;
const MOST = 200;

export const readPage = (after: string | null = null, limit: number = TEMPLATE_PAGE): Promise<TemplatePage> =>
  get<TemplatePage>('/templates', { after, limit });

/** From the first on, until as many are read as `wanted` says in the end, or all. */
export const readUntil = async (wanted: () => number): Promise<TemplatePage> => {
  let read = await readPage(null, Math.min(wanted(), MOST));
  while (read.next !== null && read.templates.length < wanted()) {
    const page = await readPage(read.next, Math.min(wanted() - read.templates.length, MOST));
    read = { ...page, templates: [...read.templates, ...page.templates] };
  }
  return read;
};

/** For a choice among them: all, without their halves. */
export const readAllTemplates = (): Promise<TemplatePage> => readUntil(() => Number.POSITIVE_INFINITY);
