import type { FieldMeta, ReceiveField, Side, UserTable, Value } from '../../model';
import type { FindMedia, FindOwnMedia } from '../rich-text';

/** One member of a set that did not come along, and why. */
export interface Omission {
  readonly code: string;
  readonly reason: string;
}

export type Translated =
  | {
      readonly is: 'value';
      readonly value: Value;
      /** The full text, when `value` is only an excerpt of it. */
      readonly excerptOf?: string;
      /** Attachment ids of the source that a text names in words until their copies exist. */
      readonly pendingMedia: readonly string[];
      /** Members of a set that the rule leaves out; the rest is in `value`. */
      readonly omitted?: readonly Omission[];
    }
  | { readonly is: 'skip'; readonly code: string; readonly reason: string }
  | { readonly is: 'problem'; readonly code: string; readonly cause: string; readonly remedy: string };

export interface MapContext {
  /** The side that receives. */
  readonly towards: Side;
  readonly users: UserTable;
  /** Name of the site that sends. */
  readonly siteName: string;
  /** Issue id of the source side -> its partner on the target side. */
  readonly linkedIssues: Readonly<Record<string, { readonly id: string; readonly key: string }>>;
  /** Media id of the source side -> its copy on the target side. */
  readonly media: FindMedia;
  /** The target side's own files, for lines of the source that stand for one (see `restoreMedia`). */
  readonly ownMedia?: FindOwnMedia;
}

/** What every conversion into a field knows. */
export interface Into {
  readonly rule: ReceiveField;
  readonly target: FieldMeta;
  readonly context: MapContext;
}

export const whole = (value: Value, pendingMedia: readonly string[] = []): Translated & { is: 'value' } => ({
  is: 'value',
  value,
  pendingMedia,
});

export const problem = (code: string, cause: string, remedy: string): Translated => ({
  is: 'problem',
  code,
  cause,
  remedy,
});

export const skip = (code: string, reason: string): Translated => ({ is: 'skip', code, reason });
