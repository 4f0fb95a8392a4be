import type { AdfDoc, AdfNode } from '../../model';
import { textAttr } from './build';

const BREAK = 1;

/** The text that an inline node shows without its address or other decoration. */
const shownText = (node: AdfNode): string =>
  node.text ??
  ['text', 'shortName', 'url', 'alt'].map((name) => textAttr(node, name)).find((text) => text !== '') ??
  '';

/** A block is a node that holds inline ones, or stands where blocks stand. */
const endsLine = (node: AdfNode): boolean =>
  ['paragraph', 'heading', 'codeBlock', 'rule', 'taskItem', 'decisionItem', 'caption', 'hardBreak'].includes(node.type);

const nodeLength = (node: AdfNode): number =>
  (node.content ?? []).reduce(
    (sum, child) => sum + nodeLength(child),
    node.type === 'hardBreak' ? BREAK : shownText(node).length + (endsLine(node) ? BREAK : 0),
  );

/**
 * Length of a document as held against Jira's limit of 32,767: the characters that are shown (UTF-16 units; mentions,
 * emoji, cards and file names with their text) and one for each line. Formatting is free. Jira does not document how
 * it counts; this rule never counts more than plain text has, so nothing that fitted the source is cut for its marks.
 */
export const adfLength = (doc: AdfDoc): number => Math.max(0, nodeLength(doc) - BREAK);
