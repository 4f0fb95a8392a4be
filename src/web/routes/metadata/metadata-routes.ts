import { Router } from 'express';
import { z } from 'zod';
import { noSuch } from '../../../sync/agreements';
import { countScope } from '../../../sync/bulk/count-scope';
import { askJira } from '../../../sync/contracts';
import { type JiraSite } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, ok, param } from '../call';
import { label, limit, line, list, parse, record, text } from '../shapes';

const search = z.object({ query: z.string().max(200).default(''), limit: limit(50, 100) });
const issuesQuery = z.object({ query: z.string().max(200).default(''), project: line(100).optional() });
const MOST_ISSUES = 20;

const scope = record({
  project: line(100),
  issueTypes: list(label(255), 200),
  jql: text(10_000)
    .nullish()
    .transform((jql) => jql ?? null),
});

const accountIds = z.union([line(128).transform((one) => [one]), z.array(line(128)).max(100)]);
const peopleQuery = z.object({ accountId: accountIds.optional() });

const issueTypes = z.union([z.string(), z.array(z.string())]).optional();
const fieldsQuery = z.object({ issueType: issueTypes });

const listed = (types: string | readonly string[] | undefined): readonly string[] => {
  if (types === undefined) return [];
  return typeof types === 'string' ? [types] : types;
};

/** What the own Jira has to choose from, read live. */
export const metadataRoutes = ({ jira }: ApiDeps): Router => {
  const ask = <T>(call: Call, read: (site: JiraSite) => Promise<T>): Promise<T> =>
    askJira(jira, call.actor.siteId, read);
  return Router()
    .get(
      '/metadata/projects',
      answer(async function listProjects(call) {
        const { query, limit: most } = parse(search, call.query, 'query');
        return ok(await ask(call, (site) => site.projects(query, most)));
      }),
    )
    .get(
      '/metadata/projects/:key',
      answer(async function getProject(call) {
        const project = await ask(call, (site) => site.project(param(call, 'key')));
        if (!project) throw noSuch('project');
        return ok(project);
      }),
    )
    .get(
      '/metadata/projects/:key/fields',
      answer(async function listFields(call) {
        const types = listed(parse(fieldsQuery, call.query, 'query').issueType);
        const key = param(call, 'key');
        const catalog = await ask(call, async (site) => (await site.project(key)) && site.catalog(key, types));
        if (!catalog) throw noSuch('project');
        return ok({ fields: Object.values(catalog) });
      }),
    )
    .get(
      '/metadata/users',
      answer(async function listUsers(call) {
        const { query, limit: most } = parse(search, call.query, 'query');
        return ok({ users: await ask(call, (site) => site.users(query, most)) });
      }),
    )
    .get(
      '/metadata/people',
      answer(async function listPeople(call) {
        const { accountId = [] } = parse(peopleQuery, call.query, 'query');
        return ok({ people: await ask(call, (site) => site.people(accountId)) });
      }),
    )
    .get(
      '/metadata/issues',
      answer(async function listIssues(call) {
        const { query, project = null } = parse(issuesQuery, call.query, 'query');
        const asked = { query, projectKey: project };
        const pick = (site: JiraSite) => site.pickIssues(call.actor.accountId, asked, MOST_ISSUES);
        return ok({ issues: await ask(call, pick) });
      }),
    )
    .post(
      '/metadata/issues/count',
      answer(async function countIssues(call) {
        return ok({ issues: await countScope(jira, call.actor.siteId, parse(scope, call.body ?? {}, 'scope')) });
      }),
    );
};
