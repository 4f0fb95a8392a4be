import { asList, asObject, asText, isObject, type Json } from '../json';

/** A half as an admin writes it (design, section 4), read with the defaults it has when something is left out. */
export interface SendRule {
  readonly field: string;
  readonly as: string;
  readonly values: Readonly<Record<string, string>>;
  readonly when: string;
  /** Passes on what another partner wrote there. */
  readonly relay: boolean;
}

export interface ReceiveRule {
  readonly from: string | null;
  readonly field: string;
  readonly values: Readonly<Record<string, string>>;
  /** `skip`, `problem`, or the label that stands in for one that is not known. */
  readonly otherwise: string | { readonly default: string };
  readonly when: string;
}

export type Trigger = string | { readonly from: string; readonly to: string };

export interface HalfRules {
  readonly updateOn: readonly Trigger[];
  readonly send: readonly SendRule[];
  readonly receive: readonly ReceiveRule[];
  readonly sendComments: {
    readonly which: string;
    readonly edits: boolean;
    readonly deletes: boolean;
    readonly restricted: boolean;
    readonly internal: boolean;
  };
  readonly receiveComments: { readonly internal: boolean; readonly deletes: boolean } | null;
  readonly sendFiles: {
    readonly which: string;
    readonly maxBytes: number;
    readonly names: readonly string[];
    readonly deletes: boolean;
  };
  readonly receiveFiles: { readonly accept: boolean; readonly deletes: boolean };
  readonly signals: readonly { readonly to: string; readonly signal: string }[];
  /** `from`: where the issue must stand for the step to be taken; empty means anywhere. */
  readonly steps: readonly { readonly signal: string; readonly to: string; readonly from: readonly string[] }[];
}

const table = (value: Json | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(asObject(value)).map(([from, to]) => [from, asText(to)]));

const flag = (value: Json | undefined, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise);

export function rulesOf(half: unknown): HalfRules {
  const send = asObject(asObject(half).send);
  const receive = asObject(asObject(half).receive);
  return {
    updateOn: asList(send.updateOn).map(triggerOf),
    send: asList(send.fields).map(sendRuleOf),
    receive: asList(receive.fields).map(receiveRuleOf),
    sendComments: sendCommentsOf(send.comments),
    receiveComments: receiveCommentsOf(receive.comments),
    sendFiles: sendFilesOf(send.attachments),
    receiveFiles: {
      accept: flag(asObject(receive.attachments).accept, false),
      deletes: flag(asObject(receive.attachments).deletes, false),
    },
    signals: asList(send.workflow).map((step) => pick(step, 'to', 'signal')),
    steps: asList(receive.workflow).map((step) => ({
      ...pick(step, 'signal', 'to'),
      from: asList(asObject(step).from).map(asText),
    })),
  };
}

const pick = <A extends string, B extends string>(value: Json, a: A, b: B): { readonly [K in A | B]: string } => {
  const from = asObject(value);
  return { [a]: asText(from[a]), [b]: asText(from[b]) } as { readonly [K in A | B]: string };
};

function triggerOf(value: Json): Trigger {
  if (!isObject(value)) return asText(value);
  const transition = asObject(value.transition);
  return { from: asText(transition.from) || '*', to: asText(transition.to) || '*' };
}

function sendRuleOf(value: Json): SendRule {
  const rule = asObject(value);
  return {
    field: asText(rule.field),
    as: asText(rule.as),
    values: table(rule.values),
    when: asText(rule.when) || 'always',
    relay: flag(rule.relay, false),
  };
}

function receiveRuleOf(value: Json): ReceiveRule {
  const rule = asObject(value);
  return {
    from: asText(rule.from) || null,
    field: asText(rule.field),
    values: table(rule.values),
    otherwise: isObject(rule.otherwise)
      ? { default: asText(rule.otherwise.default) }
      : asText(rule.otherwise) || 'problem',
    when: asText(rule.when) || 'always',
  };
}

function sendCommentsOf(value: Json | undefined): HalfRules['sendComments'] {
  const rule = asObject(value);
  return {
    which: asText(rule.which) || 'none',
    edits: flag(rule.edits, false),
    deletes: flag(rule.deletes, false),
    restricted: flag(rule.restricted, false),
    internal: flag(rule.internal, false),
  };
}

function receiveCommentsOf(value: Json | undefined): HalfRules['receiveComments'] {
  if (!isObject(value)) return null;
  return { internal: value.as === 'internal', deletes: flag(value.deletes, false) };
}

function sendFilesOf(value: Json | undefined): HalfRules['sendFiles'] {
  const rule = asObject(value);
  return {
    which: asText(rule.which) || 'none',
    maxBytes: typeof rule.maxBytes === 'number' ? rule.maxBytes : Number.MAX_SAFE_INTEGER,
    names: asList(rule.names).map(asText),
    deletes: flag(rule.deletes, false),
  };
}
