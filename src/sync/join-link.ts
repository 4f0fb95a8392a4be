import { joinedLink, whyNotJoined } from '../core/plan';
import { type Link, otherSide, type PerSide, type Side, type SideState } from '../core/model';
import { type Agreement } from './agreement';
import { GONE, keptBy, NOT_OFFERED, TAKEN } from './bulk/verdicts';
import { type PipelineDeps } from './deps';
import { parseLinkLane } from './lane-key';
import { isPaired } from './open-link';
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
  if (await isPaired(deps, agreement, lane)) return refuseLink(deps, agreement, null, events, null);
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
  return { link: await insert(deps, agreement, lane, draft, read.now), read };
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
): Promise<Link> => {
  const issues = {
    master: keyIn(now.master, draft.issues.master),
    provider: keyIn(now.provider, draft.issues.provider),
  };
  const link = { ...draft, issues };
  await database.transact(async (stores) => {
    await stores.links.insert(link, lane.key, { master: sites.master.id, provider: sites.provider.id });
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
  });
  return link;
};
