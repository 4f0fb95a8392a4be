import { commentBody, describeValue, printOf } from '../map';
import {
  type BaseValue,
  type CommentSnapshot,
  type ConflictDraft,
  type EnsureComment,
  type FacetKey,
  type FacetState,
  otherSide,
  type ReceiveComments,
  type Side,
  SIDES,
  withSide,
} from '../model';
import { mapContext } from './carry';
import { textFile } from './excerpts';
import { close, commentKey, idIn, isParkedOn, rest } from './facet';
import { guarded } from './guarded';
import { commentsFlow } from './flows';
import { isHiddenComment, planHiddenComment, planHiddenCopy, seenAgain } from './hidden-comments';
import { lookAtPending } from './media';
import { type Note, type Piece, piece } from './piece';
import { gateFor, OPEN, type Scene, stateIn } from './scene';
import { branchFrom } from './three-way';
import { readableTime } from './words';

/** A comment on its way: where it stands, what is remembered of it, and how the other side takes it. */
interface Talk {
  readonly scene: Scene;
  readonly from: Side;
  readonly to: Side;
  readonly key: FacetKey;
  readonly comment: CommentSnapshot;
  readonly state: FacetState;
  readonly print: BaseValue;
  readonly receive: ReceiveComments;
}

/** Every comment that the contract lets go, in both directions. */
export const planComments = (scene: Scene): readonly Piece[] =>
  SIDES.filter((from) => commentsFlow(scene.halves, from)).flatMap((from) => [
    ...written(scene, from).map((comment) =>
      guarded(scene, commentKey(from, comment.id), () => planComment(scene, from, comment)),
    ),
    ...vanished(scene, from),
  ]);

/** Comments of a side that are not our own copies, oldest first. */
const written = ({ link, snapshots }: Scene, from: Side): readonly CommentSnapshot[] =>
  [...snapshots[from].comments]
    .filter(({ writtenFor }) => writtenFor !== link.id)
    .sort((one, two) => one.created.localeCompare(two.created));

const bodyPrint = ({ body }: CommentSnapshot): BaseValue => printOf({ kind: 'richText', doc: body });

/** A copy that a crash kept us from remembering is found by its mark. What it holds may be old: it is sent once more. */
function withCopy(scene: Scene, to: Side, sourceId: string, state: FacetState): FacetState {
  if (state.ids[to] !== null) return state;
  const { link, snapshots } = scene;
  const copy = snapshots[to].comments.find((each) => each.writtenFor === link.id && each.mirrors === sourceId);
  return copy === undefined
    ? state
    : { ...state, ids: withSide(state.ids, to, copy.id), base: withSide(state.base, to, bodyPrint(copy)) };
}

function planComment(scene: Scene, from: Side, comment: CommentSnapshot): Piece {
  const to = otherSide(from);
  const key = commentKey(from, comment.id);
  const { receive } = scene.halves[to];
  const stored = stateIn(scene, key);
  const state = withCopy(scene, to, comment.id, seenAgain(stored));
  if (state.closed || receive.comments === null) return piece(key);
  const talk: Talk = { scene, from, to, key, comment, state, print: bodyPrint(comment), receive: receive.comments };
  const planned = state.ids[to] === null ? planNew(talk) : planKnown(talk);
  return planned.state === null && seenAgain(stored) !== stored ? { ...planned, state } : planned;
}

const [BOTH_AGREE, BOTH_CHANGED, BOTH_GONE] = [5, 6, 10] as const;

interface Stays {
  readonly code: string;
  readonly reason: string;
  /** It will never go, whatever happens to it. */
  readonly final: boolean;
}

const stays = (code: string, reason: string, final = false): Stays => ({ code, reason, final });

/** What the sending half says of one comment; null when it may go (law 8: the default is that it stays). */
function whyStays({ scene, from, comment }: Talk): Stays | null {
  const { which, internal, restricted, relay } = scene.halves[from].send.comments;
  if (comment.writtenFor !== null && !relay) {
    return stays(
      'not-relayed',
      `A comment came from another partner, and the ${from}'s side does not pass comments on.`,
    );
  }
  if (which === 'marked' && comment.marked !== true) {
    return stays('not-marked', `A comment of the ${from} is not marked as shared with the partner.`);
  }
  const mayInternal = internal && which !== 'public';
  if (comment.internal && !mayInternal) return stays('internal', `An internal note of the ${from} stays there.`);
  const mayRestricted = restricted && which !== 'public';
  if (comment.restricted && !mayRestricted) {
    return stays('restricted', `A comment of the ${from} is restricted to a group or role and stays there.`);
  }
  return null;
}

const tooOld = ({ scene, from, comment }: Talk): Stays | null =>
  !scene.halves[from].send.comments.existing && !scene.ours[from] && comment.created <= scene.link.linkedAt
    ? stays('existing', `A comment is older than the pair, and the ${from}'s side sends only new ones.`, true)
    : null;

const noteOf = (side: Side, { code, reason }: Stays): Note => ({ side, code, reason });

