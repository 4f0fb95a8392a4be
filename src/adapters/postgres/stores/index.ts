import { type Stores } from '../../../sync/ports';
import { activityStore } from './activity';
import { bulkStore } from './bulk';
import { conflictsStore } from './conflicts';
import { connectionsStore } from './connections';
import { contractsStore } from './contracts';
import { type StoreDeps } from './deps';
import { holdingsStore } from './holdings';
import { inboxStore } from './inbox';
import { lanesStore } from './lanes';
import { linksStore } from './links';
import { pairRequestsStore } from './pair-requests';
import { peopleSeenStore } from './people-seen';
import { personalDataStore } from './personal-data';
import { plansStore } from './plans';
import { problemsStore } from './problems';
import { removalsStore } from './removals';
import { retentionStore } from './retention';
import { sitesStore } from './sites';
import { sweepsStore } from './sweeps';
import { templatesStore } from './templates';
import { usedTokensStore } from './used-tokens';
import { userPairsStore } from './user-pairs';
import { workflowEdgesStore } from './workflow-edges';
import { writtenStore } from './written';

/** Every store, bound to the pool or to one transaction. */
export const bindStores = (deps: StoreDeps): Stores => ({
  sites: sitesStore(deps),
  usedTokens: usedTokensStore(deps),
  connections: connectionsStore(deps),
  contracts: contractsStore(deps),
  templates: templatesStore(deps),
  userPairs: userPairsStore(deps),
  inbox: inboxStore(deps),
  lanes: lanesStore(deps),
  links: linksStore(deps),
  plans: plansStore(deps),
  written: writtenStore(deps),
  activity: activityStore(deps),
  problems: problemsStore(deps),
  conflicts: conflictsStore(deps),
  workflowEdges: workflowEdgesStore(deps),
  sweeps: sweepsStore(deps),
  bulk: bulkStore(deps),
  pairRequests: pairRequestsStore(deps),
  peopleSeen: peopleSeenStore(deps),
  removals: removalsStore(deps),
  retention: retentionStore(deps),
  personalData: personalDataStore(deps),
  holdings: holdingsStore(deps),
});
