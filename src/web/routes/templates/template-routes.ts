import { Router } from 'express';
import { z } from 'zod';
import { createTemplate, getTemplate, removeTemplate, replaceTemplate } from '../../../sync/contracts';
import { type Template } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, created, noContent, ok, param } from '../call';
import { parseHalf } from '../contracts/half-schema';
import { line, parse, record } from '../shapes';

const templateBody = record({ name: line(100), half: z.unknown() });

const draftOf = ({ body }: Call) => {
  const { name, half: source } = parse(templateBody, body, 'template');
  parseHalf(source);
  return { name, source };
};

const head = ({ id, name, author, at }: Template) => ({ id, name, author, at });
const view = (template: Template) => ({ ...head(template), half: template.source });

export const templateRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  return Router()
    .get(
      '/templates',
      answer(async function listTemplates({ actor }) {
        return ok({ templates: (await stores.templates.list(actor.siteId)).map(head) });
      }),
    )
    .post(
      '/templates',
      answer(async function postTemplate(call) {
        return created(view(await createTemplate(deps, call.actor, draftOf(call))));
      }),
    )
    .get(
      '/templates/:id',
      answer(async function getOneTemplate(call) {
        return ok(view(await getTemplate(stores, call.actor.siteId, param(call, 'id'))));
      }),
    )
    .put(
      '/templates/:id',
      answer(async function putTemplate(call) {
        return ok(view(await replaceTemplate(deps, call.actor, param(call, 'id'), draftOf(call))));
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
