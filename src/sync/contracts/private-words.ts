import { type Half, type Json, type Trigger } from '../../core/model';

const textsIn = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner: Json) => textsIn(inner));
};

const statusesOf = (triggers: readonly Trigger[]): string[] =>
  triggers.flatMap((trigger) =>
    typeof trigger === 'string' ? [] : [trigger.transition.to, trigger.transition.from ?? ''],
  );

const ofScope = ({ scope }: Half): string[] => [scope.project, scope.jql ?? '', ...scope.issueTypes];

const ofSend = ({ send }: Half): string[] => [
  ...statusesOf([...send.createOn, ...send.updateOn]),
  ...send.fields.flatMap((rule) => [rule.field, ...Object.keys(rule.values)]),
  ...send.workflow.flatMap((step) => [step.to, step.from ?? '']),
  ...send.attachments.names,
];

const ofCreate = ({ receive: { create } }: Half): string[] => {
  if (!create) return [];
  const { project, issueType, defaults } = create;
  const types = typeof issueType === 'string' ? [issueType] : Object.values(issueType.values);
  return [project, ...types, ...Object.keys(defaults), ...textsIn(defaults)];
};

const ofReceive = ({ receive }: Half): string[] => [
  ...receive.fields.flatMap((rule) => [rule.field, ...Object.values(rule.values), ...textsIn(rule.value)]),
  ...receive.workflow.flatMap((step) => [
    step.to,
    ...step.from,
    ...step.via,
    ...Object.keys(step.fields),
    ...textsIn(step.fields),
  ]),
  receive.comments?.header ?? '',
  receive.comments?.visibility?.value ?? '',
];

/** What both sides agreed on, even where a site calls something of its own the same. */
const sharedWords = ({ send, receive }: Half): string[] => [
  ...send.fields.flatMap((rule) => [rule.as, ...Object.values(rule.values)]),
  ...receive.fields.flatMap((rule) => [rule.from ?? '', ...Object.keys(rule.values)]),
  ...send.workflow.map((step) => step.signal),
  ...receive.workflow.map((step) => step.signal),
];

const SHORTEST = 3;

/** What stands in a half and is its own site's business: projects, JQL, field ids, labels, statuses, texts. */
export const privateWords = (half: Half): readonly string[] => {
  const shared = new Set(sharedWords(half));
  const own = new Set([...ofScope(half), ...ofSend(half), ...ofCreate(half), ...ofReceive(half)]);
  return [...own].filter((word) => word.trim().length >= SHORTEST && !shared.has(word));
};

/**
 * A last look at a sentence of the pipeline that may have been made from both halves: better too little said than a
 * word of the partner's half.
 */
export const withoutWordsOf = (half: Half | null, sentence: string, instead: string): string =>
  half !== null && privateWords(half).some((word) => sentence.includes(word)) ? instead : sentence;
