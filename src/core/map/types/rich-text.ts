import { EMPTY, type AdfDoc, type AdfNode } from '../../model';
import { type FieldCodec, standard, unwritable, written, wrongKind } from '../codec';
import { asRecord, asText } from '../raw';
import { adfLength, docJson, fromPlainText, isEmptyDoc, shallow } from '../rich-text';

/** REST v3 gives ADF; a plain string is taken as text. */
function docOf(raw: unknown): AdfDoc | null {
  const plain = asText(raw);
  if (plain !== null) return fromPlainText(plain);
  const record = asRecord(raw);
  if (record?.['type'] !== 'doc' || !Array.isArray(record['content'])) return null;
  return shallow({ ...record, type: 'doc', version: 1, content: record['content'] as readonly AdfNode[] });
}

/** Text with formatting: ADF in REST v3. Jira keeps 32,767 characters, counted as `adfLength` does. */
export const richText: FieldCodec = {
  type: 'richText',
  kind: 'richText',
  isSet: false,
  systems: ['description', 'environment'],
  customs: standard('textarea'),
  maxLength: 32_767,
  cleared: null,
  read: (raw) => {
    const doc = docOf(raw);
    return doc === null || isEmptyDoc(doc) ? EMPTY : { kind: 'richText', doc };
  },
  write: (value, meta) => {
    if (value.kind !== 'richText') return wrongKind(value, meta);
    const limit = meta.maxLength ?? Infinity;
    const length = adfLength(value.doc);
    return length <= limit
      ? written(docJson(value.doc))
      : unwritable('too-long', `The field "${meta.name}" takes ${limit} characters, the text has ${length}.`);
  },
  label: (label) => docJson(fromPlainText(label)),
};
