import type { SeedScreenField } from '../seed/types';

/** Fields that nearly every screen of these sites has. */
export const COMMON: readonly SeedScreenField[] = [
  'summary!',
  'issuetype!',
  'project!',
  'reporter!',
  'description',
  'priority',
  'assignee',
  'labels',
  'components',
  'versions',
  'fixVersions',
  'duedate',
  'environment',
  'timetracking',
  'security',
  'parent',
];

/** On edit screens the project is not shown. */
export const edited = (create: readonly SeedScreenField[]): SeedScreenField[] =>
  create.filter((entry) => entry !== 'project!');
