import Ajv, { type ValidateFunction } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isValidAdf } from '../../../src/adapters/jira/adf/schema';
import { type Seen } from './host';

/** Atlassian's own description of Jira Cloud's REST v3; not part of this repository. */
const FILE = resolve(__dirname, '../../../../shared/jira/jira-platform-rest-v3.openapi.json');

/** Described in Atlassian's user privacy guide, not in this document. */
const UNDESCRIBED = new Set(['/rest/atlassian-connect/latest/report-accounts']);

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: object }>> };
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

interface Description {
  readonly paths: Paths;
  compile(pointer: readonly string[]): ValidateFunction;
}

let loaded: Description | null | undefined;

const description = (): Description | null => {
  if (loaded !== undefined) return loaded;
  if (!existsSync(FILE)) {
    process.stdout.write('SKIPPED: requests are not held against Jira’s OpenAPI, because ../shared/jira is absent.\n');
    return (loaded = null);
  }
  const document = JSON.parse(readFileSync(FILE, 'utf8')) as { paths: Paths };
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  for (const format of ['int32', 'int64', 'float', 'double', 'binary', 'date-time', 'date', 'uri', 'uuid', 'email']) {
    ajv.addFormat(format, true);
  }
  ajv.addSchema(document, 'jira');
  const compile = (pointer: readonly string[]): ValidateFunction =>
    ajv.compile({
      $ref: `jira#/${pointer.map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')}`,
    });
  return (loaded = { paths: document.paths, compile });
};

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);

/** Literal paths before templates: `/issue/createmeta` is not an issue. */
const find = (paths: Paths, path: string): string | undefined =>
  Object.keys(paths)
    .filter((template) => matches(template, path))
    .sort((a, b) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0))[0];

const documentsIn = (value: unknown): readonly unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(documentsIn);
  return 'type' in value && value.type === 'doc' ? [value] : inner;
};

/** What is wrong with a request by Atlassian's description of the API; empty where the description is absent. */
export const faultsOf = (seen: Seen, unknownAdf = false): readonly string[] => {
  const faults: string[] = [];
  const spec = description();
  const name = `${seen.method} ${seen.target}`;
  if (!unknownAdf && documentsIn(seen.body).some((doc) => !isValidAdf(doc))) faults.push(`${name}: invalid ADF`);
  if (!spec || UNDESCRIBED.has(seen.path)) return faults;
  const template = find(spec.paths, seen.path);
  const operation = template === undefined ? undefined : spec.paths[template]?.[seen.method.toLowerCase()];
  if (!template || !operation) return [...faults, `${name}: no such operation`];
  const parameters = (operation.parameters ?? []).filter((one) => one.in === 'query');
  for (const key of new Set(seen.query.keys())) {
    if (!parameters.some((one) => one.name === key)) faults.push(`${name}: no query parameter "${key}"`);
  }
  for (const one of parameters) {
    if (one.required === true && !seen.query.has(one.name)) faults.push(`${name}: lacks "${one.name}"`);
  }
  const content = operation.requestBody?.content ?? {};
  const type = seen.headers['content-type']?.split(';')[0];
  if (type !== undefined && !(type in content)) faults.push(`${name}: takes no ${type}`);
  if (type === 'application/json') {
    const validate = spec.compile([
      'paths',
      template,
      seen.method.toLowerCase(),
      'requestBody',
      'content',
      type,
      'schema',
    ]);
    if (!validate(seen.body)) faults.push(`${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
  }
  return faults;
};
