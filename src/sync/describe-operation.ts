import { type FacetKey, type Operation } from '../core/model';

/** `field:Title>provider` -> `Title`. */
export const fieldName = (facet: FacetKey): string => facet.replace(/^field:/, '').replace(/>(master|provider)$/, '');

const list = (names: readonly string[]): string => [...new Set(names)].join(', ');

const plural = (count: number, one: string): string => (count === 1 ? one : `${one}s`);

/** What an operation does, in words a Jira user understands. Contract fields by name, no issue text. */
export const describeOperation = (operation: Operation): string => {
  switch (operation.kind) {
    case 'ensureIssue':
      return 'Created the issue';
    case 'setFields': {
      const names = operation.fields.map(({ facet }) => fieldName(facet));
      return `Set ${plural(names.length, 'field')} ${list(names)}`;
    }
    case 'ensureComment':
      return operation.commentId === null ? 'Added a comment' : 'Edited a comment';
    case 'removeComment':
      return 'Removed a comment';
    case 'ensureAttachment':
      return 'Added a file';
    case 'removeAttachment':
      return 'Removed a file';
    case 'transition':
      return `Moved the issue on the signal "${operation.signal}"`;
    case 'removeIssue':
      return 'Deleted the issue';
  }
};

/** The facets that an operation carries. */
export const facetsOf = (operation: Operation): readonly FacetKey[] => {
  switch (operation.kind) {
    case 'ensureIssue':
      return ['issue'];
    case 'setFields':
      return operation.fields.map(({ facet }) => facet);
    case 'removeIssue':
      return ['issue'];
    case 'ensureComment':
    case 'removeComment':
    case 'ensureAttachment':
    case 'removeAttachment':
    case 'transition':
      return [operation.facet];
  }
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
    default:
      return 'the issue';
  }
};
