import type { Site } from '../../site';
import type { JsonObject } from '../../json';
import type { IssueRecord, TransitionRecord, UserRecord } from '../../store/records';
import { showFields } from '../meta';
import { showStatus } from './named';

export function showTransition(
  site: Site,
  issue: IssueRecord,
  reader: UserRecord,
  transition: TransitionRecord,
  withFields: boolean,
): JsonObject {
  const project = site.state.projects.get(issue.projectId);
  return {
    id: transition.id,
    name: transition.name,
    to: showStatus(site, site.state.statuses.get(transition.to)),
    hasScreen: transition.screen.length > 0,
    isGlobal: transition.from === null,
    isInitial: false,
    isAvailable: true,
    isConditional: transition.condition !== null,
    isLooped: false,
    ...(withFields ? { fields: showFields(site, reader, project, issue, transition.screen) } : {}),
  };
}
