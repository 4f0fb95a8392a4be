import { type z } from 'zod';
import { Refusal } from '../../../sync/agreements';
import { faultsOf } from './faults';

/** The checked value, or a refusal that lists every fault. */
export const parse = <T extends z.ZodType>(
  schema: T,
  source: unknown,
  what: string,
  base: readonly string[] = [],
): z.output<T> => {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  throw new Refusal(
    'invalid',
    'invalid-request',
    `The ${what} is not as it should be.`,
    'Mend every fault listed; nothing was changed.',
    faultsOf(result.error, source, base),
  );
};
