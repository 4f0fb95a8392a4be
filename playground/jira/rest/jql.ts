import type { Router } from 'express';
import { query, routes, type Call } from '../http/call';
import { badRequest } from '../http/faults';
import { JqlFault } from '../jql/ast';
import { compile, jqlAt, parsed } from '../jql/match';
import { showStructure } from '../jql/structure';
import { stringsOf, type JsonObject } from '../json';
import { sees } from '../permissions';
import type { Site } from '../site';

export const jqlRoutes = (site: Site): Router => routes(site, { 'post /jql/match': match, 'post /jql/parse': parse });

/** Which of the issues are in which query, by their present state: no index stands between. */
function match(call: Call): void {
  const jqls = stringsOf(call.body.jqls);
  const ids = Array.isArray(call.body.issueIds) ? call.body.issueIds.map(String) : [];
  if (jqls.length === 0 || ids.length === 0) throw badRequest("'jqls' and 'issueIds' must both be given.");
  if (ids.length > 1_000 || jqls.length > 100) throw badRequest('Too many queries or issues in one request.');
  call.res.json({ matches: jqls.map((jql) => matchesOf(call, jql, ids)) });
}

function matchesOf({ site, user }: Call, jql: string, ids: readonly string[]): JsonObject {
  try {
    const test = compile(jqlAt(site, user), parsed(site, jql).where);
    const matched = ids.filter((id) => {
      const issue = site.state.issues.find(id);
      return issue !== null && sees(site, user, issue) && test(issue);
    });
    return { matchedIssues: [...new Set(matched)].map(Number), errors: [] };
  } catch (error) {
    if (error instanceof JqlFault) return { matchedIssues: [], errors: [error.message] };
    throw error;
  }
}

/** `validation`: strict also checks names and values, none only the grammar; warn tells them as warnings. */
function parse(call: Call): void {
  const queries = stringsOf(call.body.queries);
  if (queries.length === 0) throw badRequest("'queries' must hold at least one query.");
  const validation = query(call, 'validation') ?? 'strict';
  call.res.json({ queries: queries.map((text) => parsedQuery(call, text, validation)) });
}

function parsedQuery({ site, user }: Call, text: string, validation: string): JsonObject {
  let structure: JsonObject = {};
  try {
    const jql = parsed(site, text);
    structure = { structure: showStructure(jql) };
    if (validation !== 'none') compile(jqlAt(site, user), jql.where);
    return { query: text, ...structure };
  } catch (error) {
    if (!(error instanceof JqlFault)) throw error;
    const lenient = validation === 'warn' && 'structure' in structure;
    return lenient
      ? { query: text, ...structure, warnings: [error.message] }
      : { query: text, errors: [error.message] };
  }
}
