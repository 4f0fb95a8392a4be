import type { AdfDoc, ReceiveComments } from '../model';
import { adfLength, docOf, excerptOf, inlineLines, paragraph, plainText } from './rich-text';
import { crossDoc } from './translate/cross';
import type { MapContext } from './translate/translated';

export interface CommentVars {
  readonly author: string;
  readonly site: string;
  /** In words; the planner formats it. */
  readonly time: string;
}

/** Longest comment that Jira takes, counted by `adfLength`. */
const COMMENT_LIMIT = 32_767;
const NOTE = 'Shortened by Accord: the whole comment is longer than Jira takes here.';

/** A value is text and nothing else: it is not looked at for further placeholders, and it keeps to its line. */
export function renderHeader(template: string, vars: CommentVars): string {
  const values: Readonly<Record<string, string>> = { author: vars.author, site: vars.site, time: vars.time };
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '').replace(/\s+/g, ' ').trim() : placeholder,
  );
}

const headed = (doc: AdfDoc, header: string): AdfDoc =>
  header.trim() === '' ? doc : docOf([paragraph(inlineLines(header.trim(), [{ type: 'em' }])), ...doc.content]);

/**
 * A comment as it is written on the receiving side: header, mentions and files of that side. The print of a comment is
 * of its source body, so nobody needs to take the header off again. `excerptOf`: the whole text where it was cut.
 */
export function commentBody(
  doc: AdfDoc,
  rule: ReceiveComments,
  vars: CommentVars,
  context: MapContext,
): { readonly body: AdfDoc; readonly pendingMedia: readonly string[]; readonly excerptOf?: string } {
  const { doc: crossed, pendingMedia } = crossDoc(doc, context);
  const body = rule.header === null ? crossed : headed(crossed, renderHeader(rule.header, vars));
  if (adfLength(body) <= COMMENT_LIMIT) return { body, pendingMedia };
  return { body: excerptOf(body, COMMENT_LIMIT, NOTE), pendingMedia, excerptOf: plainText(body) };
}
