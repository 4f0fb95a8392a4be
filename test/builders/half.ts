import type {
  Half,
  ReceiveComments,
  ReceiveField,
  ReceiveStep,
  SendAttachments,
  SendComments,
  SendField,
  SendStep,
} from '../../src/core/model';

/** A field that is sent under a contract name; the rest as a half leaves it out. */
export const sends = (field: string, as: string, more: Partial<SendField> = {}): SendField => ({
  field,
  as,
  values: {},
  otherwise: null,
  when: 'always',
  relay: false,
  ...more,
});

export const receives = (from: string | null, field: string, more: Partial<ReceiveField> = {}): ReceiveField => ({
  from,
  field,
  values: {},
  otherwise: 'problem',
  when: 'always',
  value: null,
  conflict: null,
  ...more,
});

export const sendsComments = (more: Partial<SendComments> = {}): SendComments => ({
  which: 'public',
  edits: true,
  deletes: true,
  existing: true,
  restricted: false,
  internal: false,
  relay: false,
  ...more,
});

export const receivesComments = (more: Partial<ReceiveComments> = {}): ReceiveComments => ({
  as: 'public',
  header: null,
  visibility: null,
  deletes: true,
  ...more,
});

export const sendsFiles = (more: Partial<SendAttachments> = {}): SendAttachments => ({
  which: 'all',
  maxBytes: null,
  names: [],
  existing: true,
  deletes: true,
  relay: false,
  ...more,
});

export const signals = (to: string, signal: string, from: string | null = null): SendStep => ({ from, to, signal });

export const answers = (signal: string, to: string, more: Partial<ReceiveStep> = {}): ReceiveStep => ({
  signal,
  to,
  from: [],
  via: [],
  fields: {},
  ...more,
});

export interface HalfParts {
  readonly scope?: Partial<Half['scope']>;
  readonly send?: Partial<Half['send']>;
  readonly receive?: Partial<Half['receive']>;
  readonly conflict?: Half['conflict'];
}

/** A half of the project `P` that updates on everything and otherwise does nothing. */
export const aHalf = ({ scope, send, receive, conflict = 'master' }: HalfParts = {}): Half => ({
  scope: { project: 'P', issueTypes: [], jql: null, ...scope },
  send: {
    createOn: [],
    updateOn: ['issue_updated', 'comment', 'attachment'],
    fields: [],
    comments: sendsComments({ which: 'none' }),
    attachments: sendsFiles({ which: 'none' }),
    workflow: [],
    outOfScope: 'pause',
    pairs: 'ask',
    securityLevels: false,
    relay: false,
    ...send,
  },
  receive: {
    create: null,
    fields: [],
    comments: null,
    attachments: { accept: false, deletes: true },
    workflow: [],
    gone: 'keep',
    ...receive,
  },
  conflict,
});
