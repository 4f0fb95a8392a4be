import { SYSTEM_FIELDS } from '../fields/system';
import { uuidOf } from '../random';
import { ADMIN_GROUP } from '../permissions';
import { nextId, noteFact, type State } from '../store/state';
import type { OptionRecord, ProjectTypeRecord, ScreenField } from '../store/records';
import type { SeedIssueType, SeedOption, SeedProject, SeedScreenField, SeedWorkflow, SiteSeed } from './types';

const LINK_TYPES = [
  ['Blocks', 'is blocked by', 'blocks'],
  ['Cloners', 'is cloned by', 'clones'],
  ['Duplicate', 'is duplicated by', 'duplicates'],
  ['Relates', 'relates to', 'relates to'],
] as const;

/** Sequences that begin at the seed's own number; others (options, statuses) begin at 10000 as in a new Jira. */
const OWN_SEQUENCES = ['issue', 'comment', 'attachment', 'worklog', 'history'];

/** Fills an empty state. The same seed always gives the same ids. */
export function plantSeed(state: State, name: string, seed: SiteSeed): void {
  for (const sequence of OWN_SEQUENCES) state.counters.put({ id: sequence, value: seed.firstId });
  noteFact(state, 'clientKey', uuidOf(`client key ${name}`));
  noteFact(state, 'cloudId', uuidOf(`cloud id ${name}`));
  noteFact(state, 'timeZone', seed.timeZone);
  plantPeople(state, seed);
  plantNames(state, seed);
  plantFields(state, seed);
  for (const workflow of seed.workflows) plantWorkflow(state, workflow);
  for (const project of seed.projects) plantProject(state, project);
}

function plantPeople(state: State, seed: SiteSeed): void {
  const groups = new Set([
    ADMIN_GROUP,
    'jira-software-users',
    'atlassian-addons',
    ...seed.users.flatMap((user) => user.groups),
  ]);
  for (const name of groups) state.groups.put({ id: uuidOf(`group ${name}`), name, description: '' });
  for (const user of seed.users) {
    state.users.put({
      id: user.accountId,
      displayName: user.displayName,
      email: user.email,
      apiToken: user.apiToken,
      accountType: user.customer ? 'customer' : 'atlassian',
      active: user.active ?? true,
      timeZone: seed.timeZone,
      groups: [...user.groups, ...(user.customer ? [] : ['jira-software-users']), ...(user.admin ? [ADMIN_GROUP] : [])],
    });
  }
}

function plantNames(state: State, seed: SiteSeed): void {
  for (const { name, category } of seed.statuses) state.statuses.put({ id: nextId(state, 'status'), name, category });
  seed.priorities.forEach((name, rank) => state.priorities.put({ id: String(rank + 1), name, description: '' }));
  for (const name of seed.resolutions)
    state.resolutions.put({ id: nextId(state, 'resolution'), name, description: '' });
  for (const [name, inward, outward] of LINK_TYPES)
    state.linkTypes.put({ id: nextId(state, 'linkType'), name, inward, outward });
}

function plantFields(state: State, seed: SiteSeed): void {
  for (const field of SYSTEM_FIELDS) state.fields.put({ ...field });
  for (const field of seed.fields) {
    const options = (field.options ?? []).map((option) => plantOption(state, option));
    state.fields.put({
      id: field.id,
      name: field.name,
      custom: true,
      kind: field.kind,
      options,
      defaultValue: field.standard ?? null,
    });
  }
}

function plantOption(state: State, option: SeedOption): OptionRecord {
  const { value, children } = typeof option === 'string' ? { value: option, children: [] } : option;
  const id = nextId(state, 'option');
  return { id, value, disabled: false, children: children.map((child) => plantOption(state, child)) };
}

export const screenOf = (entries: readonly SeedScreenField[]): ScreenField[] =>
  entries.map((entry) => ({ field: entry.replace(/!$/, ''), required: entry.endsWith('!') }));

function statusId(state: State, name: string): string {
  const found = state.statuses.all().find((status) => status.name === name);
  if (!found) throw new Error(`The seed has no status ${name}`);
  return found.id;
}

function plantWorkflow(state: State, seed: SeedWorkflow): void {
  state.workflows.put({
    id: nextId(state, 'workflow'),
    name: seed.name,
    initial: statusId(state, seed.initial),
    transitions: seed.transitions.map((transition, index) => ({
      id: String((index + 1) * 10 + 1),
      name: transition.name,
      from: transition.from === '*' ? null : transition.from.map((name) => statusId(state, name)),
      to: statusId(state, transition.to),
      screen: screenOf(transition.screen ?? []),
      condition: transition.condition ?? null,
      sets: transition.reopens ? { resolution: null } : {},
    })),
  });
}

function plantProject(state: State, seed: SeedProject): void {
  const id = nextId(state, 'project');
  state.projects.put({
    id,
    key: seed.key,
    name: seed.name,
    kind: seed.kind,
    leadId: seed.lead,
    types: seed.issueTypes.map((type) => plantType(state, type)),
    nextNumber: 1,
    securityLevels: (seed.securityLevels ?? []).map((level) => ({
      id: nextId(state, 'securityLevel'),
      name: level.name,
      groups: [...level.groups],
      accountIds: [...level.accountIds],
    })),
    roles: {
      Administrators: [seed.lead],
      'atlassian-addons-project-access': ['group:atlassian-addons'],
      ...Object.fromEntries(Object.entries(seed.roles ?? {}).map(([role, members]) => [role, [...members]])),
    },
    denied: {},
  });
  for (const name of seed.components ?? [])
    state.components.put({ id: nextId(state, 'component'), name, description: '', projectId: id });
  for (const name of seed.versions ?? [])
    state.versions.put({
      id: nextId(state, 'version'),
      name,
      description: '',
      projectId: id,
      released: false,
      archived: false,
      releaseDate: null,
    });
}

function plantType(state: State, seed: SeedIssueType): ProjectTypeRecord {
  const known = state.issueTypes.all().find((type) => type.name === seed.name);
  const type = known ?? { id: nextId(state, 'issueType'), name: seed.name, description: '', level: seed.level ?? 0 };
  if (!known) state.issueTypes.put(type);
  const workflow = state.workflows.all().find((each) => each.name === seed.workflow);
  if (!workflow) throw new Error(`The seed has no workflow ${seed.workflow}`);
  const create = screenOf(seed.create);
  return { typeId: type.id, workflowId: workflow.id, create, edit: seed.edit ? screenOf(seed.edit) : create };
}
