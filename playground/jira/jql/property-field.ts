import type { PropertyAlias } from '../connect/descriptor';
import { parseTime } from '../dates';
import { isObject, objectOf, wordOf, type Json } from '../json';
import type { IssueRecord } from '../store/records';
import type { JqlAt, JqlField } from './jql-field';

/** An alias of an installed add-on, or `issue.property[key].path`. */
export function propertyField({ aliases }: JqlAt, name: string): JqlField | null {
  const alias = aliases.find((each) => each.alias.toLowerCase() === name.toLowerCase());
  const direct = /^issue\.property\[([^\]]+)\]\.(.+)$/.exec(name);
  const target: Omit<PropertyAlias, 'alias'> | null =
    alias ?? (direct ? { propertyKey: direct[1] ?? '', path: (direct[2] ?? '').split('.'), type: 'string' } : null);
  if (!target) return null;
  const read = (issue: IssueRecord): Json =>
    target.path.reduce<Json>(
      (value, step) => objectOf(value)[step] ?? null,
      issue.properties[target.propertyKey] ?? null,
    );
  const values = (issue: IssueRecord): string[] =>
    [read(issue)]
      .flat()
      .filter((value) => value !== null && !isObject(value))
      .map((value) => wordOf(value).toLowerCase());
  switch (target.type) {
    case 'number':
      return { name, kind: 'number', values, order: (issue) => asNumber(read(issue)) };
    case 'date':
      return { name, kind: 'moment', values, order: (issue) => parseTime(wordOf(read(issue))) };
    case 'text':
      return { name, kind: 'text', values, text: (issue) => values(issue).join(' ') };
    default:
      return { name, kind: 'values', values };
  }
}

const asNumber = (json: Json): number | null => (typeof json === 'number' ? json : null);
