import { otherSide, SIDES } from '../../core/model';
import { isLive, type MyContract } from '../agreements';
import { type IssueHead, JiraError, type JiraSite, type Stores } from '../ports';
import { halvesOf } from './halves-of';

const same = (one: string, two: string): boolean => one.trim().toLowerCase() === two.trim().toLowerCase();

const isRunning = (mine: MyContract): boolean => isLive(mine) && sidesRun(mine);

const sidesRun = ({ connection, contract, side }: MyContract): boolean =>
  SIDES.every((each) => contract.enabled[each] && !connection.paused[each]) &&
  contract.halves[otherSide(side)]?.receive.create !== null;

/** A contract whose own half lets people send this very issue by hand, as far as its words tell. */
const covers = ({ contract, side }: MyContract, { projectKey, issueType }: IssueHead): boolean => {
  const half = contract.halves[side];
  if (!half?.send.createOn.includes('manual') || !same(half.scope.project, projectKey)) return false;
  return half.scope.issueTypes.length === 0 || half.scope.issueTypes.some((type) => same(type, issueType));
};

/** A condition that Jira cannot evaluate covers nothing; its admin is told where the half is edited. */
const matches = async (site: JiraSite, { contract, side }: MyContract, issue: IssueHead): Promise<boolean> => {
  const jql = contract.halves[side]?.scope.jql ?? null;
  if (jql === null) return true;
  try {
    return await site.matchesJql(issue.id, jql);
  } catch (error) {
    if (error instanceof JiraError && error.failure.kind === 'rejected') return false;
    throw error;
  }
};

/** Contracts under which this issue can be sent by hand now: those that cover it and under which it has no open pair. */
export const listManualOffers = async (
  stores: Stores,
  site: JiraSite,
  contracts: readonly MyContract[],
  issue: IssueHead,
): Promise<readonly MyContract[]> => {
  const covering = contracts
    .flatMap((mine) => halvesOf(mine, site.siteId))
    .filter((mine) => isRunning(mine) && covers(mine, issue));
  if (covering.length === 0) return [];
  const links = await stores.links.listByIssue(site.siteId, issue.id);
  const linked = new Set(links.filter(({ state }) => state !== 'closed').map(({ contractId }) => contractId));
  const open = covering.filter(({ contract }) => !linked.has(contract.id));
  const fits = await Promise.all(open.map((mine) => matches(site, mine, issue)));
  return open.filter((_, index) => fits[index]);
};
