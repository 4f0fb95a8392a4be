import type { Site } from '../site';
import type { FieldRecord } from '../store/records';
import { JqlFault } from './ast';
import type { JqlAt, JqlField } from './jql-field';
import { propertyField } from './property-field';
import { SYSTEM_LOOKUPS } from './system-fields';
import { valueField } from './value-field';

/** JQL's names of system fields that differ from their ids. */
const SYNONYMS: Readonly<Record<string, string>> = {
  due: 'duedate',
  affectedversion: 'versions',
  fixversion: 'fixVersions',
  component: 'components',
  level: 'security',
};

const unknownField = (name: string): JqlFault =>
  new JqlFault(`Field '${name}' does not exist or you do not have permission to view it.`);

/** The field that a query names: system, property or alias, `cf[10042]`, id or name. Throws JqlFault. */
export function jqlField(at: JqlAt, name: string): JqlField {
  const lookup = SYSTEM_LOOKUPS[name.toLowerCase()];
  if (lookup) return lookup(at);
  const property = propertyField(at, name);
  if (property) return property;
  const field = recordNamed(at.site, name);
  if (!field) throw unknownField(name);
  return valueField(at, field);
}

function recordNamed(site: Site, name: string): FieldRecord | null {
  const number = /^cf\[(\d+)\]$/i.exec(name)?.[1];
  const wanted = number === undefined ? (SYNONYMS[name.toLowerCase()] ?? name).toLowerCase() : `customfield_${number}`;
  const all = site.state.fields.all();
  return (
    all.find((field) => field.id.toLowerCase() === wanted) ??
    all.find((field) => field.name.toLowerCase() === wanted) ??
    null
  );
}
