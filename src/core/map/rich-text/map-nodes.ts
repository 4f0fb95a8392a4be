import type { AdfDoc, AdfNode } from '../../model';

/** What takes a node's place; null keeps the node and looks inside it. */
export type Visit = (node: AdfNode) => readonly AdfNode[] | null;

function mapNode(node: AdfNode, visit: Visit): readonly AdfNode[] {
  const replaced = visit(node);
  if (replaced !== null) return replaced;
  if (!Array.isArray(node.content)) return [node];
  return [{ ...node, content: mapContent(node.content, visit) }];
}

const mapContent = (content: readonly AdfNode[], visit: Visit): readonly AdfNode[] =>
  content.flatMap((child) => mapNode(child, visit));

/** Rewrites a document from the top down. Nodes that `visit` does not name, known or not, stay as they are. */
export const mapNodes = (doc: AdfDoc, visit: Visit): AdfDoc => ({ ...doc, content: mapContent(doc.content, visit) });

/** Every node below `node`, in reading order. */
export function* nodesOf(node: AdfNode): Generator<AdfNode> {
  for (const child of node.content ?? []) {
    yield child;
    yield* nodesOf(child);
  }
}
