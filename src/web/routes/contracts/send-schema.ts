import { z } from 'zod';
import { patternFault, patternFaults, PATTERNS_MAX } from '../../../core/map';
import { type Send } from '../../../core/model';
import { choice, list, off, record, worded } from '../shapes';
import { fieldId, fromStatus, otherwise, RULES_MAX, sharedName, statusName, trigger, valueTable } from './half-parts';

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

/** The list is only judged as a whole where no single pattern says more. */
const filePatterns = list(
  z.string().superRefine((pattern, context) => {
    const fault = patternFault(pattern);
    if (fault) context.addIssue({ code: 'custom', message: worded(fault.message, fault.remedy) });
  }),
  PATTERNS_MAX,
).superRefine((patterns, context) => {
  const whole = patternFaults(patterns).find(({ at }) => at === null);
  if (whole) context.addIssue({ code: 'custom', message: worded(whole.message, whole.remedy) });
});

const attachmentRules = record({
  which: z.enum(['all', 'none']),
  maxBytes: z
    .int()
    .positive()
    .nullish()
    .transform((bytes) => bytes ?? null),
  names: filePatterns,
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
  pairs: choice(['ask', 'inScope'], 'ask'),
});

/** What the site sends. Nothing that is not written down leaves it. */
export const sendSchema = sendShape.nullish().transform((send): Send => send ?? sendShape.parse({}));
