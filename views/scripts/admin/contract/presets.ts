import { type Half, type PartnerView } from '../../host/api-types';
import { type PictureStatus } from './workflow/picture';
import { suggestStatus } from './workflow/steps';

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
      const done = input.doneStatus;
      const when = done ? [{ transition: { to: done } }] : EVERYTHING;
      return {
        scope,
        // The word goes with everything else, when the work is done.
        send: { ...SEND, updateOn: when, ...(done ? { workflow: [{ to: done, signal: 'resolved' }] } : {}) },
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

/** The status in which work is done, not given up: by its name, else the first of its kind. */
export const doneStatusOf = (statuses: readonly Pick<PictureStatus, 'name' | 'category'>[]): string | null => {
  const done = statuses.filter(({ category }) => category === 'done').map((one) => ({ ...one, missing: false }));
  return suggestStatus('resolved', done) ?? done[0]?.name ?? null;
};

/** Inside one Jira there is no customer and no provider. */
export const presetsFor = (internal: boolean): readonly Preset[] =>
  internal ? ['internal', 'copyOut', 'copyIn'] : PRESETS.filter((preset) => preset !== 'internal');

/** What fits a partner that wrote first. */
export const guessFor = ({ createsIssues, acceptsIssues }: PartnerView, internal: boolean): Preset => {
  if (createsIssues && acceptsIssues) return internal ? 'internal' : 'equal';
  if (createsIssues) return internal ? 'copyIn' : 'receiveTickets';
  return internal ? 'internal' : 'sendTickets';
};

/** The half for another project; what it makes for the partner moves with it where both were one. */
export const moveHalf = (half: Half, project: string): Half => {
  const { scope, receive } = half;
  const create = receive?.create;
  const moved = { ...half, scope: { ...scope, project } };
  if (!create || create.project !== scope.project) return moved;
  return { ...moved, receive: { ...receive, create: { ...create, project } } };
};
