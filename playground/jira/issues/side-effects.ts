import { isObject, objectOf, type Json, type JsonObject } from '../json';
import { badRequest } from '../http/faults';
import type { Cause, Site } from '../site';
import type { IssueRecord } from '../store/records';
import { addComment, readComment } from '../comments/add-comment';
import { linkIssues, readLink } from '../links/link-issues';
import { addWorklog, readWorklog } from '../worklogs/log-work';
import { SIDE_EFFECTS } from './changes';

type Effect = (issue: IssueRecord) => void;

/**
 * What `update` says about comments, worklogs and links. Everything is read and checked first, so that a wrong one leaves
 * the issue as it was; the returned function carries it out.
 */
export function sideEffects(site: Site, cause: Cause, issue: IssueRecord | null, update: JsonObject): Effect {
  const effects = Object.entries(update)
    .filter(([id]) => SIDE_EFFECTS.has(id))
    .flatMap(([id, verbs]) => additions(verbs).map((operand) => effectOf(site, cause, issue, id, operand)));
  return (created) => effects.forEach((effect) => effect(created));
}

function additions(verbs: Json): JsonObject[] {
  if (!Array.isArray(verbs)) throw badRequest('data was not an array');
  return verbs.map((entry) => {
    const { add } = objectOf(entry);
    if (!isObject(add)) throw badRequest("Only the verb 'add' is supported here.");
    return add;
  });
}

function effectOf(site: Site, cause: Cause, issue: IssueRecord | null, id: string, operand: JsonObject): Effect {
  switch (id) {
    case 'comment': {
      const draft = readComment(site, cause, issue, operand);
      return (target) => void addComment(site, cause, target, draft);
    }
    case 'worklog': {
      const draft = readWorklog(site, cause, operand);
      return (target) => void addWorklog(site, cause, target, draft);
    }
    case 'issuelinks': {
      const read = readLink(site, cause, operand);
      return (target) => void linkIssues(site, cause, read(target));
    }
    default:
      throw badRequest(`Field '${id}' does not support update 'add'`);
  }
}
