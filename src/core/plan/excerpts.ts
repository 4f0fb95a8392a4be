import { printOf } from '../map';
import {
  type AttachmentSnapshot,
  type FacetKey,
  type Link,
  type Operation,
  otherSide,
  type Side,
  SIDES,
} from '../model';
import { carry } from './carry';
import { type Desk } from './desk';
import { attachmentKey, idIn, isParkedOn } from './facet';
import { type Piece, piece } from './piece';
import { isLive } from './routes';
import { type Scene, stateIn } from './scene';

/** Marks the facets of files that Accord makes out of long texts; no attachment id of Jira starts so. */
const TEXT = 'text-';

export const isTextFile = (attachmentId: string): boolean => attachmentId.startsWith(TEXT);

const MIME = 'text/plain';

/** A character that a file system refuses would make the upload fail. */
const fileName = (name: string): string => `${name.replace(/[\\/:*?"<>|]/g, '_')}.txt`;

const textKey = (from: Side, name: string): FacetKey => attachmentKey(from, TEXT + name);

/** An upload of a long text that a crash kept us from recording: it is no person's file. */
export const isOpenText = ({ facets }: Link, side: Side, file: AttachmentSnapshot): boolean =>
  !file.writtenFor &&
  Object.entries(facets).some(([key, { intent }]) => {
    const id = intent ? idIn(key, 'attachment', otherSide(side)) : null;
    return id !== null && isTextFile(id) && fileName(id.slice(TEXT.length)) === file.name;
  });

/** Text of a facet that was cut on its way, as a file. `name` is the contract field or the comment. */
export function textFile(scene: Scene, from: Side, name: string, text: string): readonly Operation[] {
  const to = otherSide(from);
  const key = textKey(from, name);
  const state = stateIn(scene, key);
  const file = fileName(name);
  const delivered = state.base[from]?.print === printOf({ kind: 'text', text }).print;
  if (delivered || isParkedOn(state, file, scene.versions)) return [];
  return [
    {
      kind: 'ensureAttachment',
      id: `attachment:${to}:${key}`,
      side: to,
      issueId: scene.snapshots[to].issueId,
      facet: key,
      name: file,
      mimeType: MIME,
      from: { text, replaces: state.ids[to] },
      lookFirst: state.intent,
    },
  ];
}

export const excerptFileFor = (scene: Scene, desk: Desk, from: Side, text: string): readonly Operation[] =>
  textFile(scene, from, desk.facet.name, text);

/** The long text as a file where it is missing (the issue is new), and its removal once the text is short again. */
export function excerptFile(scene: Scene, desk: Desk): Piece {
  const { facet, state, now } = desk;
  const from = state.excerptOn === null ? null : otherSide(state.excerptOn);
  const route = from === null ? null : facet.routes[from];
  if (from !== null && isLive(route)) {
    const carried = carry(scene, route, now[route.to].meta, now[from].value);
    const text = carried.is === 'value' ? carried.excerptOf : null;
    return piece(facet.key, { operations: text === null ? [] : excerptFileFor(scene, desk, from, text) });
  }
  return piece(facet.key, { operations: SIDES.flatMap((side) => outdated(scene, side, facet.name)) });
}

function outdated(scene: Scene, from: Side, name: string): readonly Operation[] {
  const to = otherSide(from);
  const key = textKey(from, name);
  const state = stateIn(scene, key);
  const attachmentId = state.ids[to];
  const there = scene.snapshots[to].attachments.some(({ id }) => id === attachmentId);
  if (attachmentId === null || !there || state.closed || isParkedOn(state, 'removed', scene.versions)) return [];
  const id = `attachment:${to}:${key}`;
  return [{ kind: 'removeAttachment', id, side: to, issueId: scene.snapshots[to].issueId, facet: key, attachmentId }];
}
