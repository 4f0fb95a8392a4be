import { type Check, fault, listed, when } from './live';

export const checkScope: Check = ({ scope }, live) => [
  ...when(
    !live.projectFound,
    fault(
      'scope.project',
      `There is no project "${scope.project}", or Accord may not see it.`,
      'Choose a project of this site and let the Accord app browse it.',
    ),
  ),
  ...scope.issueTypes.flatMap((name, at) =>
    when(
      live.projectFound && !live.issueTypes.includes(name),
      fault(
        `scope.issueTypes[${at}]`,
        `The project "${scope.project}" has no issue type "${name}".`,
        `Use one of ${listed(live.issueTypes)}.`,
      ),
    ),
  ),
  ...live.jqlFaults.map((message) =>
    fault('scope.jql', message, 'Correct the JQL; try it in the issue search of Jira.'),
  ),
];
