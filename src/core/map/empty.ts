import type { Value } from '../model';
import { isEmptyDoc } from './rich-text';

/** "", white space, an empty document, an empty set and null are all the same to Accord. */
export function isEmptyValue(value: Value): boolean {
  switch (value.kind) {
    case 'empty':
      return true;
    case 'text':
      return value.text.trim() === '';
    case 'richText':
      return isEmptyDoc(value.doc);
    case 'options':
      return value.labels.length === 0;
    case 'users':
      return value.users.length === 0;
    case 'duration':
      return value.original === null && value.remaining === null;
    default:
      return false;
  }
}
