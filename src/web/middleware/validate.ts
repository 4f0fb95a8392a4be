import { type Request } from 'express';
import { type z } from 'zod';
import { HttpError, type RequestFault } from './http-error';

/** `["fields", 0, "as"]` -> `fields[0].as`. */
export const toPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

export const faultsOf = (error: z.ZodError): readonly RequestFault[] =>
  error.issues.map((issue) => ({ path: toPath(issue.path), message: issue.message }));

const read = <T extends z.ZodType>(
  schema: T,
  input: unknown,
  status: number,
  code: string,
  what: string,
): z.output<T> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error);
  throw new HttpError(status, code, `${what} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}.`, {
    faults,
  });
};

/** Every fault at once, by path: 422. */
export const readBody = <T extends z.ZodType>(schema: T, req: Request): z.output<T> =>
  read(schema, req.body ?? {}, 422, 'invalid-body', 'The request body');

export const readQuery = <T extends z.ZodType>(schema: T, req: Request): z.output<T> =>
  read(schema, { ...req.query }, 400, 'invalid-query', 'The query');

export const readParams = <T extends z.ZodType>(schema: T, req: Request): z.output<T> =>
  read(schema, req.params, 400, 'invalid-path', 'The path');
