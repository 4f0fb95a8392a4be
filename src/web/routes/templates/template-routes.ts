import { Router } from 'express';
import { z } from 'zod';
import { createTemplate, getTemplate, removeTemplate, replaceTemplate } from '../../../sync/contracts';
import { type Template, type TemplateHead } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, created, noContent, ok, param } from '../call';
import { parseHalf } from '../contracts/half-schema';
import { nameOf, type Names, readNames } from '../names';
import { limit, line, parse, record } from '../shapes';
import { after, writePlace } from './template-place';

const listQuery = z.object({ name: line(100).optional(), after, limit: limit(50, 200) });

const templateBody = record({ name: line(100), half: z.unknown() });

const replaceBody = record({ name: line(100), half: z.unknown(), version: z.int().min(1) });

const draftOf = ({ body }: Call) => {
  const { name, half: source } = parse(templateBody, body, 'template');
  parseHalf(source);
  return { name, source };
};

const replacementOf = ({ body }: Call) => {
  const { name, half: source, version } = parse(replaceBody, body, 'template');
  parseHalf(source);
  return { name, source, version };
};

const head = ({ id, name, author, at, version }: TemplateHead, names: Names) => ({
  id,
  name,
  author,
  authorName: nameOf(names, author),
  at,
  version,
});

export const templateRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  const namesOf = (siteId: string, templates: readonly TemplateHead[]): Promise<Names> =>
    readNames(
      deps.jira,
      siteId,
      templates.map(({ author }) => author),
    );
  const view = async (template: Template) => ({
    ...head(template, await namesOf(template.siteId, [template])),
    half: template.source,
  });
  return Router()
    .get(
      '/templates',
      answer(async function listTemplates({ actor, query }) {
        const { limit: most, ...filter } = parse(listQuery, query, 'query');
        // One more than is shown tells whether there is a further page.
        const [found, total] = await Promise.all([
          stores.templates.list(actor.siteId, { ...filter, limit: most + 1 }),
          stores.templates.count(actor.siteId),
        ]);
        const templates = found.slice(0, most);
        const last = templates.at(-1);
        const names = await namesOf(actor.siteId, templates);
        return ok({
          templates: templates.map((template) => head(template, names)),
          total,
          next: last && found.length > most ? writePlace(last) : null,
        });
      }),
    )
    .post(
      '/templates',
      answer(async function postTemplate(call) {
        return created(await view(await createTemplate(deps, call.actor, draftOf(call))));
      }),
    )
    .get(
      '/templates/:id',
      answer(async function getOneTemplate(call) {
        return ok(await view(await getTemplate(stores, call.actor.siteId, param(call, 'id'))));
      }),
    )
    .put(
      '/templates/:id',
      answer(async function putTemplate(call) {
        return ok(await view(await replaceTemplate(deps, call.actor, param(call, 'id'), replacementOf(call))));
      }),
    )
    .delete(
      '/templates/:id',
      answer(async function deleteTemplate(call) {
        await removeTemplate(stores, call.actor.siteId, param(call, 'id'));
        return noContent();
      }),
    );
};
