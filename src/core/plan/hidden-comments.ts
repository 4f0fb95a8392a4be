import { type FacetKey, type FacetState, otherSide, type Side } from '../model';
import { close, isParkedOn } from './facet';
import { type Piece, piece } from './piece';
import { type Scene } from './scene';
import { branchFrom } from './three-way';

const HIDDEN = 'hidden';
const NOTHING = 1;

/** Jira did not prove that this comment of the side was deleted. */
export const isHiddenComment = ({ snapshots }: Scene, side: Side, id: string | null): boolean =>
  id !== null && snapshots[side].hiddenComments?.includes(id) === true;

/** The comment is seen again: what was told of it is over. */
export const seenAgain = (state: FacetState): FacetState =>
  state.parked?.print === HIDDEN ? { ...state, parked: null } : state;

/** The comment itself is restricted to others: its copy stays as it is, and people are told so, for they may want it away. */
export function planHiddenComment(scene: Scene, from: Side, key: FacetKey, state: FacetState): Piece {
  const to = otherSide(from);
  const copyId = state.ids[to];
  const stands = scene.snapshots[to].comments.some(({ id }) => id === copyId);
  if (copyId !== null && !stands && !isHiddenComment(scene, to, copyId)) {
    return piece(key, { branch: branchFrom(to, 'gone'), state: close(state) });
  }
  const reason = `A comment of the ${from} is restricted to people without Accord; it is left as it is at the ${to}.`;
  const notes = [{ side: from, code: 'comment-hidden', reason }];
  if (copyId === null || isParkedOn(state, HIDDEN, scene.versions)) return piece(key, { branch: NOTHING, notes });
  const problem = {
    facet: key,
    side: from,
    code: 'comment-hidden',
    subject: 'A comment',
    cause: `It was sent to the ${to}, and is now restricted to a group or a role that Accord is not in.`,
    remedy: `Remove the copy at the ${to} if it is no longer meant for the partner, or let the Accord app user see the comment.`,
    print: HIDDEN,
  };
  return piece(key, { branch: NOTHING, notes, problems: [problem] });
}

/** Its copy is restricted to others at the partner: it is neither removed nor changed. */
export const planHiddenCopy = (key: FacetKey, from: Side): Piece => {
  const reason = `The copy of a comment is restricted at the ${otherSide(from)}, so that Accord does not see it; it stays as it is.`;
  return piece(key, { branch: NOTHING, notes: [{ side: from, code: 'copy-hidden', reason }] });
};
