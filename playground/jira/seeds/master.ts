import type { SeedIssueType, SeedWorkflow, SiteSeed } from '../seed/types';
import { accountIdOf, person } from './people';
import { COMMON, edited } from './screens';

const FIELDS: SiteSeed['fields'] = [
  { id: 'customfield_10042', name: 'Customer', kind: 'textfield' },
  { id: 'customfield_10077', name: 'Root cause', kind: 'textarea' },
  {
    id: 'customfield_10050',
    name: 'Severity level',
    kind: 'select',
    options: ['Critical', 'Severe', 'Moderate', 'Low'],
  },
  {
    id: 'customfield_10051',
    name: 'Environments',
    kind: 'multiselect',
    options: ['Production', 'Staging', 'Test', 'Development'],
  },
  {
    id: 'customfield_10052',
    name: 'Region/City',
    kind: 'cascadingselect',
    options: [
      { value: 'Europe', children: ['Berlin', 'Paris', 'London'] },
      { value: 'America', children: ['Raccoon City', 'New York'] },
      { value: 'Asia', children: ['Tokyo'] },
    ],
  },
  { id: 'customfield_10053', name: 'Due at', kind: 'datetime' },
  { id: 'customfield_10054', name: 'Effort', kind: 'float' },
  { id: 'customfield_10055', name: 'Reviewer', kind: 'userpicker' },
  { id: 'customfield_10056', name: 'Watch team', kind: 'multiuserpicker' },
  {
    id: 'customfield_10057',
    name: 'Steps',
    kind: 'multicheckboxes',
    options: ['Reproduced', 'Logs attached', 'Customer informed'],
  },
  { id: 'customfield_10058', name: 'Impact', kind: 'radiobuttons', options: ['Everybody', 'One team', 'One person'] },
  { id: 'customfield_10059', name: 'Reference URL', kind: 'url' },
];

const SUPPORT: SeedWorkflow = {
  name: 'Support',
  initial: 'To Do',
  transitions: [
    { name: 'Start', from: ['To Do', 'Waiting'], to: 'In Progress' },
    { name: 'Send to provider', from: ['To Do', 'In Progress'], to: 'Sent to provider' },
    { name: 'Take over', from: ['Sent to provider'], to: 'In Progress' },
    { name: 'Wait', from: ['In Progress', 'Sent to provider'], to: 'Waiting' },
    {
      name: 'Resolve',
      from: ['In Progress', 'Sent to provider', 'Waiting'],
      to: 'Resolved',
      screen: ['resolution!', 'customfield_10077'],
    },
    {
      name: 'Cancel',
      from: ['To Do', 'In Progress', 'Sent to provider', 'Waiting'],
      to: 'Cancelled',
      screen: ['resolution!'],
    },
    { name: 'Close', from: ['Resolved'], to: 'Done' },
    { name: 'Reopen', from: ['Resolved', 'Cancelled', 'Done'], to: 'In Progress', reopens: true },
  ],
};

const SIMPLE: SeedWorkflow = {
  name: 'Simple',
  initial: 'To Do',
  transitions: [
    { name: 'To Do', from: '*', to: 'To Do', reopens: true },
    { name: 'In Progress', from: '*', to: 'In Progress' },
    { name: 'Done', from: '*', to: 'Done' },
  ],
};

const CREATE = [...COMMON, ...FIELDS.map(({ id }) => id)];
const type = (name: string, workflow: string, level = 0): SeedIssueType => ({
  name,
  level,
  workflow,
  create: CREATE,
  edit: edited(CREATE),
});

const ALICE = accountIdOf('Alice Abernathy');

/** "Umbrella Corp": the master, whose support desk works with many providers. */
export const masterSeed = (): SiteSeed => ({
  createdAt: '2026-11-02T08:00:00.000Z',
  timeZone: 'Europe/Berlin',
  firstId: 10_000,
  users: [
    person('Alice Abernathy', 'umbrella', { admin: true, groups: ['support-team'] }),
    person('Albert Wesker', 'umbrella', { groups: ['support-team', 'managers'] }),
    person('Carlos Oliveira', 'umbrella', { groups: ['support-team'] }),
    person('Sam Shared', 'umbrella', { groups: ['support-team'] }),
    person('Rain Ocampo', 'umbrella', { active: false }),
  ],
  statuses: [
    { name: 'To Do', category: 'new' },
    { name: 'In Progress', category: 'indeterminate' },
    { name: 'Sent to provider', category: 'indeterminate' },
    { name: 'Waiting', category: 'indeterminate' },
    { name: 'Resolved', category: 'done' },
    { name: 'Cancelled', category: 'done' },
    { name: 'Done', category: 'done' },
  ],
  priorities: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
  resolutions: ['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce', 'Fixed'],
  fields: FIELDS,
  workflows: [SUPPORT, SIMPLE],
  projects: [
    {
      key: 'SUP',
      name: 'Support',
      kind: 'software',
      lead: ALICE,
      issueTypes: [
        type('Bug', 'Support'),
        type('Incident', 'Support'),
        type('Task', 'Simple'),
        type('Epic', 'Simple', 1),
        type('Sub-task', 'Simple', -1),
      ],
      components: ['Web shop', 'Billing', 'Mobile app', 'Warehouse'],
      versions: ['1.0', '1.1', '2.0'],
      securityLevels: [{ name: 'Managers only', groups: ['managers'], accountIds: [ALICE] }],
      roles: { Administrators: [ALICE], Developers: ['group:support-team'] },
    },
    {
      key: 'OPS',
      name: 'Operations',
      kind: 'service_desk',
      lead: ALICE,
      issueTypes: [type('Incident', 'Support'), type('Task', 'Simple')],
      components: ['Network', 'Servers'],
      roles: { Administrators: [ALICE], 'Service Desk Team': ['group:support-team'] },
    },
  ],
});
