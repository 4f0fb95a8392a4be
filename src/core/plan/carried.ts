import type { FacetKey, Operation } from '../model';
import { ISSUE } from './facet';

/** The facets that an operation carries. */
export const facetsOf = (operation: Operation): readonly FacetKey[] => {
  switch (operation.kind) {
    case 'ensureIssue':
      return [ISSUE];
    case 'setFields':
      return operation.fields.map(({ facet }) => facet);
    case 'removeIssue':
      return [ISSUE];
    case 'ensureComment':
    case 'removeComment':
    case 'ensureAttachment':
    case 'removeAttachment':
    case 'transition':
      return [operation.facet];
  }
};

/** Print of what an operation wanted to deliver for a facet. */
export const printFor = (operation: Operation, facet: FacetKey): string => {
  switch (operation.kind) {
    case 'ensureIssue':
      return operation.print ?? '';
    case 'setFields':
      return operation.fields.find((write) => write.facet === facet)?.source?.print ?? '';
    case 'ensureComment':
    case 'transition':
      return operation.source.print;
    case 'ensureAttachment':
      return operation.name;
    case 'removeComment':
    case 'removeAttachment':
    case 'removeIssue':
      return 'removed';
  }
};
