import { isObject, objectOf, wordOf, type Json, type JsonObject } from '../json';
import { addComment, readComment } from '../comments/add-comment';
import { demandComment, editComment, removeComment } from '../comments/edit-comment';
import { visibleComments } from '../comments/visible-comments';
import { badRequest } from '../http/faults';
import { linkIssues, linksOf, readLink } from '../links/link-issues';
import { getIssue } from '../permissions';
import type { Cause, Site } from '../site';
import type { CommentRecord, IssueRecord } from '../store/records';
import { addWorklog, readWorklog } from '../worklogs/log-work';
import { SIDE_EFFECTS } from './changes';

type Effect = (issue: IssueRecord) => void;

interface Scope {
  readonly site: Site;
  readonly cause: Cause;
  /** Null while it is being created. */
  readonly issue: IssueRecord | null;
}

/**
 * What `update` says about comments, worklogs and links. Everything is read and checked first, so that a wrong one leaves
 * the issue as it was; the returned function carries it out.
 */
export function sideEffects(site: Site, cause: Cause, issue: IssueRecord | null, update: JsonObject): Effect {
  const scope = { site, cause, issue };
  const effects = Object.entries(update)
    .filter(([id]) => SIDE_EFFECTS.has(id))
    .flatMap(([id, verbs]) => verbsOf(verbs).map(([verb, operand]) => effectOf(scope, `${verb} ${id}`, operand)));
  return (target) => effects.forEach((effect) => effect(target));
}

function verbsOf(json: Json): [string, JsonObject][] {
  if (!Array.isArray(json)) throw badRequest('data was not an array');
  return json.flatMap((entry) =>
    Object.entries(objectOf(entry)).map(([verb, operand]): [string, JsonObject] => {
      if (!isObject(operand)) throw badRequest('expected Object');
      return [verb, operand];
    }),
  );
}

function effectOf(scope: Scope, act: string, operand: JsonObject): Effect {
  const { site, cause, issue } = scope;
  switch (act) {
    case 'add comment': {
      const draft = readComment(site, cause, issue, operand);
      return (target) => void addComment(site, cause, target, draft);
    }
    case 'edit comment': {
      const comment = ownComment(scope, operand, 'EDIT');
      readComment(site, cause, issue, operand);
      return (target) => editComment(site, cause, target, comment, operand);
    }
    case 'remove comment': {
      const comment = ownComment(scope, operand, 'DELETE');
      return (target) => removeComment(site, cause, target, comment);
    }
    case 'add worklog': {
      const draft = readWorklog(site, cause, operand);
      return (target) => void addWorklog(site, cause, target, draft);
    }
    case 'add issuelinks': {
      const read = readLink(site, cause, operand);
      return (target) => void linkIssues(site, cause, read(target));
    }
    case 'copy issuelinks':
      return copyLinks(scope, operand);
    default:
      throw badRequest(`The operation '${act}' is not supported.`);
  }
}

function ownComment({ site, cause, issue }: Scope, operand: JsonObject, act: 'EDIT' | 'DELETE'): CommentRecord {
  const all = issue ? visibleComments(site, cause.actor, issue) : [];
  const comment = all.find(({ id }) => id === wordOf(operand.id));
  if (!issue || !comment) throw badRequest(`Can not find a comment for the id: ${wordOf(operand.id)}.`);
  demandComment(site, cause, issue, comment, act);
  return comment;
}

/** `{sourceIssues: [{key}]}`: the links of other issues, on this one too. */
function copyLinks({ site, cause }: Scope, operand: JsonObject): Effect {
  const named = Array.isArray(operand.sourceIssues) ? operand.sourceIssues.map(objectOf) : [];
  const sources = named.map(({ id, key }) => getIssue(site, cause.actor, wordOf(id ?? key)));
  return (target) => {
    for (const link of sources.flatMap((source) =>
      linksOf(site, source.id).map((each) => ({ ...each, from: source.id })),
    )) {
      const end = (id: string): IssueRecord => (id === link.from ? target : site.state.issues.get(id));
      const [source, destination] = [end(link.sourceId), end(link.destinationId)];
      if (source.id !== destination.id)
        linkIssues(site, cause, { type: site.state.linkTypes.get(link.typeId), source, destination });
    }
  };
}
