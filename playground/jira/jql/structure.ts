import type { JsonObject } from '../json';
import type { Clause, Jql, Operand, Query } from './ast';

/** The syntax tree as `POST /jql/parse` shows it. */
export function showStructure({ where, orderBy }: Jql): JsonObject {
  return {
    ...(where === null ? {} : { where: showQuery(where) }),
    ...(orderBy.length === 0
      ? {}
      : {
          orderBy: {
            fields: orderBy.map(({ field, descending }) => ({
              field: showField(field),
              direction: descending ? 'desc' : 'asc',
            })),
          },
        }),
  };
}

const showField = (name: string): JsonObject => ({ name, encodedName: /\s/.test(name) ? `"${name}"` : name });

function showQuery(query: Query): JsonObject {
  switch (query.kind) {
    case 'and':
    case 'or':
      return { clauses: query.parts.map(showQuery), operator: query.kind };
    case 'not':
      return { clauses: [showQuery(query.part)], operator: 'not' };
    case 'clause':
      return showClause(query);
  }
}

function showClause({ field, operator, operand, predicates }: Clause): JsonObject {
  const shown = predicates.map((predicate) => ({ operator: predicate.word, operand: showOperand(predicate.operand) }));
  if (operator === 'changed') return { field: showField(field), operator, predicates: shown };
  const base = { field: showField(field), operator, operand: showOperand(operand) };
  return operator === 'was' ? { ...base, predicates: shown } : base;
}

function showOperand(operand: Operand): JsonObject {
  switch (operand.is) {
    case 'value':
      return { value: operand.text, encodedValue: /^[\w-]+$/.test(operand.text) ? operand.text : `"${operand.text}"` };
    case 'empty':
      return { keyword: 'empty' };
    case 'call':
      return {
        function: operand.name,
        arguments: [...operand.args],
        encodedOperand: `${operand.name}(${operand.args.join(', ')})`,
      };
    case 'list':
      return { values: operand.items.map(showOperand), encodedOperand: `(${operand.items.length} values)` };
  }
}
