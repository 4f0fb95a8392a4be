import { offerOf } from '../../core/map';
import { type ConflictRules, type ContractField, type FieldCatalog, type Half } from '../../core/model';

/**
 * All that the partner may know of a half: names, types and option labels of contract fields, signals, and what is
 * exchanged in general words. No field id, project, JQL, status or person.
 */
export interface Offer {
  readonly fields: readonly ContractField[];
  readonly signals: readonly string[];
  readonly createsIssues: boolean;
  readonly sendsComments: boolean;
  readonly sendsAttachments: boolean;
  readonly acceptsIssues: boolean;
  readonly acceptsComments: boolean;
  readonly acceptsAttachments: boolean;
  /** Whose value stays when both sides changed the same; null where it was stored before that was told. */
  readonly conflict: ConflictRules | null;
}

export const NO_OFFER: Offer = {
  fields: [],
  signals: [],
  createsIssues: false,
  sendsComments: false,
  sendsAttachments: false,
  acceptsIssues: false,
  acceptsComments: false,
  acceptsAttachments: false,
  conflict: null,
};

/** Rebuilt key by key, so that nothing else can ever be passed on with it. */
const onlyShared = ({ name, type, kind, options }: ContractField): ContractField => ({ name, type, kind, options });

/** Of contract fields only: what the half fills by itself has no name on the other side. */
const conflictRulesOf = ({ conflict, receive }: Half): ConflictRules => ({
  all: conflict,
  fields: Object.fromEntries(
    receive.fields.flatMap((rule) =>
      rule.from === null || rule.conflict === null ? [] : [[rule.from, rule.conflict]],
    ),
  ),
});

/** `earlier` lends the types of fields while Jira cannot be asked (`catalog` null). */
export const makeOffer = (half: Half, catalog: FieldCatalog | null, earlier: Offer): Offer => {
  const sent = new Set(half.send.fields.map((rule) => rule.as));
  const fields = catalog ? offerOf(half, catalog) : earlier.fields.filter(({ name }) => sent.has(name));
  const { send, receive } = half;
  return {
    fields: fields.map(onlyShared),
    signals: [...new Set(send.workflow.map((step) => step.signal))],
    createsIssues: send.createOn.length > 0,
    sendsComments: send.comments.which !== 'none',
    sendsAttachments: send.attachments.which !== 'none',
    acceptsIssues: receive.create !== null,
    acceptsComments: receive.comments !== null,
    acceptsAttachments: receive.attachments.accept,
    conflict: conflictRulesOf(half),
  };
};

const isOffer = (stored: unknown): stored is Offer =>
  typeof stored === 'object' && stored !== null && 'fields' in stored && Array.isArray(stored.fields);

/** What `findOffer` gave back; a contract without a saved half has none. */
export const readOffer = (stored: unknown): Offer => (isOffer(stored) ? { ...NO_OFFER, ...stored } : NO_OFFER);
