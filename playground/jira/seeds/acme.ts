import type { SeedIssueType, SiteSeed } from '../seed/types';
import { accountIdOf, person } from './people';
import { PROVIDER_STATUSES, providerWorkflow } from './provider-workflow';
import { COMMON, edited } from './screens';

const FIELDS: SiteSeed['fields'] = [
  { id: 'customfield_10110', name: 'Client', kind: 'textfield' },
  { id: 'customfield_10111', name: 'Analysis', kind: 'textarea' },
  { id: 'customfield_10112', name: 'Defect class', kind: 'select', options: ['Blocker', 'Major', 'Minor', 'Trivial'] },
  { id: 'customfield_10113', name: 'Found on', kind: 'multicheckboxes', options: ['PROD', 'STAGE', 'TEST', 'DEV'] },
  {
    id: 'customfield_10114',
    name: 'Location',
    kind: 'cascadingselect',
    options: [
      { value: 'EMEA', children: ['Berlin', 'Paris', 'London'] },
      { value: 'AMER', children: ['Raccoon City', 'New York'] },
    ],
  },
  { id: 'customfield_10115', name: 'Promised for', kind: 'datetime' },
  { id: 'customfield_10116', name: 'Story points', kind: 'float' },
  { id: 'customfield_10117', name: 'Tester', kind: 'userpicker' },
  { id: 'customfield_10118', name: 'Team', kind: 'multiuserpicker' },
  {
    id: 'customfield_10119',
    name: 'Checks',
    kind: 'multiselect',
    options: ['Reproduced', 'Logs attached', 'Customer informed'],
  },
  { id: 'customfield_10120', name: 'Reach', kind: 'radiobuttons', options: ['All', 'Team', 'Single'] },
  { id: 'customfield_10121', name: 'Customer reference', kind: 'url' },
];

const CREATE = [...COMMON, ...FIELDS.map(({ id }) => id)];
const type = (name: string, level = 0): SeedIssueType => ({
  name,
  level,
  workflow: 'Acme delivery',
  create: CREATE,
  edit: edited(CREATE),
});

const ANNA = accountIdOf('Anna Acme');

/** A provider: other issue types, other field names and ids, other options, a longer workflow. */
export const acmeSeed = (): SiteSeed => ({
  createdAt: '2026-11-02T09:00:00.000Z',
  timeZone: 'America/New_York',
  firstId: 20_000,
  users: [
    person('Anna Acme', 'acme', { admin: true, groups: ['delivery'] }),
    person('Boris Builder', 'acme', { groups: ['delivery'] }),
    person('Chen Coder', 'acme', { groups: ['delivery'] }),
    person('Sam Shared', 'umbrella', { groups: ['delivery'] }),
  ],
  statuses: PROVIDER_STATUSES,
  priorities: ['Blocker', 'Major', 'Minor', 'Trivial'],
  resolutions: ['Fixed', 'Rejected', 'Duplicate', 'Works as designed'],
  fields: FIELDS,
  workflows: [providerWorkflow('Acme delivery', 'customfield_10111')],
  projects: [
    {
      key: 'ACM',
      name: 'Acme desk',
      kind: 'software',
      lead: ANNA,
      issueTypes: [type('Defect'), type('Story'), type('Epic', 1), type('Sub-task', -1)],
      components: ['Frontend', 'Backend', 'Billing'],
      versions: ['2026.10', '2026.11'],
      roles: { Administrators: [ANNA], Developers: ['group:delivery'] },
    },
    { key: 'ARC', name: 'Acme archive', kind: 'business', lead: ANNA, issueTypes: [type('Defect'), type('Story')] },
  ],
});
