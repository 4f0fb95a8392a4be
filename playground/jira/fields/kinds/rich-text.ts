import { objectOf, type JsonObject } from '../../json';
import { checkDoc } from '../../adf/check';
import { mediaFault, mediaNames } from '../../adf/media';
import { normaliseDoc } from '../../adf/normalise';
import { isEmptyDoc, plainText } from '../../adf/text';
import { toWiki } from '../../adf/to-wiki';
import { FieldFault, type FieldAt, type FieldKind } from '../kind';

const wikiOf = (doc: JsonObject, at: FieldAt): string => toWiki(doc, mediaNames(at.site, at.issue?.id ?? null));

/** Description, environment and multi-line custom fields: an Atlassian document. */
export const richText: FieldKind = {
  schema: { type: 'string' },
  verbs: ['set'],
  empty: null,
  write(json, at) {
    const checked = checkDoc(json);
    if ('fault' in checked) throw new FieldFault(checked.fault);
    const fault = mediaFault(at.site, checked.doc, at.issue?.id ?? null);
    if (fault) throw new FieldFault(fault);
    const doc = normaliseDoc(at.site, checked.doc);
    return isEmptyDoc(doc) ? null : doc;
  },
  read: (stored) => stored,
  readV2: (stored, at) => wikiOf(objectOf(stored), at),
  text: (stored, at) => wikiOf(objectOf(stored), at),
  jqlValues: (stored) => [plainText(stored).toLowerCase()],
};
