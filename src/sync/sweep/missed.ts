import { missedEvents } from '../../core/plan';
import { type EventHint } from '../../core/model';
import { type HeardFirst, type IssueHead, type JiraSite } from '../ports';
import { OVERLAP_MINUTES, type Participant } from './participant';

const OVERLAP_MS = OVERLAP_MINUTES * 60_000;

interface Move {
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

/**
 * What the webhooks of an issue without a pair would have told since the last look, as far as they were not heard: the
 * sweep stands in for webhooks that were lost, and gives no second chance to those that came.
 */
export const missedHints = async (
  half: Participant,
  jira: JiraSite,
  head: IssueHead,
  heard: readonly HeardFirst[],
): Promise<readonly EventHint[]> => {
  const { agreement, side } = half;
  const from = startOf(half);
  const byStatus = agreement.halves[side].send.createOn.some((trigger) => typeof trigger === 'object');
  const moves = byStatus && head.updated >= from ? await jira.statusHistory(head.id, from) : [];
  const unheard = moves.filter((move) => !moveHeard(move, heard));
  const events = missedEvents(agreement.halves[side], side, { ...head, moves: unheard }, from);
  return createdHeard(half, head, heard) ? events.filter(({ kind }) => kind !== 'created') : events;
};

/** Nothing from before the half was switched on for the first time. */
const startOf = ({ lastAt, firstAt }: Participant): string => {
  const from = new Date(Date.parse(lastAt) - OVERLAP_MS).toISOString();
  return from > firstAt ? from : firstAt;
};

/**
 * The webhook had its answer. Only of an issue that nobody touched since may that have been wrong: right after its creation
 * Jira's index may not yet know what the JQL asks for.
 */
const createdHeard = (
  { agreement, side }: Participant,
  { created, updated }: IssueHead,
  heard: readonly HeardFirst[],
): boolean => {
  const mayHaveLagged = created === updated && agreement.halves[side].scope.jql !== null;
  return !mayHaveLagged && heard.some(({ kind }) => kind === 'created');
};

const moveHeard = (move: Move, heard: readonly HeardFirst[]): boolean =>
  heard.some(({ kind, to, receivedAt }) => kind === 'transitioned' && to === move.to && receivedAt >= move.at);
