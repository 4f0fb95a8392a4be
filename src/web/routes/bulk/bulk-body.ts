import { z } from 'zod';
import { MOST_ISSUES } from '../../../sync/bulk/gather';
import { type BulkRequestOf } from '../../../sync/bulk/request';
import { label, line, list, parse, record, text, worded } from '../shapes';

const NAME = /^(?:\p{L}[\p{L}\p{N}_]*-\d+|\d+)$/u;

const issue = line(100).refine(
  (value) => NAME.test(value),
  worded('This is neither a key such as SUP-1 nor an id.', 'Write the key of one issue.'),
);

const jql = text(10_000);

const create = record({ kind: z.literal('create'), jql });
const byField = record({ kind: z.literal('link'), jql, keyField: label(100) });
const byPairs = record({
  kind: z.literal('link'),
  pairs: z
    .array(record({ mine: issue, theirs: issue }))
    .min(1)
    .max(MOST_ISSUES),
});

/** By what it names, so that the faults are those of what was meant. */
const shapeFor = (body: unknown) => {
  const { kind, pairs } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (kind === 'create') return create;
  if (kind === 'link') return pairs === undefined ? byField : byPairs;
  return record({ kind: z.enum(['create', 'link']), jql: jql.optional(), pairs: list(z.unknown(), MOST_ISSUES) });
};

export const parseBulk = (body: unknown): BulkRequestOf =>
  parse(shapeFor(body), body ?? {}, 'request') as BulkRequestOf;
