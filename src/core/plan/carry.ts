import {
  isEmptyValue,
  type MapContext,
  type MediaTarget,
  type Omission,
  readField,
  receiveValue,
  sendValue,
  writeLabel,
} from '../map';
import { type FieldMeta, type Json, otherSide, type Side, type Value } from '../model';
import { copyOf, fileOfMedia, ownMedia } from './media';
import { type Route } from './routes';
import { type Scene } from './scene';

/** A value of one side in the other side's own shape, or why it cannot have one. */
export type Carried =
  | {
      readonly is: 'value';
      readonly value: Value;
      /** Jira's own JSON where the half gave a default; the value is what it reads as. */
      readonly raw: Json | null;
      /** The whole text when `value` is only an excerpt of it. */
      readonly excerptOf: string | null;
      readonly pendingMedia: readonly string[];
      /** Members of a set that the rules leave out. */
      readonly omitted: readonly Omission[];
    }
  | { readonly is: 'skip'; readonly code: string; readonly reason: string }
  | {
      readonly is: 'problem';
      /** The side whose half can mend it. */
      readonly side: Side;
      readonly code: string;
      readonly cause: string;
      readonly remedy: string;
    };

const whole = (value: Value, raw: Json | null = null): Extract<Carried, { is: 'value' }> => ({
  is: 'value',
  value,
  raw,
  excerptOf: null,
  pendingMedia: [],
  omitted: [],
});

export function mapContext(scene: Scene, from: Side): MapContext {
  const { users, siteNames, linkedIssues } = scene.input;
  return {
    towards: otherSide(from),
    users,
    siteName: siteNames[from],
    linkedIssues: linkedIssues[from],
    media: (mediaId, name) => mediaTarget(scene, from, mediaId, name),
  };
}

function mediaTarget(scene: Scene, from: Side, mediaId: string, alt: string | null): MediaTarget | null {
  const source = fileOfMedia(scene, from, { id: mediaId, alt });
  if (source === null) return null;
  const copy = copyOf(scene, from, source.id);
  switch (copy.is) {
    case 'copied':
      return { is: 'copied', mediaId: copy.mediaId, name: copy.file.name };
    case 'awaited':
      return { is: 'awaited', attachmentId: source.id, name: source.name };
    case 'unavailable':
      return { is: 'unavailable', name: source.name, url: null };
  }
}

/** A default or constant of a half as what the field will hold. */
export const labelled = (meta: FieldMeta, json: Json): { readonly raw: Json; readonly value: Value } => {
  const raw = writeLabel(meta, json);
  return { raw, value: readField(meta, raw) };
};

/** What the partner's side is to hold when `route.from` holds `value` (design: in the target's own shape). */
export function carry(scene: Scene, route: Route, target: FieldMeta, value: Value): Carried {
  const sent = sendValue(route.send, value);
  if (sent.is === 'skip') return sent;
  if (sent.is === 'problem') return { ...sent, side: route.from };
  const given = isEmptyValue(sent.value) ? ownJson(route, target) : null;
  if (given !== null) return given;
  const context = { ...mapContext(scene, route.from), ownMedia: ownMedia(scene, route.to, route.receive.field) };
  const received = receiveValue(route.receive, sent.value, target, context);
  switch (received.is) {
    case 'skip':
      return received;
    case 'problem':
      return { ...received, side: route.to };
    case 'value':
      return {
        ...whole(received.value),
        excerptOf: received.excerptOf ?? null,
        pendingMedia: received.pendingMedia,
        omitted: [...(sent.omitted ?? []), ...(received.omitted ?? [])],
      };
  }
}

/** A default in Jira's own JSON stays as it is: an id in it means nothing to the tables. Labels are held against the field. */
function ownJson({ receive }: Route, target: FieldMeta): Carried | null {
  if (receive.value === null || typeof receive.value !== 'object') return null;
  const { raw, value } = labelled(target, receive.value);
  return whole(value, raw);
}

/** The value as the contract knows it: for conflict records. Where a side does not send the field, as it holds it. */
export function contractValue(route: Route | null, value: Value): Value {
  const sent = route === null ? null : sendValue(route.send, value);
  return sent?.is === 'value' ? sent.value : value;
}