function planNew(talk: Talk): Piece {
  const { scene, from, key, comment, state, print } = talk;
  const branch = branchFrom(from);
  const stay = whyStays(talk) ?? tooOld(talk);
  if (stay !== null) {
    return piece(key, { branch, state: stay.final ? close(state) : null, notes: [noteOf(from, stay)] });
  }
  const older = from === scene.link.origin && comment.created <= scene.link.linkedAt;
  const gate = gateFor(scene, from, state);
  // What was there when the pair was made belongs to its creation, not to an update.
  const open = older && !gate.open && gate.why === 'trigger' ? OPEN : gate;
  if (!open.open) return piece(key, { branch, held: [from] });
  if (isParkedOn(state, print.print, scene.versions)) return waits(talk, branch);
  return send(talk, branch, null);
}

const waits = ({ key, from }: Talk, branch: number): Piece =>
  piece(key, {
    branch,
    notes: [{ side: from, code: 'parked', reason: 'A comment waits until an admin mends its problem.' }],
  });

function planKnown(talk: Talk): Piece {
  const { scene, from, to, key, state, print } = talk;
  const copy = scene.snapshots[to].comments.find(({ id }) => id === state.ids[to]);
  if (isHiddenComment(scene, to, state.ids[to])) return planHiddenCopy(key, from);
  if (copy === undefined) return gaveUp(talk, state.base[from]?.print !== print.print);
  const stay = whyStays(talk);
  if (stay !== null && stay.code !== 'not-relayed') return withdraw(talk, copy, stay);
  const arrived = state.pendingMedia.length > 0 && lookAtPending(scene, from, state.pendingMedia).arrived;
  const changed = state.base[from]?.print !== print.print;
  return changed || arrived ? planChanged(talk, copy, { changed, arrived }) : inStep(talk, copy);
}

/** The original was edited, or a file came that its text still names in words. */
function planChanged(talk: Talk, copy: CommentSnapshot, what: { changed: boolean; arrived: boolean }): Piece {
  const { scene, from, to, key, state, print } = talk;
  const { changed, arrived } = what;
  const branch = branchFrom(from, changed ? 'changed' : 'same', isEdited(state, to, copy) ? 'changed' : 'same');
  const alike = agreed(talk, branch, copy);
  if (alike !== null) return alike;
  const { edits } = scene.halves[from].send.comments;
  if (!edits && !arrived && state.base[from] !== null) {
    const note = {
      side: from,
      code: 'no-edits',
      reason: `An edit of a comment at the ${from} is not part of the contract.`,
    };
    return piece(key, { branch, state: { ...state, base: withSide(state.base, from, print) }, notes: [note] });
  }
  if (!gateFor(scene, from, state).open) return piece(key, { branch, held: [from] });
  if (isParkedOn(state, print.print, scene.versions)) return waits(talk, branch);
  return send(talk, branch, copy);
}

/** The copy was removed by a person of the other side: it is not made again. */
const gaveUp = ({ key, from, to, state }: Talk, changed: boolean): Piece =>
  piece(key, {
    branch: branchFrom(to, 'gone', changed ? 'changed' : 'same'),
    state: close(state),
    notes: [
      { side: from, code: 'copy-removed', reason: `The copy of a comment was removed at the ${to} and stays removed.` },
    ],
  });

const inStep = ({ key, to, state }: Talk, copy: CommentSnapshot): Piece => {
  const held = bodyPrint(copy);
  if (state.base[to]?.print === held.print) return piece(key, { branch: 1 });
  const note = {
    side: to,
    code: 'one-way',
    reason: `The copy of a comment was edited at the ${to}; that edit stays there.`,
  };
  return piece(key, {
    branch: branchFrom(to),
    notes: [note],
  });
};

/** Somebody of the other side changed the copy. */
const isEdited = ({ base }: FacetState, to: Side, copy: CommentSnapshot): boolean =>
  base[to] !== null && base[to].print !== bodyPrint(copy).print;

/** The copy was edited as well: the author's own words go over it, and what stood there is kept. */
function overwritten({ key, from, to, state, comment }: Talk, copy: CommentSnapshot): readonly ConflictDraft[] {
  if (!isEdited(state, to, copy)) return [];
  const words = (each: CommentSnapshot): string => describeValue({ kind: 'richText', doc: each.body });
  const values =
    from === 'master'
      ? { master: words(comment), provider: words(copy) }
      : { master: words(copy), provider: words(comment) };
  return [{ facet: key, rule: from, winner: from, values }];
}

/** It was shared and may not be any more (made internal or restricted): the copy goes, or an admin must see to it. */
function withdraw({ scene, from, to, key, state, receive }: Talk, copy: CommentSnapshot, stay: Stays): Piece {
  const branch = branchFrom(from, 'gone');
  const { deletes } = scene.halves[from].send.comments;
  if (deletes && receive.deletes) return remove(scene, key, copy.id, from, true);
  const print = `withdrawn:${stay.code}`;
  if (isParkedOn(state, print, scene.versions)) return piece(key, { branch });
  const problem = {
    facet: key,
    side: to,
    code: 'withdrawn',
    subject: 'A comment',
    cause: `It was sent and is no longer meant for the partner: ${stay.reason}`,
    remedy: `Remove the copy at the ${to}, or let the contract send deletions of comments.`,
    print,
  };
  return piece(key, { branch, problems: [problem] });
}

