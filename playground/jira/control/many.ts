import { type JsonObject } from '../json';
import type { Site } from '../site';
import type { CustomKind, FieldRecord, ProjectRecord, ScreenField } from '../store/records';
import { nextId } from '../store/state';
import type { ControlHandler } from './routes';

/** A site as large companies have it: what pages must stay quick with. */
export function manyControl(site: Site): Record<string, ControlHandler> {
  return {
    'post /many': ({ body }) => grow(site, body),
  };
}

const KINDS: readonly CustomKind[] = ['textfield', 'select', 'float', 'datetime', 'textarea', 'url'];
const MOST = 10_000;

const countOf = (value: unknown): number => (typeof value === 'number' ? Math.min(Math.max(0, value), MOST) : 0);

/** `{projects?, fields?}`: so many more of each. The fields stand on every screen of the first project. */
function grow(site: Site, body: JsonObject): unknown {
  const [first] = site.state.projects.all();
  if (!first) return { projects: 0, fields: 0 };
  const fields = Array.from({ length: countOf(body.fields) }, (_, index) => addField(site, index + 1));
  const more = fields.map(({ id }): ScreenField => ({ field: id, required: false }));
  if (more.length > 0) {
    const types = first.types.map((type) => ({
      ...type,
      create: [...type.create, ...more],
      edit: [...type.edit, ...more],
    }));
    site.state.projects.put({ ...first, types });
  }
  for (let number = 1; number <= countOf(body.projects); number++) addProject(site, first, number);
  return { projects: site.state.projects.all().length, fields: site.state.fields.all().length };
}

function addField(site: Site, number: number): FieldRecord {
  const kind = KINDS[number % KINDS.length] ?? 'textfield';
  const choices = kind === 'select' ? ['Low', 'Middle', 'High'] : [];
  return site.state.fields.put({
    id: `customfield_${20_000 + number}`,
    name: `Measure ${String(number).padStart(4, '0')}`,
    custom: true,
    kind,
    options: choices.map((value) => ({ id: nextId(site.state, 'option'), value, disabled: false, children: [] })),
    defaultValue: null,
  });
}

function addProject(site: Site, like: ProjectRecord, number: number): void {
  const digits = String(number).padStart(5, '0');
  site.state.projects.put({
    ...like,
    id: nextId(site.state, 'project'),
    key: `BIG${digits}`,
    name: `Branch ${digits}`,
    nextNumber: 1,
    denied: {},
  });
}
