import { sites } from './0001-sites';
import { connections } from './0002-connections';
import { contracts } from './0003-contracts';
import { lanes } from './0004-lanes';
import { links } from './0005-links';
import { plans } from './0006-plans';
import { written } from './0007-written';
import { records } from './0008-records';
import { siteTitle } from './0009-site-title';
import { linksByLane } from './0010-links-by-lane';
import { openConflicts } from './0011-open-conflicts';
import { bothValues } from './0012-both-values';
import { bulkRuns } from './0013-bulk-runs';
import { peopleSeen } from './0014-people-seen';
import { unansweredLanes } from './0015-unanswered-lanes';
import { pairRequests } from './0017-pair-requests';
import { retention } from './0018-retention';
import { removedSides } from './0019-removed-sides';
import { provedDisplayUrl } from './0020-proved-display-url';
import { versions } from './0021-versions';
import { fences } from './0026-fences';
import { fairClaims } from './0027-fair-claims';
import { conflictsByFacet } from './0028-conflicts-by-facet';
import { removals } from './0030-removals';
import { sweepRounds } from './0031-sweep-rounds';
import { type Migration } from './migration';

export { type Migration, type Run } from './migration';

/** In order. A static list, so that it is the same under tsx, jest and compiled. */
export const MIGRATIONS: readonly Migration[] = [
  sites,
  connections,
  contracts,
  lanes,
  links,
  plans,
  written,
  records,
  siteTitle,
  linksByLane,
  openConflicts,
  bothValues,
  bulkRuns,
  peopleSeen,
  unansweredLanes,
  pairRequests,
  retention,
  removedSides,
  provedDisplayUrl,
  versions,
  fences,
  fairClaims,
  conflictsByFacet,
  removals,
  sweepRounds,
];
