import { JqlFault } from './ast';

export interface Token {
  readonly kind: 'word' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const SYMBOL = /^(?:!=|!~|<=|>=|&&|\|\||[=<>~(),!&|])/;
/** An unquoted word: `cf[10042]` and `issue.property[key].path` are words too. */
const WORD = /^(?:[^\s=!<>~(),"'&|[\]]|\[[^\]]*\])+/;
const STRING = /^"(?:[^"\\]|\\.)*"|^'(?:[^'\\]|\\.)*'/;

export function tokensOf(jql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < jql.length) {
    const rest = jql.slice(at);
    const space = /^\s+/.exec(rest)?.[0];
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = next(rest, at);
    tokens.push(token.token);
    at += token.length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function next(rest: string, at: number): { token: Token; length: number } {
  const quoted = STRING.exec(rest)?.[0];
  if (quoted !== undefined) {
    const text = quoted
      .slice(1, -1)
      .replace(/\\(.)/g, (_all, letter: string) => ({ n: '\n', t: '\t', r: '\r' })[letter] ?? letter);
    return { token: { kind: 'string', text, at }, length: quoted.length };
  }
  const symbol = SYMBOL.exec(rest)?.[0];
  if (symbol !== undefined) return { token: { kind: 'symbol', text: symbol, at }, length: symbol.length };
  const word = WORD.exec(rest)?.[0];
  if (word !== undefined) return { token: { kind: 'word', text: word, at }, length: word.length };
  const what =
    rest.startsWith('"') || rest.startsWith("'")
      ? 'The quoted string has not been completed'
      : `The character '${rest[0] ?? ''}' is a reserved JQL character. You must enclose it in a string or use an escape`;
  throw new JqlFault(`Error in the JQL Query: ${what}. (line 1, character ${at + 1})`);
}
