import type { Half } from '../../model';
import { checkCreate } from './create';
import { checkReceiveFields, checkSendFields } from './fields';
import { fault, type Findings, isNamed, type LiveHalf, together } from './live';
import { checkWorkflow } from './workflow';

/**
 * Holds a half against the Jira it is for. A fault cannot work; a warning will be skipped until the partner comes along.
 * Every fault is listed, by path.
 */
export function checkHalf(half: Half, live: LiveHalf): Findings {
  if (!live.projectFound) {
    const { project } = half.scope;
    return fault(
      'scope.project',
      `There is no project "${project}" that Accord may see.`,
      'Use the key of such a project.',
    );
  }
  return together([
    checkScope(half, live),
    checkSendFields(half, live),
    checkReceiveFields(half, live),
    checkWorkflow(half, live),
    checkCreate(half, live),
  ]);
}

const checkScope = ({ scope }: Half, { issueTypes, jqlFaults }: LiveHalf): Findings =>
  together([
    ...scope.issueTypes.flatMap((name, index) =>
      isNamed(name, issueTypes)
        ? []
        : [
            fault(
              `scope.issueTypes[${index}]`,
              `The project has no issue type "${name}".`,
              'Use one of its issue types.',
            ),
          ],
    ),
    ...jqlFaults.map((words) => fault('scope.jql', `Jira does not take the JQL: ${words}`, 'Correct the JQL.')),
  ]);
