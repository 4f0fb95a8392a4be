export { acceptsFile, type FileVerdict } from './accepts-file';
export { canonical } from './canonical';
export { checkHalf, fileNameFaults, type Fault, type Findings, type Live } from './check-half';
export { type FieldCodec, type FieldSchema, type Written } from './codec';
export { combineIn, isCombinable } from './combine';
export { commentBody, renderHeader, type CommentVars } from './comment-body';
export { isEmptyValue } from './empty';
export { hasFaults as hasPatternFaults, patternFault, patternFaults, PATTERNS_MAX } from './file-names';
export { isSet, readField, writeElements, writeField, writeLabel } from './field';
export { offerOf } from './offer';
export { describeValue, isForeignElement, isForeignPrint, printOf, sameValue, sealedValue } from './print';
export { codecOf, FIELD_TYPES, fieldTypeOf, kindOf, maxLengthOf } from './registry';
export {
  adfLength,
  docOf,
  excerptOf,
  fromPlainText,
  isEmptyDoc,
  mapNodes,
  mediaRefs,
  mentionRefs,
  nodesOf,
  plainText,
  restoreMedia,
  rewriteMedia,
  rewriteMentions,
  shallow,
  type FindMedia,
  type FindOwnMedia,
  type MediaRef,
  type MediaTarget,
  type MentionRef,
  type RewrittenMedia,
  type Visit,
} from './rich-text';
export { convertible } from './translate/into';
export { EXCERPT_NOTE } from './translate/into-text';
export { receiveValue } from './translate/receive-value';
export { sendValue } from './translate/send-value';
export { unsendValue } from './translate/unsend-value';
export { type MapContext, type Omission, type Translated } from './translate/translated';
export { valueText } from './translate/value-text';
export { mapUser } from './user';
