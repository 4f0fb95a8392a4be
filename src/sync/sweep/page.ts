import { type EventHint } from '../../core/model';
import { type PipelineDeps } from '../deps';
import { linkLane } from '../lane-key';
import { type IssueHead, type JiraSite, type Standing } from '../ports';
import { missedHints } from './missed';
import { type Participant } from './participant';
import { type Find, wakeFor } from './wake';

interface Unpaired {
  readonly head: IssueHead;
  readonly half: Participant;
  readonly lane: string;
}

/** What a page of a search is news of, for each half that looks at the project. */
export const lookAtPage = async (
  deps: PipelineDeps,
  siteId: string,
  jira: JiraSite,
  crowd: readonly Participant[],
  heads: readonly IssueHead[],
): Promise<void> => {
  const ids = heads.map(({ id }) => id);
  const standing = await deps.database.stores.links.standing(siteId, ids);
  const finds: Find[] = [];
  const unpaired: Unpaired[] = [];
  for (const half of crowd) {
    const pairs = new Map(standing.filter((pair) => isOf(half, pair)).map((pair) => [pair.issueId, pair]));
    for (const head of heads) {
      const pair = pairs.get(head.id);
      if (pair) finds.push(...changed(half, head, pair));
      else if (covers(half, head)) unpaired.push({ head, half, lane: laneOf(half, head) });
    }
  }
  const missed = await missedAmong(deps, jira, unpaired);
  await wakeFor(deps, siteId, [...finds, ...missed]);
};

const isOf = ({ contractId, side }: Participant, pair: Standing): boolean =>
  pair.contractId === contractId && pair.side === side;

const laneOf = ({ contractId, side: origin }: Participant, { id: issueId }: IssueHead): string =>
  linkLane({ contractId, origin, issueId });

const same = (one: string, two: string): boolean => one.trim().toLowerCase() === two.trim().toLowerCase();

const covers = ({ agreement, side }: Participant, { issueType }: IssueHead): boolean => {
  const { issueTypes } = agreement.halves[side].scope;
  return issueTypes.length === 0 || issueTypes.some((each) => same(each, issueType));
};

const changed = ({ contractId, side }: Participant, head: IssueHead, pair: Standing): readonly Find[] => {
  if (pair.state === 'closed' || pair.seen === head.updated) return [];
  const hints: readonly EventHint[] = [{ side, kind: 'sweep' }];
  return [{ contractId, lane: pair.lane, name: nameOf(head), hints }];
};

/** The same state of an issue is told once. */
const nameOf = ({ id, updated }: IssueHead): string => `${id}@${updated}`;

const missedAmong = async (
  deps: PipelineDeps,
  jira: JiraSite,
  unpaired: readonly Unpaired[],
): Promise<readonly Find[]> => {
  const heard = await deps.database.stores.inbox.firsts(unpaired.map(({ lane }) => lane));
  const finds: Find[] = [];
  for (const { head, half, lane } of unpaired) {
    const ofLane = heard.filter((first) => first.lane === lane);
    const hints = await missedHints(half, jira, head, ofLane);
    if (hints.length > 0) finds.push({ contractId: half.contractId, lane, name: nameOf(head), hints });
  }
  return finds;
};
