import type { EventHint, FacetKey, Side, Skipped } from '../model';
import { type Note } from './piece';

/** A sentence and the facet it is about; `issue` where it is about all changes of a side. */
export interface Remark {
  readonly facet: FacetKey;
  readonly note: Note;
}

type About = 'field' | 'workflow' | 'comment' | 'attachment';

/** What an event may have changed; null where that is anything. Jira tells of new comments and files as updates, too. */
const ABOUT: Readonly<Record<EventHint['kind'], readonly About[] | null>> = {
  updated: ['field', 'workflow'],
  transitioned: ['field', 'workflow'],
  comment: ['comment'],
  attachment: ['attachment'],
  created: null,
  deleted: null,
  manual: null,
  bulk: null,
  sweep: null,
  moved: null,
};

const concerns = ({ facet, note }: Remark, { side, kind }: EventHint): boolean => {
  const about = ABOUT[kind];
  const kindOfFacet = facet.split(':')[0];
  return (
    about === null || (note.side === side && (kindOfFacet === 'issue' || about.some((each) => each === kindOfFacet)))
  );
};

/**
 * The sentences that answer the events that woke the lane, so that an event is not explained by something that happened
 * long ago (law 10). Without events everything is said.
 */
export function answering(remarks: readonly Remark[], events: readonly EventHint[]): readonly Skipped[] {
  const asked = events.length === 0 ? remarks : remarks.filter((each) => events.some((event) => concerns(each, event)));
  const sides = new Set<Side>(events.map(({ side }) => side));
  const rank = ({ note }: Remark): number => (sides.has(note.side) ? 0 : 1);
  return [...asked]
    .sort((one, two) => rank(one) - rank(two))
    .map(({ facet, note: { code, reason } }) => ({ facet, code, reason }));
}
