import {
  type AttachmentSnapshot,
  type FacetKey,
  type FacetState,
  otherSide,
  type Side,
  SIDES,
  withSide,
} from '../model';
import { isOpenText, isTextFile } from './excerpts';
import { attachmentKey, close, fileBase, idIn, isParkedOn } from './facet';
import { filesFlow, fileVerdict } from './file-verdict';
import { guarded } from './guarded';
import { type Piece, piece } from './piece';
import { gateFor, OPEN, type Scene, stateIn } from './scene';
import { branchFrom } from './three-way';

const [NOTHING, BOTH_AGREE, BOTH_GONE] = [1, 5, 10] as const;

/** Every file that the contract lets go, in both directions. Two files of one name are two facets. */
export function planAttachments(scene: Scene): readonly Piece[] {
  const adopted = adoptCopies(scene);
  return SIDES.filter((from) => filesFlow(scene.halves, from)).flatMap((from) => [
    ...added(scene, from, adopted).map((file) =>
      guarded(scene, attachmentKey(from, file.id), () => planFile(scene, from, file, adopted)),
    ),
    ...vanished(scene, from, adopted),
  ]);
}

/** Facet -> the copy that a crash kept us from remembering: same name and size, belonging to nothing else. */
type Adopted = ReadonlyMap<FacetKey, string>;

/** By what was noted when the upload was planned: the original may be gone by now. */
function adoptCopies(scene: Scene): Adopted {
  const adopted = new Map<FacetKey, string>();
  const owned = new Set(
    Object.values(scene.link.facets).flatMap(({ ids }) =>
      SIDES.flatMap((side) => (ids[side] === null ? [] : [`${side}:${ids[side]}`])),
    ),
  );
  for (const [key, state] of Object.entries(scene.link.facets)) {
    const from = SIDES.find((side) => idIn(key, 'attachment', side) !== null);
    if (from === undefined || !state.intent || state.ids[otherSide(from)] !== null) continue;
    const to = otherSide(from);
    const copy = scene.snapshots[to].attachments.find(
      (each) => fileBase(each).print === state.base[from]?.print && isFree(scene, each, owned.has(`${to}:${each.id}`)),
    );
    if (copy === undefined) continue;
    owned.add(`${to}:${copy.id}`);
    adopted.set(key, copy.id);
  }
  return adopted;
}

const isFree = ({ link }: Scene, file: AttachmentSnapshot, owned: boolean): boolean =>
  !owned && (!file.writtenFor || file.writtenFor === link.id);

/** Files of a side that are not our own copies. */
function added({ link, snapshots }: Scene, from: Side, adopted: Adopted): readonly AttachmentSnapshot[] {
  const copies = new Set([
    ...adopted.values(),
    ...Object.keys(link.facets).flatMap((key) => {
      const own = idIn(key, 'attachment', otherSide(from)) !== null;
      const id = link.facets[key]?.ids[from];
      return own && id ? [id] : [];
    }),
  ]);
  return snapshots[from].attachments.filter(
    (file) => file.writtenFor !== link.id && !copies.has(file.id) && !isOpenText(link, from, file),
  );
}

const adopt = (state: FacetState, to: Side, copyId: string | undefined): FacetState =>
  copyId === undefined ? state : { ...state, ids: withSide(state.ids, to, copyId), intent: false };

function planFile(scene: Scene, from: Side, file: AttachmentSnapshot, adopted: Adopted): Piece {
  const to = otherSide(from);
  const key = attachmentKey(from, file.id);
  const before = stateIn(scene, key);
  if (before.closed) return piece(key);
  const state = adopt(before, to, adopted.get(key));
  return state.ids[to] === null ? planNew(scene, from, file, state) : planKnown(scene, from, key, state, before);
}

