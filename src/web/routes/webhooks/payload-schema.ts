import { z } from 'zod';

/*
 * Bodies are v2-shaped, large, and differ between events and years (platform.md 4.3): every part may be missing or of
 * another type, and is then null. What is not named here is dropped at once, so no text of the issue leaves the parser.
 */

const text = z.string().nullable().catch(null);
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

const changelogItem = z.object({ field: text, fieldId: text, fromString: text, toString: text }).nullable().catch(null);

const changelog = z
  .object({ items: z.array(changelogItem).catch([]) })
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
