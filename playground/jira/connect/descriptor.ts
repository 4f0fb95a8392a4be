import { isObject, type JsonObject, objectOf, stringOf, stringsOf, wordOf } from '../json';
import { badRequest } from '../http/faults';

export interface WebhookModule {
  readonly event: string;
  readonly url: string;
  readonly filter: string | null;
  readonly excludeBody: boolean;
  readonly propertyKeys: readonly string[];
}

export interface PageModule {
  readonly type: string;
  readonly key: string;
  readonly url: string;
  readonly name: string;
  readonly location: string | null;
  /** Smaller stands further up. */
  readonly weight: number;
  /** Address of the icon, relative to the add-on's. */
  readonly icon: string | null;
  readonly conditions: readonly JsonObject[];
}

export interface PropertyAlias {
  readonly propertyKey: string;
  readonly path: readonly string[];
  readonly type: string;
  readonly alias: string;
}

export function checkDescriptor(json: unknown): JsonObject {
  const descriptor = objectOf(json);
  const { key, baseUrl, authentication, lifecycle } = descriptor;
  const faults = [
    ...(typeof key === 'string' && /^[\w.-]{1,80}$/.test(key) ? [] : ['key is missing or not valid']),
    ...(typeof baseUrl === 'string' && URL.canParse(baseUrl) ? [] : ['baseUrl is missing or no address']),
    ...(objectOf(authentication).type === 'jwt' ? [] : ['authentication.type must be "jwt"']),
    ...(stringOf(objectOf(lifecycle).installed) === null ? ['lifecycle.installed is missing'] : []),
    ...(objectOf(descriptor.apiMigrations)['signed-install'] === true
      ? []
      : ['apiMigrations.signed-install must be true']),
  ];
  if (faults.length > 0) throw badRequest(`The app descriptor is not valid: ${faults.join('; ')}`);
  return descriptor;
}

const modulesOf = (descriptor: JsonObject, type: string): JsonObject[] => {
  const found = objectOf(descriptor.modules)[type];
  return Array.isArray(found) ? found.filter(isObject) : isObject(found) ? [found] : [];
};

export const webhooksOf = (descriptor: JsonObject): WebhookModule[] =>
  modulesOf(descriptor, 'webhooks').map((module) => ({
    event: wordOf(module.event),
    url: wordOf(module.url),
    filter: stringOf(module.filter),
    excludeBody: module.excludeBody === true,
    propertyKeys: stringsOf(module.propertyKeys),
  }));

/** Modules that are shown as a frame, with the address inside the add-on. */
export function pagesOf(descriptor: JsonObject): PageModule[] {
  const types = Object.keys(objectOf(descriptor.modules)).filter((type) => type !== 'webhooks');
  return types.flatMap((type) =>
    modulesOf(descriptor, type).flatMap((module) => {
      const url = stringOf(module.url) ?? stringOf(objectOf(module.target).url);
      return url === null ? [] : [pageOf(type, module, url)];
    }),
  );
}

const pageOf = (type: string, module: JsonObject, url: string): PageModule => ({
  type,
  key: wordOf(module.key),
  url,
  name: stringOf(objectOf(module.name).value) ?? wordOf(module.key),
  location: stringOf(module.location),
  weight: typeof module.weight === 'number' ? module.weight : 100,
  icon: stringOf(objectOf(module.icon).url),
  conditions: listOf(module.conditions),
});

/** Entity properties of issues that the descriptor makes searchable, by their names in JQL. */
export function aliasesOf(descriptor: JsonObject): PropertyAlias[] {
  return modulesOf(descriptor, 'jiraEntityProperties')
    .filter((module) => module.entityType === undefined || module.entityType === 'issue')
    .flatMap((module) => listOf(module.keyConfigurations))
    .flatMap((configuration) =>
      listOf(configuration.extractions).flatMap((extraction) => {
        const alias = stringOf(extraction.alias);
        if (alias === null) return [];
        const path = wordOf(extraction.objectName).split('.');
        return [{ propertyKey: wordOf(configuration.propertyKey), path, type: wordOf(extraction.type), alias }];
      }),
    );
}

const listOf = (json: unknown): JsonObject[] => (Array.isArray(json) ? json.filter(isObject) : []);
