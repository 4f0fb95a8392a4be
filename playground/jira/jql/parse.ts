import {
  JqlFault,
  type Clause,
  type Jql,
  type Operand,
  type Operator,
  type Order,
  type Predicate,
  type Query,
} from './ast';
import { tokensOf, type Token } from './lexer';

const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=', '~', '!~']);
const PREDICATES = new Set(['after', 'before', 'from', 'to', 'by', 'during', 'on']);
const RESERVED = new Set(['and', 'or', 'not', 'in', 'is', 'order', 'by', 'was', 'changed']);

/** Parses a query; throws JqlFault in Jira's words, with line and character. */
export function parseJql(jql: string): Jql {
  const reader = new Reader(tokensOf(jql));
  const where = reader.at('order') || reader.atEnd() ? null : orQuery(reader);
  const orderBy = reader.take('order') ? orders(reader) : [];
  if (!reader.atEnd()) throw reader.fault("Expecting either 'OR' or 'AND' but got");
  return { where, orderBy };
}

class Reader {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get token(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: '', at: 0 };
  }

  atEnd(): boolean {
    return this.token.kind === 'end';
  }

  /** Whether a keyword or symbol comes next. */
  at(text: string): boolean {
    return this.token.kind !== 'string' && this.token.text.toLowerCase() === text;
  }

  take(text: string): boolean {
    const here = this.at(text);
    if (here) this.position += 1;
    return here;
  }

  next(): Token {
    const { token } = this;
    this.position += 1;
    return token;
  }

  fault(expecting: string): JqlFault {
    const { text, kind, at } = this.token;
    const got = kind === 'end' ? 'the end of the query' : `'${text}'`;
    return new JqlFault(`Error in the JQL Query: ${expecting} ${got}. (line 1, character ${at + 1})`);
  }
}

function orQuery(reader: Reader): Query {
  const parts = [andQuery(reader)];
  while (reader.take('or') || reader.take('||') || reader.take('|')) parts.push(andQuery(reader));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
}

function andQuery(reader: Reader): Query {
  const parts = [notQuery(reader)];
  while (reader.take('and') || reader.take('&&') || reader.take('&')) parts.push(notQuery(reader));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
}

function notQuery(reader: Reader): Query {
  if (reader.take('not') || reader.take('!')) return { kind: 'not', part: notQuery(reader) };
  if (!reader.take('(')) return clause(reader);
  const inner = orQuery(reader);
  if (!reader.take(')')) throw reader.fault("Expecting ')' before");
  return inner;
}

function clause(reader: Reader): Clause {
  const { kind, text } = reader.token;
  if (kind === 'end' || kind === 'symbol' || (kind === 'word' && RESERVED.has(text.toLowerCase())))
    throw reader.fault('Expecting a field name but got');
  reader.next();
  const operator = operatorOf(reader);
  const operand: Operand = operator === 'changed' ? { is: 'empty' } : operandOf(reader);
  const predicates = operator === 'was' || operator === 'changed' ? predicatesOf(reader) : [];
  return { kind: 'clause', field: text, operator, operand, predicates };
}

function operatorOf(reader: Reader): Operator {
  if (reader.token.kind === 'symbol' && COMPARISONS.has(reader.token.text)) return reader.next().text as Operator;
  if (reader.take('in')) return 'in';
  if (reader.take('is')) return reader.take('not') ? 'is not' : 'is';
  if (reader.take('was')) {
    reader.take('in');
    return 'was';
  }
  if (reader.take('changed')) return 'changed';
  if (reader.take('not') && reader.take('in')) return 'not in';
  throw reader.fault('Expecting an operator but got');
}

function operandOf(reader: Reader): Operand {
  if (reader.take('(')) return listOf(reader);
  const { kind, text } = reader.token;
  if (kind === 'end' || kind === 'symbol') throw reader.fault('Expecting either a value, list or function but got');
  reader.next();
  if (kind === 'word' && ['empty', 'null'].includes(text.toLowerCase())) return { is: 'empty' };
  if (!reader.take('(')) return { is: 'value', text };
  return { is: 'call', name: text, args: argumentsOf(reader) };
}

function listOf(reader: Reader): Operand {
  const items: Operand[] = [];
  do items.push(operandOf(reader));
  while (reader.take(','));
  if (!reader.take(')')) throw reader.fault("Expecting ')' before");
  return { is: 'list', items };
}

function argumentsOf(reader: Reader): string[] {
  const args: string[] = [];
  while (!reader.take(')')) {
    if (reader.atEnd()) throw reader.fault("Expecting ')' before");
    args.push(reader.next().text);
    reader.take(',');
  }
  return args;
}

function predicatesOf(reader: Reader): Predicate[] {
  const found: Predicate[] = [];
  while (PREDICATES.has(reader.token.text.toLowerCase()) && reader.token.kind === 'word') {
    const word = reader.next().text.toLowerCase() as Predicate['word'];
    found.push({ word, operand: operandOf(reader) });
  }
  return found;
}

function orders(reader: Reader): Order[] {
  if (!reader.take('by')) throw reader.fault("Expecting 'BY' but got");
  const found: Order[] = [];
  do {
    if (reader.atEnd()) throw reader.fault('Expecting a field name but got');
    const field = reader.next().text;
    const descending = reader.take('desc');
    if (!descending) reader.take('asc');
    found.push({ field, descending });
  } while (reader.take(','));
  return found;
}
