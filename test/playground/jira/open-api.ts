import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const FOLDER = resolve(__dirname, '../../../../shared/jira');
const DOCUMENT = resolve(FOLDER, 'jira-platform-rest-v3.openapi.json');

/** Atlassian's own descriptions are not part of the project: without that folder these tests are left out, and say so. */
export const isThere = existsSync(DOCUMENT);

interface Operation {
  readonly parameters?: readonly { in: string; name: string; schema: unknown }[];
  readonly requestBody?: { content?: Record<string, { schema?: unknown }> };
  readonly responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
  readonly 'x-atlassian-connect-scope'?: string;
}

export interface Exchange {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly sent: unknown;
  readonly status: number;
  readonly received: unknown;
}

export interface OpenApi {
  scopeOf(operation: string): string | undefined;
  /** What of this exchange is not as described, as `operation: where: what`. */
  faultsOf(exchange: Exchange): string[];
}

/** ajv knows `nullable`, except beside an `enum`, where null must stand in the list. */
function nullableEnums(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(nullableEnums);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, nullableEnums(value)] as const);
  const result = Object.fromEntries(entries) as { nullable?: boolean; enum?: unknown[] };
  return result.nullable && result.enum ? { ...result, enum: [...result.enum, null] } : result;
}

export function openApi(): OpenApi {
  const document = nullableEnums(JSON.parse(readFileSync(DOCUMENT, 'utf8'))) as {
    paths: Record<string, Record<string, Operation>>;
  };
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, schemas: { document } });
  addFormats(ajv);
  for (const format of ['int32', 'int64', 'float', 'double', 'binary']) ajv.addFormat(format, true);
  // Jira writes `+0100` where RFC 3339 wants `+01:00`; its own examples do the same.
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}([+-]\d{4}|Z)$/);
  const known = new Map<string, ValidateFunction>();
  const validator = (pointer: string): ValidateFunction => {
    const validate = known.get(pointer) ?? ajv.compile({ $ref: `document#${pointer}` });
    known.set(pointer, validate);
    return validate;
  };
  return {
    scopeOf(name) {
      const [method = '', path = ''] = name.split(' ');
      return document.paths[path]?.[method.toLowerCase()]?.['x-atlassian-connect-scope'];
    },
    faultsOf: (exchange) => faultsOf(document.paths, validator, exchange),
  };
}

const escape = (part: string): string => part.replace(/~/g, '~0').replace(/\//g, '~1');

function templateOf(paths: Record<string, Record<string, Operation>>, method: string, path: string): string | null {
  const fits = Object.keys(paths).filter((template) => {
    const pattern = new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
    return pattern.test(path) && paths[template]?.[method];
  });
  return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0] ?? null;
}

function faultsOf(
  paths: Record<string, Record<string, Operation>>,
  validator: (pointer: string) => ValidateFunction,
  exchange: Exchange,
): string[] {
  const method = exchange.method.toLowerCase();
  const url = new URL(exchange.path, 'http://x');
  const template = templateOf(paths, method, url.pathname);
  const operation = template === null ? undefined : paths[template]?.[method];
  if (template === null || !operation) return [`${exchange.method} ${url.pathname}: unknown operation`];
  const name = `${exchange.method} ${template}`;
  const base = `/paths/${escape(template)}/${method}`;
  const check = (
    where: string,
    content: Record<string, { schema?: unknown }> | undefined,
    pointer: string,
    value: unknown,
  ): string[] => {
    const type = Object.keys(content ?? {}).find((each) => each.includes('json'));
    const schema = type === undefined ? undefined : content?.[type]?.schema;
    if (type === undefined || typeof schema !== 'object' || schema === null || Object.keys(schema).length === 0)
      return [];
    const validate = validator(`${pointer}/content/${escape(type)}/schema`);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      (error) => `${name}: ${where}${error.instancePath.replace(/\d+/g, 'N')}: ${error.message ?? ''}`,
    );
  };
  const queries = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => parameter.name);
  const unknownQueries = [...new Set(url.searchParams.keys())].filter((key) => !queries.includes(key));
  const response = operation.responses[String(exchange.status)];
  return [
    ...unknownQueries.map((key) => `${name}: query: unknown parameter ${key}`),
    ...(exchange.sent === undefined || exchange.status >= 400
      ? []
      : check('request', operation.requestBody?.content, `${base}/requestBody`, exchange.sent)),
    ...(response ? [] : [`${name}: status ${exchange.status} is not described`]),
    ...check('answer', response?.content, `${base}/responses/${exchange.status}`, exchange.received),
  ];
}
