import { z } from 'zod';
import { type Send } from '../../../core/model';
import { choice, label, list, off, record } from '../shapes';
import {
  fieldId,
  fromStatus,
  LABEL_MAX,
  otherwise,
  RULES_MAX,
  sharedName,
  statusName,
  trigger,
  valueTable,
} from './half-parts';

const WHICH = ['all', 'public', 'marked', 'none'] as const;

const sendField = record({
  field: fieldId,
  as: sharedName,
  values: valueTable,
  otherwise: otherwise.nullish().transform((rule) => rule ?? null),
  when: choice(['always', 'onCreate', 'ifEmpty'], 'always'),
  relay: off,
});

const commentRules = record({
  which: z.enum(WHICH),
  edits: off,
  deletes: off,
  existing: off,
  restricted: off,
  internal: off,
  relay: off,
});

/** `"public"` stands for `{ "which": "public" }`. */
const sendComments = z
  .union([z.enum(WHICH).transform((which) => commentRules.parse({ which })), commentRules])
  .nullish()
  .transform((rules) => rules ?? commentRules.parse({ which: 'none' }));

const attachmentRules = record({
  which: z.enum(['all', 'none']),
  maxBytes: z
    .int()
    .positive()
    .nullish()
    .transform((bytes) => bytes ?? null),
  names: list(label(LABEL_MAX), 100),
  existing: off,
  deletes: off,
  relay: off,
});

const sendAttachments = z
  .union([z.enum(['all', 'none']).transform((which) => attachmentRules.parse({ which })), attachmentRules])
  .nullish()
  .transform((rules) => rules ?? attachmentRules.parse({ which: 'none' }));

const sendStep = record({ from: fromStatus, to: statusName, signal: sharedName });

const sendShape = record({
  createOn: list(trigger, 50),
  updateOn: list(trigger, 50),
  fields: list(sendField, RULES_MAX),
  comments: sendComments,
  attachments: sendAttachments,
  workflow: list(sendStep, RULES_MAX),
  outOfScope: choice(['pause', 'keep', 'unlink'], 'pause'),
  securityLevels: off,
  relay: off,
});

/** What the site sends. Nothing that is not written down leaves it. */
export const sendSchema = sendShape.nullish().transform((send): Send => send ?? sendShape.parse({}));
