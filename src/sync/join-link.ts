import { joinedLink, takenUp, whyNotJoined } from '../core/plan';
import { type Link, otherSide, type PerSide, type Side, SIDES, type SideState, withSide } from '../core/model';
import { type Agreement } from './agreement';
import { needsYes } from './bulk/consent';
import { ASK_FIRST, DONE_SO, GONE, HAS_A_PAIR, keptBy, NOT_OFFERED, TAKEN } from './bulk/verdicts';
import { type PipelineDeps } from './deps';
import { parseLinkLane } from './lane-key';
import { onlyLiving } from './living-marks';
import { isPaired, partnerOf } from './open-link';
import { type ActivityEntry, type Lane, type PairRequest, type Stores } from './ports';
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
  asked: readonly JoinEvent[],
): Promise<Joined | null> => {
  const allowed = await withConsent(deps, agreement, lane, asked);
  const events = allowed.events;
  const last = events.at(-1)?.hint;
  if (last === undefined) return null;
  const partnerId = last.partner;
  const refuse = (key: string | null, verdict: ReturnType<typeof keptBy>) =>
    refuseLink(deps, agreement, key, events, verdict.cause, verdict);
  if (await isPaired(deps, agreement, lane)) return answerPaired(deps, agreement, lane, events);
  const draft = draftLink(deps, agreement, lane, partnerId);
  const read = await readBoth(deps, agreement, draft, open);
  const { [draft.origin]: mine, [otherSide(draft.origin)]: theirs } = await markedByLiving(deps, read.now);
  if (mine.state !== 'present') return refuse(null, GONE);
  const { key, issueId } = mine.snapshot;
  const why = whyNotJoined(agreement.halves[draft.origin], mine.snapshot);
  if (why !== null) return refuse(key, keptBy(why));
  if (!isOffered(agreement, otherSide(draft.origin), theirs) || isSame(agreement, issueId, partnerId)) {
    return refuse(key, NOT_OFFERED);
  }
  const taken = await deps.database.stores.links.openAmong(draft.contractId, otherSide(draft.origin), [partnerId]);
  if (taken.has(partnerId)) return refuse(key, TAKEN);
  const who = await whoAgreed(deps, last, allowed.consents.get(last.item) ?? null);
  const link = await insert(deps, agreement, lane, draft, read.now, who);
  // Another lane was quicker, with one of the two issues: it is seen now.
  return link === null ? joinLink(deps, agreement, open, lane, events) : { link, read };
};

interface Allowed {
  readonly events: readonly JoinEvent[];
  /** The yes to an item, where one was needed. */
  readonly consents: ReadonlyMap<string, PairRequest>;
}

/**
 * Asked once more where it counts (law 8): the half may have changed since the lane was asked, and no event of an inbox is
 * proof of a yes.
 */
const withConsent = async (
  deps: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  asked: readonly JoinEvent[],
): Promise<Allowed> => {
  const consents = new Map<string, PairRequest>();
  const isFor = ({ side, contractId, issueId }: PairRequest, hint: JoinEvent['hint']): boolean =>
    contractId === agreement.contract.id && side === hint.side && issueId === parseLinkLane(lane.key).issueId;
  for (const { hint } of asked) {
    const yes = await deps.database.stores.pairRequests.findAccepted(hint.item);
    if (yes && isFor(yes, hint)) consents.set(hint.item, yes);
  }
  const isAllowed = ({ hint }: JoinEvent): boolean => !needsYes(agreement, hint.side) || consents.has(hint.item);
  const refused = asked.filter((event) => !isAllowed(event));
  if (refused.length > 0) await refuseLink(deps, agreement, null, refused, ASK_FIRST.cause, ASK_FIRST);
  return { events: asked.filter(isAllowed), consents };
};

/** People by the side that knows them: account ids do not cross. */
interface Who {
  readonly asked: { readonly side: Side; readonly by: string | null };
  readonly agreed: string | null;
}

const whoAgreed = async (
  { database: { stores } }: PipelineDeps,
  { side, item }: JoinEvent['hint'],
  consent: PairRequest | null,
): Promise<Who> => {
  const by = consent?.askedBy ?? (await stores.bulk.findRunOf(item))?.author ?? null;
  return { asked: { side, by }, agreed: consent?.answeredBy ?? null };
};

const MADE = 'Two issues that were there already are a pair now.';

/** Each side reads who asked; a person's name only where that person is at home. */
const entriesOf = ({ sites }: Agreement, { asked, agreed }: Who): Pick<ActivityEntry, 'side' | 'actor' | 'text'>[] => {
  const other = otherSide(asked.side);
  if (sites.master.id === sites.provider.id) return [{ side: null, actor: asked.by, text: MADE }];
  const yes = agreed === null ? '' : ` The ${other} agreed.`;
  const text = `${MADE} The ${asked.side} asked for it.${yes}`;
  return [
    { side: asked.side, actor: asked.by, text },
    { side: other, actor: agreed, text },
  ];
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

const markedByLiving = async ({ database }: PipelineDeps, now: PerSide<SideState>): Promise<PerSide<SideState>> => {
  const snapshots = SIDES.flatMap((side) => {
    const state = now[side];
    return state.state === 'present' ? [{ side, createdFor: state.snapshot.createdFor }] : [];
  });
  const living = await onlyLiving(database.stores, snapshots);
  return living.reduce((states, { side, createdFor }) => {
    const state = states[side];
    return state.state === 'present'
      ? withSide(states, side, { ...state, snapshot: { ...state.snapshot, createdFor } })
      : states;
  }, now);
};

/** The pair that these two issues were last, under this contract. */
const findFormer = async (
  { links }: Stores,
  { sites }: Agreement,
  { contractId, origin, issues }: Link,
): Promise<Link | null> => {
  const all = await links.listByIssue(sites[origin].id, issues[origin]?.id ?? '');
  const isSamePair = (link: Link): boolean =>
    link.contractId === contractId && SIDES.every((side) => link.issues[side]?.id === issues[side]?.id);
  return all.findLast((link) => link.state === 'closed' && isSamePair(link)) ?? null;
};

const keyIn = (state: SideState, issue: Issue | null): Issue | null =>
  state.state === 'present' ? { id: state.snapshot.issueId, key: state.snapshot.key } : issue;

const insert = async (
  { database }: PipelineDeps,
  agreement: Agreement,
  lane: Lane,
  draft: Link,
  now: PerSide<SideState>,
  who: Who,
): Promise<Link | null> => {
  const { sites, connection } = agreement;
  const former = await findFormer(database.stores, agreement, draft);
  const issues = {
    master: keyIn(now.master, draft.issues.master),
    provider: keyIn(now.provider, draft.issues.provider),
  };
  const fresh = { ...draft, issues };
  const link = former === null ? fresh : takenUp(fresh, former);
  return database.transact(async (stores) => {
    const made = await stores.links.insert(link, lane.key, { master: sites.master.id, provider: sites.provider.id });
    if (!made) return null;
    const keys = { master: issues.master?.key ?? null, provider: issues.provider?.key ?? null };
    const about = { at: link.linkedAt, connectionId: connection.id, contractId: link.contractId, linkId: link.id };
    await stores.activity.append(
      entriesOf(agreement, who).map((entry) => ({ ...about, ...entry, kind: 'manual' as const, keys })),
    );
    return link;
  });
};
