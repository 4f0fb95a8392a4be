import { z } from 'zod';
import { type Receive } from '../../../core/model';
import { choice, json, label, list, off, on, record, text } from '../shapes';
import {
  fieldId,
  fieldTable,
  HEADER_MAX,
  LABEL_MAX,
  names,
  otherwise,
  projectKey,
  RULES_MAX,
  sharedName,
  statusName,
  valueTable,
} from './half-parts';

const CONFLICTS = ['master', 'provider', 'latest', 'ask'] as const;

const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

const issueType = z.union([
  label(LABEL_MAX),
  record({ from: sharedName, values: valueTable, otherwise: orNull(label(LABEL_MAX)) }),
]);

const create = record({ project: projectKey, issueType, defaults: fieldTable });

const receiveField = record({
  from: orNull(sharedName),
  field: fieldId,
  values: valueTable,
  otherwise: otherwise.nullish().transform((rule) => rule ?? 'problem'),
  when: choice(['always', 'onCreate', 'ifEmpty'], 'always'),
  value: json.nullish().transform((value) => value ?? null),
  conflict: orNull(z.enum(CONFLICTS)),
});

const commentRules = record({
  as: choice(['internal', 'public'], 'internal'),
  header: orNull(text(HEADER_MAX)),
  visibility: orNull(record({ type: z.enum(['group', 'role']), value: label(LABEL_MAX) })),
  deletes: on,
});

/** `"public"` stands for `{ "as": "public" }`. */
const receiveComments = orNull(
  z.union([z.enum(['internal', 'public']).transform((as) => commentRules.parse({ as })), commentRules]),
);

const attachmentRules = record({ accept: off, deletes: on });

/** `true` stands for `{ "accept": true }`. */
const receiveAttachments = z
  .union([z.boolean().transform((accept) => attachmentRules.parse({ accept })), attachmentRules])
  .nullish()
  .transform((rules) => rules ?? attachmentRules.parse({}));

const receiveStep = record({
  signal: sharedName,
  to: statusName,
  from: names(50),
  via: names(20),
  fields: fieldTable,
});

const receiveShape = record({
  create: orNull(create),
  fields: list(receiveField, RULES_MAX),
  comments: receiveComments,
  attachments: receiveAttachments,
  workflow: list(receiveStep, RULES_MAX),
  gone: choice(['keep', 'delete'], 'keep'),
});

/** What the site accepts. Nothing that is not written down comes in. */
export const receiveSchema = receiveShape.nullish().transform((receive): Receive => receive ?? receiveShape.parse({}));

export const conflictRule = choice(CONFLICTS, 'master');
