import type { AdfDoc, AdfNode, UserRef } from '../../model';
import { textAttr, textNode } from './build';
import { mentionText } from './inline-text';
import { mapNodes } from './map-nodes';

const isPerson = (node: AdfNode): boolean => textAttr(node, 'userType') !== 'SPECIAL';

/**
 * Mentions for the other site: a mapped user becomes a real mention of the account there, anyone else `@Name` in plain
 * text without an account id. `@all` and `@here` become text too: they would call on people who took no part.
 */
export function rewriteMentions(doc: AdfDoc, map: (user: UserRef) => UserRef | null): AdfDoc {
  return mapNodes(doc, (node) => {
    if (node.type !== 'mention') return null;
    const text = mentionText(node);
    const user = isPerson(node) ? map({ accountId: textAttr(node, 'id'), name: text.slice(1) }) : null;
    if (user === null) return [textNode(text)];
    const { accessLevel: _dropped, ...attrs } = node.attrs ?? {};
    return [{ ...node, attrs: { ...attrs, id: user.accountId, text } }];
  });
}
