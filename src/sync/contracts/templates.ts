import { type Actor, noSuch, Refusal } from '../agreements';
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

const templateOf = (deps: TemplateDeps, actor: Actor, id: string, draft: TemplateDraft, version: number): Template => ({
  id,
  siteId: actor.siteId,
  author: actor.accountId,
  at: deps.clock.now().toISOString(),
  version,
  ...draft,
});

export const createTemplate = async (deps: TemplateDeps, actor: Actor, draft: TemplateDraft): Promise<Template> => {
  const template = templateOf(deps, actor, deps.ids.next(), draft, 1);
  await deps.database.stores.templates.insert(template);
  return template;
};

const changedMeanwhile = (): Refusal =>
  new Refusal(
    'conflict',
    'template-changed',
    'Someone else changed this template in between.',
    'Load it again, take over your change, and save.',
  );

/** `version`: the one that the editor saw. */
export const replaceTemplate = async (
  deps: TemplateDeps,
  actor: Actor,
  id: string,
  { version, ...draft }: TemplateDraft & { readonly version: number },
): Promise<Template> => {
  const { stores } = deps.database;
  await getTemplate(stores, actor.siteId, id);
  const template = templateOf(deps, actor, id, draft, version + 1);
  if (!(await stores.templates.replace(template, version))) throw changedMeanwhile();
  return template;
};

export const removeTemplate = async (stores: Stores, siteId: string, id: string): Promise<void> => {
  if (!(await stores.templates.remove(siteId, id))) throw noSuch('template');
};
