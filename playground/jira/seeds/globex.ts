import type { SeedIssueType, SiteSeed } from '../seed/types';
import { accountIdOf, person } from './people';
import { PROVIDER_STATUSES, providerWorkflow } from './provider-workflow';
import { COMMON, edited } from './screens';

const FIELDS: SiteSeed['fields'] = [
  { id: 'customfield_10210', name: 'Account', kind: 'textfield' },
  { id: 'customfield_10211', name: 'Cause and fix', kind: 'textarea' },
  { id: 'customfield_10212', name: 'Urgency', kind: 'select', options: ['Blocker', 'Major', 'Minor'] },
  { id: 'customfield_10213', name: 'Stage', kind: 'multiselect', options: ['Live', 'Pre-live', 'Lab'] },
  {
    id: 'customfield_10214',
    name: 'Site',
    kind: 'cascadingselect',
    options: [
      { value: 'Europe', children: ['Berlin', 'Paris'] },
      { value: 'Asia', children: ['Tokyo', 'Osaka'] },
    ],
  },
  { id: 'customfield_10215', name: 'Target time', kind: 'datetime' },
  { id: 'customfield_10216', name: 'Estimate', kind: 'float' },
  { id: 'customfield_10217', name: 'Second pair of eyes', kind: 'userpicker' },
  { id: 'customfield_10218', name: 'Crew', kind: 'multiuserpicker' },
  {
    id: 'customfield_10219',
    name: 'Done so far',
    kind: 'multicheckboxes',
    options: ['Reproduced', 'Logs attached', 'Customer informed'],
  },
  { id: 'customfield_10220', name: 'Affected', kind: 'radiobuttons', options: ['Everybody', 'Some', 'One'] },
  { id: 'customfield_10221', name: 'Ticket link', kind: 'url' },
];

const CREATE = [...COMMON, ...FIELDS.map(({ id }) => id)];
/** Globex wants to know how urgent it is before it takes anything on. */
const REQUIRED = CREATE.map((entry) => (entry === 'customfield_10212' ? `${entry}!` : entry));
const type = (name: string, level = 0, create = CREATE): SeedIssueType => ({
  name,
  level,
  workflow: 'Globex line',
  create,
  edit: edited(create),
});

const GINA = accountIdOf('Gina Globex');

/** A provider with a service desk: comments there are public or internal notes. */
export const globexSeed = (): SiteSeed => ({
  createdAt: '2026-11-02T10:00:00.000Z',
  timeZone: 'Asia/Tokyo',
  firstId: 30_000,
  users: [
    person('Gina Globex', 'globex', { admin: true, groups: ['agents'] }),
    person('Hank Scorpio', 'globex', { groups: ['agents'] }),
    person('Sam Shared', 'umbrella', { groups: ['agents'] }),
    person('Carla Customer', 'globex', { customer: true }),
  ],
  statuses: PROVIDER_STATUSES,
  priorities: ['Blocker', 'Major', 'Minor'],
  resolutions: ['Fixed', 'Declined', 'Known error'],
  fields: FIELDS,
  workflows: [providerWorkflow('Globex line', 'customfield_10211')],
  projects: [
    {
      key: 'GLX',
      name: 'Globex service',
      kind: 'service_desk',
      lead: GINA,
      issueTypes: [type('Fault', 0, REQUIRED), type('Request'), type('Sub-task', -1)],
      components: ['Portal', 'Billing'],
      versions: ['R1', 'R2'],
      roles: { Administrators: [GINA], 'Service Desk Team': ['group:agents'] },
    },
    {
      key: 'GLD',
      name: 'Globex development',
      kind: 'software',
      lead: GINA,
      issueTypes: [type('Fault'), type('Story'), type('Epic', 1)],
    },
  ],
});
