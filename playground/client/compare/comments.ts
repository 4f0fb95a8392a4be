import { plainText } from '../adf';
import type { Comment } from '../jira';
import { asObject, asText } from '../json';
import { isExcerpt } from './excerpt';
import { differenceOf, flowsOf, waits, type Difference, type Flow, type Pair } from './pair';

const MARK = 'accord.comment';

const markOf = (comment: Comment): { readonly link: string; readonly mirrors: string } | null => {
  const property = (comment.properties ?? []).find((each) => each.key === MARK);
  if (property === undefined) return null;
  return { link: asText(asObject(property.value).link), mirrors: asText(asObject(property.value).mirrors) };
};

const isShared = (comment: Comment): boolean =>
  (comment.properties ?? []).some((each) => each.key === 'accord.share' && asObject(each.value).shared === true);

export const compareComments = (pair: Pair): Difference[] => flowsOf(pair).flatMap(compareFlow);

function compareFlow(flow: Flow): Difference[] {
  const written = flow.from.comments.filter((comment) => markOf(comment) === null);
  const mirrors = flow.to.comments.filter((comment) => markOf(comment)?.link === flow.pair.linkId);
  return [
    ...written.flatMap((comment) => compareOne(flow, comment, mirrorsOf(mirrors, comment))),
    ...mirrors.flatMap((mirror) => compareOrphan(flow, mirror)),
  ];
}

const mirrorsOf = (mirrors: readonly Comment[], comment: Comment): readonly Comment[] =>
  mirrors.filter((mirror) => markOf(mirror)?.mirrors === comment.id);

/** Whether the sender's half offers this comment and the receiver's takes it. */
function crosses({ from, to }: Flow, comment: Comment): boolean {
  const rule = from.rules.sendComments;
  if (to.rules.receiveComments === null || rule.which === 'none') return false;
  if (comment.visibility !== undefined && !rule.restricted) return false;
  if (comment.jsdPublic === false && !rule.internal) return false;
  return rule.which === 'marked' ? isShared(comment) : true;
}

function compareOne(flow: Flow, comment: Comment, mirrors: readonly Comment[]): Difference[] {
  const what = `comment ${comment.id} of ${flow.from.key}`;
  const sent = plainText(comment.body).trim();
  const say = (problem: string, held: string): Difference[] => [differenceOf(flow, `${what}: ${problem}`, sent, held)];
  const first = mirrors[0];
  if (!crosses(flow, comment)) return first ? say('must not cross', plainText(first.body)) : [];
  if (first === undefined) return waits(flow.from, 'comment', comment.updated) ? [] : say('did not cross', '(none)');
  if (mirrors.length > 1) return say(`crossed ${mirrors.length} times`, plainText(first.body));
  if (first.jsdPublic !== false && comment.jsdPublic === false) return say('internal became public', '');
  return bodyFits(flow, comment, first) ? [] : say('text differs', plainText(first.body).trim());
}

/** The mirror may start with a header and write names and files in words; the text itself ends it. */
function bodyFits(flow: Flow, comment: Comment, mirror: Comment): boolean {
  if (!flow.from.rules.sendComments.edits || waits(flow.from, 'comment', comment.updated)) return true;
  return words(mirror).endsWith(words(comment)) || isExcerpt(words(comment), words(mirror), flow.to);
}

const words = (comment: Comment): string => withoutNames(comment).replace(/\s+/g, ' ').trim();

/** Names of mentioned people differ from site to site. */
const withoutNames = (comment: Comment): string => plainText(comment.body).replace(/@\p{L}+( \p{Lu}\p{L}+)?/gu, '@');

/** A mirror whose source is gone, where deletions cross. */
function compareOrphan(flow: Flow, mirror: Comment): Difference[] {
  const source = markOf(mirror)?.mirrors;
  const { from, to } = flow;
  if (from.comments.some((comment) => comment.id === source)) return [];
  if (!from.rules.sendComments.deletes || to.rules.receiveComments?.deletes === false) return [];
  if (!from.rules.updateOn.includes('comment')) return [];
  return [differenceOf(flow, `comment ${source ?? '?'} was deleted`, '(deleted)', plainText(mirror.body).trim())];
}
