import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import description from '../../../src/web/openapi.json';

type Json = Record<string, unknown>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export interface Operation {
  readonly id: string;
  readonly method: string;
  /** As the document writes it: `/contracts/{id}`. */
  readonly path: string;
  readonly pattern: RegExp;
}

const paths = description.paths as unknown as Record<string, Record<string, Json>>;

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);

/** Every operation that the document describes; literal paths before those with parameters. */
export const operations: readonly Operation[] = Object.entries(paths)
  .flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      id: String(item[method]?.['operationId']),
      method,
      path,
      pattern: patternOf(path),
    })),
  )
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length);

export const operationFor = (method: string, path: string): Operation => {
  const found = operations.find((each) => each.method === method.toLowerCase() && each.pattern.test(path));
  if (!found) throw new Error(`The document does not describe ${method} ${path}.`);
  return found;
};

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats(ajv);
ajv.addSchema(description, 'openapi');

const compiled = new Map<string, ValidateFunction>();

const validatorOf = (pointer: string): ValidateFunction => {
  const known = compiled.get(pointer);
  if (known) return known;
  const made = ajv.compile({ $ref: `openapi#${pointer}` });
  compiled.set(pointer, made);
  return made;
};

const escape = (part: string): string => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));

/** JSON pointer of the schema of an answer; null where the document says that there is no body. */
const answerPointer = ({ path, method, id }: Operation, status: number): string | null => {
  const responses = paths[path]?.[method]?.['responses'] as Record<string, Json> | undefined;
  const answer = responses?.[String(status)];
  if (!answer) throw new Error(`The document does not describe ${status} of ${id}.`);
  const ref = answer['$ref'];
  if (typeof ref === 'string') return `${ref.slice(1)}/content/application~1json/schema`;
  if (!answer['content']) return null;
  return `/paths/${escape(path)}/${method}/responses/${status}/content/application~1json/schema`;
};

const hold = (pointer: string, value: unknown, what: string): void => {
  const validate = validatorOf(pointer);
  if (!validate(value)) throw new Error(`${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value)}`);
};

/** Throws where an answer, or the request that was answered well, is not as the document says. */
export const holdAgainstDescription = (
  operation: Operation,
  request: unknown,
  answer: { readonly status: number; readonly body: unknown; readonly text: string },
): void => {
  const pointer = answerPointer(operation, answer.status);
  const what = `${operation.id} answered ${answer.status}`;
  if (pointer === null) {
    if (answer.text !== '') throw new Error(`${what} with a body that the document does not describe.`);
  } else hold(pointer, answer.body, what);
  if (answer.status < 300 && request !== undefined && paths[operation.path]?.[operation.method]?.['requestBody']) {
    const place = `/paths/${escape(operation.path)}/${operation.method}/requestBody/content/application~1json/schema`;
    hold(place, request, `${operation.id} accepted a request`);
  }
};
