import { type Half } from '../../host/api-types';

export const PRESETS = [
  'sendTickets',
  'receiveTickets',
  'equal',
  'copyOut',
  'copyIn',
  'broadcast',
  'internal',
] as const;
export type Preset = (typeof PRESETS)[number];

export interface PresetInput {
  readonly project: string;
  /** Names; none: every issue type. */
  readonly issueTypes: readonly string[];
  /** Type of issues that are made for the partner. */
  readonly createAs: string;
  /** Status that means that the work is done, where the project has one. */
  readonly doneStatus: string | null;
}

const HEADER = '{{author}} ({{site}}), {{time}}';
const TEXTS = [
  { field: 'summary', as: 'Title' },
  { field: 'description', as: 'Description' },
];
const taken = TEXTS.map(({ field, as }) => ({ from: as, field }));

const scopeOf = ({ project, issueTypes }: PresetInput): Half['scope'] =>
  issueTypes.length === 0 ? { project } : { project, issueTypes: [...issueTypes] };

const SEND: NonNullable<Half['send']> = {
  fields: TEXTS,
  comments: { which: 'public', edits: true, deletes: true, existing: true },
  attachments: { which: 'all', existing: true },
};
const EVERYTHING = ['issue_updated', 'comment', 'attachment'] as const;
const RECEIVE: NonNullable<Half['receive']> = {
  comments: { as: 'internal', header: HEADER },
  attachments: { accept: true },
};

/** A half to begin with. Every preset sends the texts and leaves the rest to be chosen: nothing leaves by surprise. */
export const halfOf = (preset: Preset, input: PresetInput): Half => {
  const scope = scopeOf(input);
  const create = { project: input.project, issueType: input.createAs };
  const sendAll = { ...SEND, createOn: ['issue_created', 'manual'] as const, updateOn: EVERYTHING };
  switch (preset) {
    case 'sendTickets':
    case 'broadcast':
      return { scope, send: sendAll, receive: RECEIVE, conflict: 'master' };
    case 'receiveTickets': {
      const when = input.doneStatus ? [{ transition: { to: input.doneStatus } }] : EVERYTHING;
      return {
        scope,
        send: { ...SEND, updateOn: when },
        receive: { ...RECEIVE, create, fields: taken },
        conflict: 'master',
      };
    }
    case 'equal':
    case 'internal':
      return {
        scope,
        send: sendAll,
        receive: { ...RECEIVE, comments: { as: 'public', header: HEADER, deletes: true }, create, fields: taken },
        conflict: 'latest',
      };
    case 'copyOut':
      return { scope, send: sendAll, receive: null, conflict: 'master' };
    case 'copyIn':
      return { scope, send: null, receive: { ...RECEIVE, create, fields: taken }, conflict: 'master' };
  }
};
