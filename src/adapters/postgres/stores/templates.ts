import { type Template, type Templates } from '../../../sync/ports';
import { iso } from '../per-side';
import { column, defineTable } from '../table';
import { type StoreDeps } from './deps';

interface TemplateRow {
  id: string;
  siteId: string;
  name: string;
  source: unknown;
  author: string;
  at: Date;
  version: number;
}

const TEMPLATES = defineTable<TemplateRow>('templates', ['id'], {
  id: column.text,
  siteId: column.text,
  name: column.text,
  source: column.json,
  author: column.text,
  at: column.time,
  version: column.number,
});

/** Every statement names the site: a template of another tenant is not there. */
export const templatesStore = ({ executor }: StoreDeps): Templates => {
  const templates = executor.table(TEMPLATES);
  return {
    list: async (siteId) => (await templates.list({ siteId }, ['name', 'id'])).map(toTemplate),
    find: async (siteId, id) => {
      const row = await templates.find({ siteId, id });
      return row ? toTemplate(row) : null;
    },
    insert: (template) => templates.insert(fromTemplate(template)),
    replace: async (template, expected) => {
      const { id, siteId } = template;
      return (await templates.update(fromTemplate(template), { id, siteId, version: expected })) === 1;
    },
    remove: async (siteId, id) => (await templates.remove({ siteId, id })) === 1,
  };
};

const fromTemplate = (template: Template): TemplateRow => ({ ...template, at: new Date(template.at) });

const toTemplate = (row: TemplateRow): Template => ({ ...row, at: iso(row.at) });
