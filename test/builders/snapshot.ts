import type { AttachmentSnapshot, CommentSnapshot, FieldCatalog, FieldMeta, Snapshot } from '../../src/core/model';
import { aDoc } from './value';

/** When the pair of `aLink` was made. */
/** Facet of the file that holds a long "Title" of the master. */
export const EXCERPT = 'attachment:master:text-Title';

export const LINKED_AT = '2026-01-02T00:00:00.000Z';
export const BEFORE = '2026-01-01T00:00:00.000Z';
export const AFTER = '2026-01-03T00:00:00.000Z';

const PERSON = { accountId: 'person', name: 'Pat Person' };

export const aSnapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  issueId: '1',
  key: 'P-1',
  projectKey: 'P',
  issueType: 'Bug',
  status: { id: '1', name: 'Open', category: 'new' },
  created: BEFORE,
  updated: AFTER,
  secured: false,
  fields: {},
  comments: [],
  attachments: [],
  createdFor: null,
  matchesJql: true,
  ...more,
});

export const aComment = (id: string, more: Partial<CommentSnapshot> = {}): CommentSnapshot => ({
  id,
  author: PERSON,
  body: aDoc(`words of ${id}`),
  created: AFTER,
  updated: AFTER,
  internal: false,
  restricted: false,
  marked: null,
  writtenFor: null,
  mirrors: null,
  ...more,
});

export const aFile = (id: string, more: Partial<AttachmentSnapshot> = {}): AttachmentSnapshot => ({
  id,
  name: `${id}.png`,
  bytes: 10,
  mimeType: 'image/png',
  created: AFTER,
  author: PERSON,
  mediaId: `media-${id}`,
  writtenFor: null,
  ...more,
});

export const aField = (id: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
  id,
  name: id,
  type: 'text',
  custom: false,
  options: null,
  maxLength: null,
  required: false,
  ...more,
});

export const aCatalog = (...fields: readonly FieldMeta[]): FieldCatalog =>
  Object.fromEntries(fields.map((field) => [field.id, field]));

export const optionsOf = (...all: readonly string[]): FieldMeta['options'] =>
  all.map((label, at) => ({ id: String(at + 1), label, children: [] }));
