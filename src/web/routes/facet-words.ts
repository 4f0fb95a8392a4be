import { type FacetKey } from '../../core/model';
import { describeFacet } from '../../sync/describe-operation';

/** A facet for people: "Field "Title"". Contract words only, so both sides may read it. */
export const facetWords = (facet: FacetKey): string => {
  const words = describeFacet(facet);
  return words.charAt(0).toUpperCase() + words.slice(1);
};
