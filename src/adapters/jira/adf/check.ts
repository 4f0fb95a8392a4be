import { type AdfDoc } from '../../../core/model';
import { knownPart } from './known-part';
import { repairAdf } from './repair';
import { faultOf, isValidAdf } from './schema';

export type CheckedAdf =
  | { readonly ok: true; readonly doc: AdfDoc }
  /** `path` is a JSON pointer into the document. */
  | { readonly ok: false; readonly path: string; readonly message: string };

/**
 * The last gate before a document is sent. A valid one passes as it is, and so does one whose only faults are words
 * that the schema does not know (they came from a Jira that is newer). Empty containers are repaired. Anything else
 * would be refused by Jira in words that name no place, so it is refused here with the place.
 */
export const checkAdf = (doc: AdfDoc): CheckedAdf => {
  if (isSendable(doc)) return { ok: true, doc };
  const repaired = repairAdf(doc);
  if (isSendable(repaired)) return { ok: true, doc: repaired };
  const fault = faultOf(knownPart(repaired)) ?? faultOf(repaired);
  return { ok: false, path: fault?.path ?? '', message: fault?.message ?? 'is not valid' };
};

const isSendable = (doc: AdfDoc): boolean => isValidAdf(doc) || isValidAdf(knownPart(doc));
