import type { Value } from '../../model';
import { adfLength, excerptOf, fromPlainText, plainText } from '../rich-text';
import { cutTo, isUrl, singleLine } from '../text';
import { crossDoc } from './cross';
import { throughTable } from './labels';
import { orElse, unreadable } from './or-else';
import { type Into, type Translated, whole } from './translated';
import { valueText } from './value-text';

const CUT_MARK = '… (cut)';

/** Last paragraph of an excerpt. */
export const EXCERPT_NOTE = 'Shortened by Accord: the whole text is in a file attached to this issue.';

/** A web address is never cut: half an address leads nowhere. */
function intoUrl(line: string, into: Into): Translated {
  const limit = into.target.maxLength ?? Infinity;
  const takes = (address: string): boolean => isUrl(address) && address.length <= limit;
  if (takes(line)) return whole({ kind: 'text', text: line });
  return orElse(into, unreadable(into, line, 'a web address'), (text) => (takes(text) ? { kind: 'text', text } : null));
}

/** Any value as one line, its labels as the table has them, cut to a marked excerpt where the field is shorter. */
export function intoText(value: Value, into: Into): Translated {
  const text = valueText(throughTable(value, into.rule.values));
  const line = singleLine(text);
  if (into.target.type === 'url') return intoUrl(line, into);
  const limit = into.target.maxLength ?? Infinity;
  if (line.length <= limit) return whole({ kind: 'text', text: line });
  const start = cutTo(line, Math.max(0, limit - CUT_MARK.length)).trimEnd();
  return { ...whole({ kind: 'text', text: cutTo(start + CUT_MARK, limit) }), excerptOf: text };
}

/** Any value as a document: rich text keeps its form, with mentions and files of the target side. */
export function intoRichText(value: Value, into: Into): Translated {
  const { context, rule, target } = into;
  const source = value.kind === 'richText' ? value.doc : fromPlainText(valueText(throughTable(value, rule.values)));
  const { doc, pendingMedia } = crossDoc(source, context);
  const limit = target.maxLength ?? Infinity;
  if (adfLength(doc) <= limit) return whole({ kind: 'richText', doc }, pendingMedia);
  const excerpt = excerptOf(doc, limit, EXCERPT_NOTE);
  return { ...whole({ kind: 'richText', doc: excerpt }, pendingMedia), excerptOf: plainText(doc) };
}
