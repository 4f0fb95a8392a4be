import { type Template, type TemplateHead, type Templates } from '../../../sync/ports';
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

type HeadRow = Omit<TemplateRow, 'source'>;

const TEMPLATES = defineTable<TemplateRow>('templates', ['id'], {
  id: column.text,
  siteId: column.text,
  name: column.text,
  source: column.json,
  author: column.text,
  at: column.time,
  version: column.number,
});

/** Compared as a pair: names are not unique, and a place that was deleted meanwhile is still a place. */
const LIST = `
  SELECT id, site_id AS "siteId", name, author, at, version FROM templates
  WHERE site_id = $1 AND ($2::text IS NULL OR lower(name) = lower($2))
    AND ($3::text IS NULL OR (name, id) > ($3, $4::text))
  ORDER BY name, id LIMIT $5`;

/** Every statement names the site: a template of another tenant is not there. */
export const templatesStore = ({ executor }: StoreDeps): Templates => {
  const templates = executor.table(TEMPLATES);
  return {
    list: async (siteId, { name, after, limit }) => {
      const bind = [siteId, name ?? null, after?.name ?? null, after?.id ?? null, limit];
      return (await executor.sql<HeadRow>(LIST, bind)).map(toHead);
    },
    count: (siteId) => templates.count({ siteId }),
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

const toHead = (row: HeadRow): TemplateHead => ({ ...row, at: iso(row.at) });
