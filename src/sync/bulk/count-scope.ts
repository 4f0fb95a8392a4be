import { type Scope } from '../../core/model';
import { askJira } from '../contracts';
import { type Jira } from '../ports';
import { withinScope } from './jql';
import { countFound, jqlFaults } from './request';

/** About how many issues a scope covers now; what Jira does not take (a project that is gone as well) is refused with its faults. */
export const countScope = (jira: Jira, siteId: string, scope: Scope): Promise<number> =>
  askJira(jira, siteId, async (site) => {
    const faults = scope.jql === null ? [] : await site.checkJql(scope.jql);
    if (faults.length > 0) throw jqlFaults(faults);
    // Without a condition it is the project, or a type, that is not there any more.
    return countFound(site, withinScope('', scope), scope.jql === null ? 'project' : 'jql');
  });
