import { type z } from 'zod';
import { type Half } from '../../../core/model';
import { type Fault, Refusal } from '../../../sync/agreements';
import { faultsOf, label, list, record, text } from '../shapes';
import { JQL_MAX, LABEL_MAX, projectKey } from './half-parts';
import { ruleFaults } from './half-rules';
import { sizeFaults } from './half-size';
import { conflictRule, receiveSchema } from './receive-schema';
import { sendSchema } from './send-schema';

/** A half as an admin writes it (design, section 4) -> core's half with every default. A missing part means off. */
const halfSchema: z.ZodType<Half> = record({
  scope: record({
    project: projectKey,
    issueTypes: list(label(LABEL_MAX), 100),
    jql: text(JQL_MAX)
      .nullish()
      .transform((jql) => jql ?? null),
  }),
  send: sendSchema,
  receive: receiveSchema,
  conflict: conflictRule,
});

export type ParsedHalf =
  { readonly ok: true; readonly half: Half } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Everything that can be said about a half without asking Jira. All faults at once, sorted out by path. */
export const readHalf = (source: unknown): ParsedHalf => {
  const large = sizeFaults(source);
  if (large.length > 0) return { ok: false, faults: large };
  const result = halfSchema.safeParse(source);
  const faults = [...(result.success ? [] : faultsOf(result.error, source)), ...ruleFaults(source)];
  if (result.success && faults.length === 0) return { ok: true, half: result.data };
  return { ok: false, faults };
};

/** Paths are those inside the half, wherever it stood in the request. */
export const parseHalf = (source: unknown): Half => {
  const parsed = readHalf(source);
  if (parsed.ok) return parsed.half;
  const { faults } = parsed;
  throw new Refusal(
    'invalid',
    'invalid-half',
    `Your side has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}.`,
    'Mend every fault listed; nothing was saved.',
    faults,
  );
};
