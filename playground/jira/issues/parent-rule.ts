import { type Json, wordOf } from '../json';
import { badFields } from '../http/faults';
import type { Site } from '../site';

/** A sub-task needs a parent; a parent stands one level above its child in the hierarchy. */
export function checkParent(site: Site, typeId: string, parentId: Json): void {
  const type = site.state.issueTypes.get(typeId);
  if (parentId === null) {
    if (type.level < 0)
      throw badFields({ parent: 'Issue type is a sub-task but parent issue key or id not specified.' });
    return;
  }
  const parent = site.state.issues.get(wordOf(parentId));
  const parentLevel = site.state.issueTypes.get(parent.typeId).level;
  if (parentLevel !== type.level + 1)
    throw badFields({ parent: 'Given parent issue does not belong to appropriate hierarchy.' });
}
