import { otherSide, type Trigger } from '../../core/model';
import { isLive, type MyContract } from '../agreements';
import { halvesOf } from './halves-of';
import { type IssueHead, type JiraSite } from '../ports';

interface Reason {
  /** How far the issue got: of several contracts the one that came nearest is told. */
  readonly step: number;
  readonly why: string;
}

const triggerWords = (trigger: Trigger): string => {
  if (typeof trigger !== 'string') {
    const { from, to } = trigger.transition;
    return `its status changes ${from === null ? '' : `from "${from}" `}to ${to === '*' ? 'another' : `"${to}"`}`;
  }
  const words = {
    issue_created: 'it is created',
    issue_updated: 'it is edited',
    comment: 'it gets a comment',
    attachment: 'it gets a file',
    manual: 'someone sends it by hand',
  };
  return words[trigger];
};

const waitsForTrigger = (triggers: readonly Trigger[], name: string): string =>
  triggers.length === 0
    ? `Contract "${name}" does not send issues from this side; it only receives.`
    : `Contract "${name}" covers it and sends it when ${triggers.map(triggerWords).join(', or when ')}.`;

const atDoor = ({ contract, side }: MyContract, issue: IssueHead): Reason | null => {
  const { name, halves } = contract;
  const half = halves[side];
  if (!half) return { step: 0, why: `Your side of contract "${name}" is not set up yet.` };
  if (half.scope.project !== issue.projectKey) {
    return { step: 1, why: `No contract of this site covers project ${issue.projectKey}.` };
  }
  const { issueTypes } = half.scope;
  if (issueTypes.length > 0 && !issueTypes.includes(issue.issueType)) {
    return { step: 2, why: `Contract "${name}" does not cover issues of type ${issue.issueType}.` };
  }
  return null;
};

const running = ({ contract, connection, side, internal }: MyContract): Reason | null => {
  const { name, enabled } = contract;
  if (!enabled[side]) return { step: 4, why: `Contract "${name}" covers it, but your side is switched off.` };
  if (!enabled[otherSide(side)])
    return {
      step: 5,
      why: `Contract "${name}" covers it, but ${internal ? 'its other side' : 'the partner’s side'} is switched off.`,
    };
  if (connection.paused[side]) return { step: 6, why: `Your site paused the connection "${connection.name}".` };
  if (connection.paused[otherSide(side)])
    return { step: 6, why: `The partner paused the connection "${connection.name}".` };
  return null;
};

const reasonFor = async (site: JiraSite, mine: MyContract, issue: IssueHead): Promise<Reason> => {
  const door = atDoor(mine, issue);
  if (door) return door;
  const { name, halves } = mine.contract;
  const { scope, send } = halves[mine.side] ?? { scope: { jql: null }, send: { createOn: [] } };
  if (scope.jql !== null && !(await site.matchesJql(issue.id, scope.jql))) {
    return { step: 3, why: `The issue does not match the condition (JQL) of contract "${name}".` };
  }
  return running(mine) ?? { step: 7, why: waitsForTrigger(send.createOn, name) };
};

/** One sentence that says why an issue has no pair: that of the contract which came nearest to sending it. */
export const whyUnlinked = async (
  site: JiraSite,
  contracts: readonly MyContract[],
  issue: IssueHead,
): Promise<string> => {
  const active = contracts.filter(isLive).flatMap((mine) => halvesOf(mine, site.siteId));
  if (active.length === 0) return 'Your site has no contract with a partner.';
  let nearest: Reason | null = null;
  for (const mine of active) {
    const reason = await reasonFor(site, mine, issue);
    if (nearest === null || reason.step > nearest.step) nearest = reason;
  }
  return nearest?.why ?? 'Your site has no contract with a partner.';
};
