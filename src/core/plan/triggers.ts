import type { EventHint, Half, Link, Side, Snapshot, Trigger } from '../model';
import { inScope } from './scope';
import { type Move, movesBetween, sameName } from './status';

const matchesStatus = (pattern: string, status: string): boolean => pattern === '*' || sameName(pattern, status);

const matchesMove = ({ transition }: Extract<Trigger, object>, { from, to }: Move): boolean =>
  matchesStatus(transition.to, to) &&
  (transition.from === null || (from !== null && matchesStatus(transition.from, from)));

const movesIn = (hints: readonly EventHint[]): readonly Move[] =>
  hints.flatMap((hint) => (hint.kind === 'transitioned' ? [{ from: hint.from, to: hint.to }] : []));

const KIND_OF = {
  issue_created: 'created',
  issue_updated: 'updated',
  comment: 'comment',
  attachment: 'attachment',
  manual: 'manual',
} as const;

const firesOn = (trigger: Trigger, hints: readonly EventHint[]): boolean =>
  typeof trigger === 'object'
    ? movesIn(hints).some((move) => matchesMove(trigger, move))
    : hints.some(({ kind }) => kind === KIND_OF[trigger]);

/** A bulk run is an admin's word: it stands for whichever trigger the half names, never for a half that creates nothing. */
const asked = (hints: readonly EventHint[]): boolean => hints.some(({ kind }) => kind === 'bulk');

const notYet = (key: string): string => `${key} is not sent yet: none of the contract's create triggers has fired.`;

const late = (key: string): string =>
  `${key} came into the contract's scope after it was created, and the contract sends issues that are created in it.`;

/**
 * Whether the issue was created in the project and as the type that the half covers: to come into the scope later is no
 * creation, whoever tells of it, a late webhook or the sweep. Which JQL it matched then nobody knows any more.
 */
function wasCreatedIn(half: Half, { history = [], ...snapshot }: Snapshot): boolean {
  const first = (fieldId: string): string | null => history.find((item) => item.fieldId === fieldId)?.from.text ?? null;
  const issueType = first('issuetype') ?? snapshot.issueType;
  const projectKey = first('issuekey')?.replace(/-\d+$/, '') ?? snapshot.projectKey;
  return inScope(half, { ...snapshot, issueType, projectKey }).in;
}

/** Whether an issue that has no partner yet is to get one: a createOn trigger, the scope, and what may leave the site. */
export function wantsCreate(
  half: Half,
  snapshot: Snapshot,
  events: readonly EventHint[],
): { readonly fires: boolean; readonly reason: string } {
  const no = (reason: string) => ({ fires: false, reason });
  const { key } = snapshot;
  const scope = inScope(half, snapshot);
  if (!scope.in) return no(scope.reason);
  const told = events.filter(({ kind }) => kind !== 'created' || wasCreatedIn(half, snapshot));
  if (half.send.createOn.length === 0) return no(`${key} stays here: this side of the contract creates no issues.`);
  if (!asked(told) && !half.send.createOn.some((trigger) => firesOn(trigger, told))) {
    return no(told.length < events.length && half.send.createOn.includes('issue_created') ? late(key) : notYet(key));
  }
  if (snapshot.secured && !half.send.securityLevels) {
    return no(`${key} has a security level, and the contract does not send such issues.`);
  }
  if (snapshot.createdFor !== null && !half.send.relay) {
    return no(`${key} came from another partner, and the contract does not pass it on.`);
  }
  return { fires: true, reason: '' };
}

/** Why nothing happens by itself under a half that only people set off; null where something else does, too. */
export function onlyByHand({ send }: Half, { key }: Snapshot): string | null {
  const byHand = send.createOn.length > 0 && send.createOn.every((trigger) => trigger === 'manual');
  return byHand
    ? `${key} goes only when somebody asks for it: this side of the contract sends nothing by itself.`
    : null;
}

/** What differs on a side, as far as triggers ask. */
export interface Differs {
  readonly fields: boolean;
  readonly workflow: boolean;
  readonly comments: boolean;
  readonly attachments: boolean;
}

/** Whether an updateOn trigger of `side` lets its changes go now. State counts as much as events, for events get lost. */
export function fires(
  half: Half,
  link: Link,
  side: Side,
  snapshot: Snapshot,
  events: readonly EventHint[],
  differs: Differs,
): boolean {
  if (link.fired[side] && half.send.updateOn.length > 0) return true;
  const own = events.filter((hint) => hint.side === side);
  // A status counts once: what was seen at the last look does not fire again, however often its event comes.
  const moves = movesBetween(link.lastStatus[side], snapshot.status.name, movesIn(own));
  return half.send.updateOn.some((trigger) => {
    if (typeof trigger === 'object') return moves.some((move) => matchesMove(trigger, move));
    switch (trigger) {
      case 'issue_created':
        return own.some(({ kind }) => kind === 'created');
      case 'issue_updated':
        return differs.fields || differs.workflow;
      case 'comment':
        return differs.comments;
      case 'attachment':
        return differs.attachments;
      case 'manual':
        return own.some(({ kind }) => kind === 'manual');
    }
  });
}
