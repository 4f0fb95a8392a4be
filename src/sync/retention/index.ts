import { inTurn, newRound, type Round } from './batches';
import { forgetOld, type RetentionDeps } from './forget';
import { purgeConnections, purgeContracts, purgeSites } from './purge';

export { inTurn, newRound, type Round } from './batches';
export { type RetentionDeps } from './forget';
export { DEFAULT_TERMS, POLICY, type Terms } from './policy';
export { type EraseDeps, eraseSite, findSiteBy } from './erase-site';

/** One round: what is over goes first, then what is old. Bounded; `more` says that something was left for the next. */
export const retain = async (deps: RetentionDeps): Promise<Round> => {
  const round = newRound();
  await inTurn(deps, 'sites', () => purgeSites(deps, round));
  await inTurn(deps, 'connections', () => purgeConnections(deps, round));
  await inTurn(deps, 'contracts', () => purgeContracts(deps, round));
  await forgetOld(deps, round);
  return round;
};