const remove = (scene: Scene, key: FacetKey, commentId: string, from: Side, withdrawn: boolean): Piece => {
  const to = otherSide(from);
  return piece(key, {
    branch: branchFrom(from, 'gone'),
    operations: [
      {
        kind: 'removeComment',
        id: `remove:${to}:${key}`,
        side: to,
        issueId: scene.snapshots[to].issueId,
        facet: key,
        commentId,
        withdrawn,
      },
    ],
    delivers: [from],
  });
};

function bodyFor({ scene, from, comment, receive }: Talk): ReturnType<typeof commentBody> {
  const vars = { author: comment.author.name, site: scene.input.siteNames[from], time: readableTime(comment.created) };
  return commentBody(comment.body, receive, vars, mapContext(scene, from));
}

/** The copy holds already what it would get: it is only remembered, and waits for no trigger. */
function agreed(talk: Talk, branch: number, copy: CommentSnapshot): Piece | null {
  const { from, to, key, state, print } = talk;
  const { body, pendingMedia } = bodyFor(talk);
  const written = printOf({ kind: 'richText', doc: body });
  if (bodyPrint(copy).print !== written.print) return null;
  const base = withSide(withSide(state.base, from, print), to, written);
  return piece(key, {
    branch: branch === BOTH_CHANGED ? BOTH_AGREE : branch,
    state: { ...rest(state, base), pendingMedia },
  });
}

function send(talk: Talk, branch: number, copy: CommentSnapshot | null): Piece {
  const { scene, from, to, key, comment, state, print, receive } = talk;
  const { body, pendingMedia, excerptOf } = bodyFor(talk);
  const operation: EnsureComment = {
    kind: 'ensureComment',
    id: `comment:${to}:${key}`,
    side: to,
    issueId: scene.snapshots[to].issueId,
    facet: key,
    commentId: state.ids[to],
    sourceCommentId: comment.id,
    source: print,
    body,
    // An internal note never becomes public on its way.
    internal: comment.internal || receive.as === 'internal',
    visibility: receive.visibility,
    pendingMedia,
    lookFirst: state.intent,
  };
  const file = excerptOf === undefined ? [] : textFile(scene, from, `Comment ${comment.id}`, excerptOf);
  const next = { ...state, ids: withSide(state.ids, from, comment.id), intent: true };
  return piece(key, {
    branch,
    state: next,
    operations: [...file, operation],
    conflicts: copy === null ? [] : overwritten(talk, copy),
    delivers: [from],
  });
}

/** Comments that were sent and are not there any more. */
function vanished(scene: Scene, from: Side): readonly Piece[] {
  const there = new Set(scene.snapshots[from].comments.map(({ id }) => id));
  return Object.keys(scene.link.facets).flatMap((key) => {
    const id = idIn(key, 'comment', from);
    const state = stateIn(scene, key);
    if (id === null || there.has(id) || state.closed) return [];
    const planIt = isHiddenComment(scene, from, id) ? planHiddenComment : planVanished;
    return [guarded(scene, key, () => planIt(scene, from, key, withCopy(scene, otherSide(from), id, state)))];
  });
}

/** The copy goes with its original. What people of the other side wrote into it is kept (law 6). */
function wordsOfCopy(key: FacetKey, from: Side, state: FacetState, copy: CommentSnapshot): readonly ConflictDraft[] {
  const to = otherSide(from);
  if (!isEdited(state, to, copy)) return [];
  const kept = describeValue({ kind: 'richText', doc: copy.body });
  const values = withSide({ master: GONE, provider: GONE }, to, kept);
  return [{ facet: key, rule: from, winner: from, values }];
}

const GONE = describeValue({ kind: 'empty' });

function planVanished(scene: Scene, from: Side, key: FacetKey, state: FacetState): Piece {
  const to = otherSide(from);
  const copyId = state.ids[to];
  const copy = scene.snapshots[to].comments.find(({ id }) => id === copyId);
  if (copyId === null || copy === undefined) return piece(key, { branch: BOTH_GONE, state: close(state) });
  const branch = branchFrom(from, 'gone', isEdited(state, to, copy) ? 'changed' : 'same');
  const mayDelete = scene.halves[from].send.comments.deletes && scene.halves[to].receive.comments?.deletes === true;
  if (mayDelete) {
    if (!gateFor(scene, from, state).open) return piece(key, { branch, held: [from] });
    if (isParkedOn(state, 'removed', scene.versions)) return piece(key, { branch });
    return { ...remove(scene, key, copyId, from, false), branch, conflicts: wordsOfCopy(key, from, state, copy) };
  }
  const reason = `A comment was deleted at the ${from}; deletions of comments are not part of the contract.`;
  return piece(key, { branch, state: close(state), notes: [{ side: from, code: 'no-deletes', reason }] });
}
