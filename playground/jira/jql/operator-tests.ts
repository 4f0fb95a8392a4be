import { dayOf } from '../dates';
import { factOf } from '../store/state';
import type { IssueRecord } from '../store/records';
import { JqlFault, type Clause, type Operand } from './ast';
import type { JqlAt, JqlField } from './jql-field';
import { momentOf, valuesOf } from './operands';

export type Test = (issue: IssueRecord) => boolean;

/** As in Jira, an empty field is neither equal nor unequal to a value. */
export const unless =
  (field: JqlField, test: Test): Test =>
  (issue) =>
    !isEmpty(field, issue) && !test(issue);

export function emptyTest({ operand, operator, field: name }: Clause, field: JqlField): Test {
  if (operand.is !== 'empty')
    throw new JqlFault(`The operator '${operator}' of the field '${name}' takes nothing but EMPTY.`);
  return (issue) => isEmpty(field, issue) === (operator === 'is');
}

const isEmpty = (field: JqlField, issue: IssueRecord): boolean =>
  field.kind === 'text' ? (field.text?.(issue) ?? '').trim() === '' : field.values(issue).length === 0;

export function equalTest(at: JqlAt, field: JqlField, operand: Operand): Test {
  if (field.kind === 'moment' || field.kind === 'date') return sameMoment(at, field, operand);
  if (field.kind === 'text') {
    if (operand.is === 'empty') return (issue) => isEmpty(field, issue);
    throw new JqlFault(`The operator '=' is not supported by the '${field.name}' field.`);
  }
  const wanted = new Set(valuesOf(at, field, operand));
  const orEmpty = wanted.has('') || (field.name === 'Resolution' && wanted.has('unresolved'));
  return (issue) => {
    const values = field.values(issue);
    return values.length === 0 ? orEmpty : values.some((value) => wanted.has(value));
  };
}

/** A day without a time stands for the whole day's midnight only, as Jira has it; minutes are the finest grain. */
function sameMoment(at: JqlAt, field: JqlField, operand: Operand): Test {
  if (operand.is === 'empty') return (issue) => isEmpty(field, issue);
  const items = operand.is === 'list' ? operand.items : [operand];
  const minutes = new Set(items.map((item) => Math.floor(bound(at, field, item) / 60_000)));
  return (issue) => {
    const held = field.order?.(issue) ?? null;
    return held !== null && minutes.has(Math.floor(held / 60_000));
  };
}

/** Words must all occur; `"..."` inside the value is a phrase; `*` at the end of a word is a prefix. */
export function textTest(field: JqlField, operand: Operand): Test {
  const query = operand.is === 'value' ? operand.text : '';
  const phrase = /^"(.*)"$/s.exec(query)?.[1];
  const terms = (phrase === undefined ? query.split(/\s+/) : [phrase]).filter(Boolean).map(termTest);
  return (issue) => {
    const text = (field.text?.(issue) ?? field.values(issue).join(' ')).toLowerCase();
    return terms.every((term) => term(text));
  };
}

function termTest(term: string): (text: string) => boolean {
  const escaped = term
    .toLowerCase()
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[\\p{L}\\p{N}_]*');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u');
  return (text) => pattern.test(text);
}

export function orderTest(at: JqlAt, field: JqlField, operator: '<' | '<=' | '>' | '>=', operand: Operand): Test {
  if (field.kind === 'text')
    throw new JqlFault(`The operator '${operator}' is not supported by the '${field.name}' field.`);
  const limit = bound(at, field, operand);
  return (issue) => {
    const held = field.order?.(issue) ?? null;
    return held !== null && compare(held, operator, limit);
  };
}

function compare(held: number, operator: '<' | '<=' | '>' | '>=', limit: number): boolean {
  switch (operator) {
    case '<':
      return held < limit;
    case '<=':
      return held <= limit;
    case '>':
      return held > limit;
    case '>=':
      return held >= limit;
  }
}

const isCalled = ({ id, name }: { id: string; name: string }, text: string): boolean =>
  id === text || name.toLowerCase() === text.toLowerCase();

/** What `<` and the like compare with. */
function bound(at: JqlAt, field: JqlField, operand: Operand): number {
  if (field.kind === 'moment') return momentOf(at, field, operand);
  if (field.kind === 'date') return dayOf(momentOf(at, field, operand), factOf(at.site.state, 'timeZone'));
  const text = operand.is === 'value' ? operand.text : '';
  if (field.name === 'Priority') return -at.site.state.priorities.all().findIndex((each) => isCalled(each, text));
  const number = Number(field.name === 'issuekey' ? text.slice(text.lastIndexOf('-') + 1) : text);
  if (Number.isNaN(number)) throw new JqlFault(`The value '${text}' for the field '${field.name}' is not a number.`);
  return number;
}