function planNew(scene: Scene, from: Side, file: AttachmentSnapshot, state: FacetState): Piece {
  const to = otherSide(from);
  const key = attachmentKey(from, file.id);
  const branch = branchFrom(from);
  const verdict = fileVerdict(scene, from, file);
  if (!verdict.send && verdict.how !== 'waits') {
    const { code, reason, how } = verdict;
    return piece(key, { branch, state: how === 'never' ? close(state) : null, notes: [{ side: from, code, reason }] });
  }
  const older = from === scene.link.origin && file.created <= scene.link.linkedAt;
  const gate = gateFor(scene, from, state);
  const open = older && !gate.open && gate.why === 'trigger' ? OPEN : gate;
  if (!open.open) return piece(key, { branch, held: [from] });
  if (!verdict.send) {
    const { code, reason } = verdict;
    return piece(key, {
      branch,
      state: { ...state, released: true },
      notes: [{ side: from, code, reason }],
      delivers: [from],
    });
  }
  if (isParkedOn(state, file.name, scene.versions)) {
    return piece(key, {
      branch,
      notes: [{ side: from, code: 'parked', reason: 'A file waits until an admin mends its problem.' }],
    });
  }
  return piece(key, {
    branch,
    state: {
      ...state,
      ids: withSide(state.ids, from, file.id),
      base: withSide(state.base, from, fileBase(file)),
      intent: true,
    },
    operations: [
      {
        kind: 'ensureAttachment',
        id: `attachment:${to}:${key}`,
        side: to,
        issueId: scene.snapshots[to].issueId,
        facet: key,
        name: file.name,
        mimeType: file.mimeType,
        from: { attachmentId: file.id, bytes: file.bytes },
        lookFirst: state.intent,
      },
    ],
    delivers: [from],
  });
}

function planKnown(scene: Scene, from: Side, key: FacetKey, state: FacetState, before: FacetState): Piece {
  const to = otherSide(from);
  const there = scene.snapshots[to].attachments.some(({ id }) => id === state.ids[to]);
  if (there) return state === before ? piece(key, { branch: NOTHING }) : piece(key, { branch: BOTH_AGREE, state });
  return piece(key, {
    branch: branchFrom(to, 'gone'),
    state: close(state),
    notes: [
      { side: from, code: 'copy-removed', reason: `The copy of a file was removed at the ${to} and stays removed.` },
    ],
  });
}

/** Files that were sent and are not there any more. Files that Accord made out of long texts follow their text. */
function vanished(scene: Scene, from: Side, adopted: Adopted): readonly Piece[] {
  const there = new Set(scene.snapshots[from].attachments.map(({ id }) => id));
  return Object.keys(scene.link.facets).flatMap((key) => {
    const id = idIn(key, 'attachment', from);
    const state = stateIn(scene, key);
    const gone = id !== null && !isTextFile(id) && !there.has(id) && !state.closed;
    if (!gone) return [];
    const known = adopt(state, otherSide(from), adopted.get(key));
    return [guarded(scene, key, () => planVanished(scene, from, key, known, state))];
  });
}

function planVanished(scene: Scene, from: Side, key: FacetKey, state: FacetState, before: FacetState): Piece {
  const to = otherSide(from);
  const attachmentId = state.ids[to];
  const there = scene.snapshots[to].attachments.some(({ id }) => id === attachmentId);
  if (attachmentId === null || !there) return piece(key, { branch: BOTH_GONE, state: close(state) });
  const branch = branchFrom(from, 'gone', state === before ? 'same' : 'changed');
  const mayDelete = scene.halves[from].send.attachments.deletes && scene.halves[to].receive.attachments.deletes;
  if (!mayDelete) {
    const reason = `A file was deleted at the ${from}; deletions of files are not part of the contract.`;
    return piece(key, { branch, state: close(state), notes: [{ side: from, code: 'no-deletes', reason }] });
  }
  if (!gateFor(scene, from, state).open) return piece(key, { branch, held: [from] });
  if (isParkedOn(state, 'removed', scene.versions)) return piece(key, { branch });
  const id = `remove:${to}:${key}`;
  return piece(key, {
    branch,
    state,
    operations: [
      { kind: 'removeAttachment', id, side: to, issueId: scene.snapshots[to].issueId, facet: key, attachmentId },
    ],
    delivers: [from],
  });
}
