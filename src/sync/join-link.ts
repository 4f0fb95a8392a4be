import { joinedLink, whyNotJoined } from '../core/plan';
import { type Link, otherSide, type PerSide, type Side, type SideState } from '../core/model';
import { type Agreement } from './agreement';
import { DONE_SO, GONE, HAS_A_PAIR, keptBy, NOT_OFFERED, TAKEN } from './bulk/verdicts';
import { type PipelineDeps } from './deps';
import { parseLinkLane } from './lane-key';
import { isPaired, partnerOf } from './open-link';
import { type Lane } from './ports';
import { readBoth, type SidesRead } from './read-sides';
import { refuseLink } from './refuse-link';
import { type JoinEvent } from './requests';

export interface Joined {
  readonly link: Link;
  readonly read: SidesRead;
}

/**
 * Makes a pair of two issues that both sides have. Each half is asked whether its issue may take part; the look at both
 * issues that the first plan needs is the one that tells.
 */
export const joinLink = async (
  deps: PipelineDeps,
  agreement: Agreement,
  open: Omit<SidesRead, 'now'>,
  lane: Lane,
  events: readonly JoinEvent[],
): Promise<Joined | null> => {
  const partnerId = events.at(-1)?.hint.partner;
  if (partnerId === undefined) return null;
  const refuse = (key: string | null, verdict: ReturnType<typeof keptBy>) =>
    refuseLink(deps, agreement, key, events, verdict.cause, verdict);
  if (await isPaired(deps, agreement, lane)) return answerPaired(deps, agreement, lane, events);
  const draft = draftLink(deps, agreement, lane, partnerId);
  const read = await readBoth(deps, agreement, draft, open);
  const [mine, theirs] = [read.now[draft.origin], read.now[otherSide(draft.origin)]];
  if (mine.state !== 'present') return refuse(null, GONE);
  const { key, issueId } = mine.snapshot;
  const why = whyNotJoined(agreement.halves[draft.origin], mine.snapshot);
  if (why !== null) return refuse(key, keptBy(why));
  if (!isOffered(agreement, otherSide(draft.origin), theirs) || isSame(agreement, issueId, partnerId)) {
    return refuse(key, NOT_OFFERED);
  }
  const taken = await deps.database.stores.links.openAmong(draft.contractId, otherSide(draft.origin), [partnerId]);
  if (taken.has(partnerId)) return refuse(key, TAKEN);
  const link = await insert(deps, agreement, lane, draft, read.now);
  // Another lane was quicker, with one of the two issues: it is seen now.
  return link === null ? joinLink(deps, agreement, open, lane, events) : { link, read };
};

/** Who asked for the very pair that is there, be it that the partner asked for it as well, hears that it is made. */
const answerPaired = async (
  deps: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  events: readonly JoinEvent[],
): Promise<null> => {
  const partner = await partnerOf(deps, agreement, lane);
  const [same, other] = [true, false].map((is) => events.filter(({ hint }) => (hint.partner === partner) === is));
  if (same?.length) await refuseLink(deps, agreement, null, same, null, DONE_SO);
  if (other?.length) await refuseLink(deps, agreement, null, other, null, HAS_A_PAIR);
  return null;
};

const draftLink = ({ ids, clock }: PipelineDeps, { contract }: Agreement, lane: Lane, partnerId: string): Link => {
  const { origin, issueId } = parseLinkLane(lane.key);
  // Keys are learnt by the look that follows.
  const [issue, partner] = [issueId, partnerId].map((id) => ({ id, key: id })) as [Issue, Issue];
  const at = clock.now().toISOString();
  return joinedLink({ id: ids.next(), contractId: contract.id, origin, issue, partner, at });
};

interface Issue {
  readonly id: string;
  readonly key: string;
}

const isOffered = ({ halves }: Agreement, side: Side, state: SideState): boolean =>
  state.state === 'present' && whyNotJoined(halves[side], state.snapshot) === null;

/** Within one Jira an issue is not its own partner. */
const isSame = ({ sites }: Agreement, one: string, two: string): boolean =>
  sites.master.id === sites.provider.id && one === two;

const keyIn = (state: SideState, issue: Issue | null): Issue | null =>
  state.state === 'present' ? { id: state.snapshot.issueId, key: state.snapshot.key } : issue;

const insert = async (
  { database }: PipelineDeps,
  { sites, connection }: Agreement,
  lane: Lane,
  draft: Link,
  now: PerSide<SideState>,
): Promise<Link | null> => {
  const issues = {
    master: keyIn(now.master, draft.issues.master),
    provider: keyIn(now.provider, draft.issues.provider),
  };
  const link = { ...draft, issues };
  return database.transact(async (stores) => {
    const made = await stores.links.insert(link, lane.key, { master: sites.master.id, provider: sites.provider.id });
    if (!made) return null;
    await stores.activity.append([
      {
        at: link.linkedAt,
        connectionId: connection.id,
        contractId: link.contractId,
        linkId: link.id,
        side: null,
        kind: 'manual',
        text: 'Two issues that were there already are a pair now.',
        keys: { master: issues.master?.key ?? null, provider: issues.provider?.key ?? null },
        actor: null,
      },
    ]);
    return link;
  });
};
