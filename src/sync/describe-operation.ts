import { type FacetKey, type Operation } from '../core/model';

/** `field:Title>provider` -> `Title`. */
export const fieldName = (facet: FacetKey): string => facet.replace(/^field:/, '').replace(/>(master|provider)$/, '');

const list = (names: readonly string[]): string => [...new Set(names)].join(', ');

const plural = (count: number, one: string): string => (count === 1 ? one : `${one}s`);

/** One deed in the three ways it is told. */
interface Deed {
  readonly past: string;
  readonly would: string;
  readonly doing: string;
  readonly what: string;
}

const deed =
  (past: string, would: string, doing: string) =>
  (what: string): Deed => ({ past, would, doing, what });
const created = deed('Created', 'create', 'Creating');
const setTo = deed('Set', 'set', 'Setting');
const added = deed('Added', 'add', 'Adding');
const edited = deed('Edited', 'edit', 'Editing');
const removed = deed('Removed', 'remove', 'Removing');
const moved = deed('Moved', 'move', 'Moving');
const deleted = deed('Deleted', 'delete', 'Deleting');

const deedOf = (operation: Operation): Deed => {
  switch (operation.kind) {
    case 'ensureIssue':
      return created('the issue');
    case 'setFields':
      return setTo(fieldsInWords(operation.fields.map(({ facet }) => fieldName(facet))));
    case 'ensureComment':
      return operation.commentId === null ? added('a comment') : edited('a comment');
    case 'removeComment':
      return removed('a comment');
    case 'ensureAttachment':
      return added('a file');
    case 'removeAttachment':
      return removed('a file');
    case 'transition':
      return moved(`the issue on the signal "${operation.signal}"`);
    case 'removeIssue':
      return deleted('the issue');
  }
};

/** `field Title`, `fields Title, Severity`. */
export const fieldsInWords = (names: readonly string[]): string => `${plural(names.length, 'field')} ${list(names)}`;

/** What an operation did, in words a Jira user understands. Contract fields by name, no issue text. */
export const describeOperation = (operation: Operation): string => {
  const { past, what } = deedOf(operation);
  return `${past} ${what}`;
};

/** What an operation would do, for a preview. */
export const describePlanned = (operation: Operation): string => {
  const { would, what } = deedOf(operation);
  return `Would ${would} ${what}`;
};

/** What an operation could not do for a facet, as the subject of a problem. */
export const describeAttempt = (operation: Operation, facet: FacetKey): string => {
  if (operation.kind === 'setFields') return facetSubject(facet);
  const { doing, what } = deedOf(operation);
  return `${doing} ${what}`;
};

/** `facet` in words: "field Title", "a comment", "the workflow". */
export const describeFacet = (facet: FacetKey): string => {
  const kind = facet.split(':')[0];
  switch (kind) {
    case 'field':
      return `field "${fieldName(facet)}"`;
    case 'comment':
      return 'a comment';
    case 'attachment':
      return 'a file';
    case 'workflow':
      return 'the workflow';
    case 'file-patterns':
      return 'files';
    default:
      return 'the issue';
  }
};

/** A facet at the beginning of a sentence: `Field "Title"`. */
export const facetSubject = (facet: FacetKey): string => {
  const words = describeFacet(facet);
  return words.charAt(0).toUpperCase() + words.slice(1);
};
