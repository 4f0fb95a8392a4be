import { type Actor, noSuch } from '../agreements';
import { type Clock, type Database, type Ids, type Stores, type Template } from '../ports';

interface TemplateDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface TemplateDraft {
  readonly name: string;
  readonly source: unknown;
}

/** Templates are one site's own: a half to be used in contracts with many partners. */
export const getTemplate = async (stores: Stores, siteId: string, id: string): Promise<Template> => {
  const template = await stores.templates.find(siteId, id);
  if (!template) throw noSuch('template');
  return template;
};

const write = async (deps: TemplateDeps, actor: Actor, id: string, draft: TemplateDraft): Promise<Template> => {
  const author = actor.accountId;
  const template = { id, siteId: actor.siteId, author, at: deps.clock.now().toISOString(), ...draft };
  await deps.database.stores.templates.save(template);
  return template;
};

export const createTemplate = (deps: TemplateDeps, actor: Actor, draft: TemplateDraft): Promise<Template> =>
  write(deps, actor, deps.ids.next(), draft);

export const replaceTemplate = async (
  deps: TemplateDeps,
  actor: Actor,
  id: string,
  draft: TemplateDraft,
): Promise<Template> => {
  await getTemplate(deps.database.stores, actor.siteId, id);
  return write(deps, actor, id, draft);
};

export const removeTemplate = async (stores: Stores, siteId: string, id: string): Promise<void> => {
  if (!(await stores.templates.remove(siteId, id))) throw noSuch('template');
};
