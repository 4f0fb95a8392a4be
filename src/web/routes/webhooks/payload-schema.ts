import { z } from 'zod';
import { ITEMS_MOST, TEXT_MOST } from './large/thread';

/*
 * Bodies are v2-shaped, large, and differ between events and years (platform.md 4.3): every part may be missing or of
 * another type, and is then null. What is not named here is dropped at once, so no text of the issue leaves the parser.
 */

const text = z.string().max(TEXT_MOST).nullable().catch(null);
/** Jira's ids are numbers, written either way. They become names of lanes and parts of addresses: nothing else passes. */
const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,19}$/))
  .nullable()
  .catch(null);

const named = z.object({ name: text }).nullable().catch(null);
const keyed = z.object({ key: text }).nullable().catch(null);

const actor = z
  .object({ accountId: z.string().min(1), accountType: text })
  .nullable()
  .catch(null);

const issue = z
  .object({
    id,
    key: text,
    fields: z.object({ project: keyed, issuetype: named }).nullable().catch(null),
  })
  .nullable()
  .catch(null);

const authored = { author: actor, updateAuthor: actor };

const comment = z
  .object({ id, self: text, ...authored })
  .nullable()
  .catch(null);

const worklog = z
  .object({ issueId: id, ...authored })
  .nullable()
  .catch(null);

const attachment = z.object({ author: actor }).nullable().catch(null);

export interface ChangelogItem {
  readonly field: string | null;
  readonly fieldId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= TEXT_MOST ? value : null;

const readItem = (item: unknown): readonly ChangelogItem[] => {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
  const of = (key: string): string | null => textOf((item as Readonly<Record<string, unknown>>)[key]);
  return [{ field: of('field'), fieldId: of('fieldId'), from: of('fromString'), to: of('toString') }];
};

/** By hand, because they may be many: each part that a schema replaces costs it an error, ten microseconds. */
const readItems = (items: unknown): readonly ChangelogItem[] =>
  Array.isArray(items) ? items.slice(0, ITEMS_MOST).flatMap(readItem) : [];

const changelog = z
  .object({ items: z.unknown().transform(readItems) })
  .nullable()
  .catch(null);

export const payloadSchema = z.object({
  webhookEvent: z.string().min(1).max(200),
  issue,
  comment,
  worklog,
  attachment,
  changelog,
  user: actor,
});

export type WebhookPayload = z.infer<typeof payloadSchema>;
