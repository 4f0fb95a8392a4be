import { type Scope } from '../../core/model';
import { askJira } from '../contracts';
import { type Jira } from '../ports';
import { withinScope, withoutOrder } from './jql';
import { jqlFaults } from './request';

/** About how many issues a scope covers now; a JQL that Jira does not take is refused with its faults. */
export const countScope = (jira: Jira, siteId: string, scope: Scope): Promise<number> =>
  askJira(jira, siteId, async (site) => {
    const faults = scope.jql === null ? [] : await site.checkJql(scope.jql);
    if (faults.length > 0) throw jqlFaults(faults);
    return site.countIssues(withoutOrder(withinScope('', scope)));
  });
