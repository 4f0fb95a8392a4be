import { type FieldCatalog, type Half, type Receive, type Scope, type Send } from '../../../../src/core/model';
import { type Live } from '../../../../src/core/map';
import { meta, option } from './metas';

export const half = (
  over: { scope?: Partial<Scope>; send?: Partial<Send>; receive?: Partial<Receive>; conflict?: Half['conflict'] } = {},
): Half => ({
  scope: { project: 'SUP', issueTypes: ['Bug'], jql: null, ...over.scope },
  send: {
    createOn: ['issue_created'],
    updateOn: ['issue_updated'],
    fields: [],
    comments: {
      which: 'none',
      edits: false,
      deletes: false,
      existing: false,
      restricted: false,
      internal: false,
      relay: false,
    },
    attachments: { which: 'none', maxBytes: null, names: [], existing: false, deletes: false, relay: false },
    workflow: [],
    outOfScope: 'pause',
    pairs: 'ask',
    securityLevels: false,
    relay: false,
    ...over.send,
  },
  receive: {
    create: null,
    fields: [],
    comments: null,
    attachments: { accept: false, deletes: false },
    workflow: [],
    gone: 'keep',
    ...over.receive,
  },
  conflict: over.conflict ?? 'master',
});

const field = (id: string, ...rest: Parameters<typeof meta>): FieldCatalog => ({
  [id]: { ...meta(...rest), id, name: rest[1]?.name ?? id },
});

export const catalog: FieldCatalog = {
  ...field('summary', 'text', { name: 'Summary' }),
  ...field('description', 'richText', { name: 'Description' }),
  ...field('priority', 'priority', { name: 'Priority', options: [option('Highest'), option('Low')] }),
  ...field('duedate', 'date', { name: 'Due date' }),
  ...field('assignee', 'user', { name: 'Assignee' }),
  ...field('labels', 'labels', { name: 'Labels' }),
  ...field('customfield_1', 'cascade', { name: 'Area', options: [option('Hardware', 'Printer')] }),
  ...field('customfield_2', 'unsupported', { name: 'Sprint' }),
  ...field('customfield_3', 'option', { name: 'Empty list', options: [] }),
};

export const live = (over: Partial<Live> = {}): Live => ({
  projectFound: true,
  issueTypes: ['Bug', 'Task'],
  catalog,
  statuses: ['Open', 'In Progress', 'Done'],
  createCatalog: null,
  jqlFaults: [],
  partner: null,
  partnerSignals: null,
  partnerConflict: null,
  side: 'master',
  ...over,
});
