import { answersWithTime, needsAttachments, needsComments, fieldsToRead } from '../core/plan';
import {
  type AttachmentSnapshot,
  type FieldCatalog,
  type Link,
  type PerSide,
  type Side,
  type SideState,
  SIDES,
  type Snapshot,
  withSide,
} from '../core/model';
import { mediaRefs } from '../core/map';
import { type Agreement } from './agreement';
import { type ReadingDeps } from './deps';
import { type JiraSite } from './ports';
import { reading } from './read-error';
import { docsOf } from './snapshot-parts';

/** Both sides of a link as they are now, with the metadata that belongs to them. */
export interface SidesRead {
  readonly now: PerSide<SideState>;
  readonly catalog: PerSide<FieldCatalog>;
  readonly jira: PerSide<JiraSite>;
}

/** The clients of both sites and the (cached) metadata of both projects. */
export const openSides = async (deps: ReadingDeps, agreement: Agreement): Promise<Omit<SidesRead, 'now'>> => {
  const { sites, halves } = agreement;
  const jira = { master: await deps.jira.on(sites.master.id), provider: await deps.jira.on(sites.provider.id) };
  const catalogOf = (side: Side): Promise<FieldCatalog> =>
    reading('catalog', () => jira[side].catalog(halves[side].scope.project, halves[side].scope.issueTypes));
  const [master, provider] = await Promise.all([catalogOf('master'), catalogOf('provider')]);
  return { jira, catalog: { master, provider } };
};

/** Reads one issue of one side: one call where Jira gives everything at once. */
export const readSide = async (
  deps: ReadingDeps,
  agreement: Agreement,
  open: Omit<SidesRead, 'now'>,
  side: Side,
  issue: {
    readonly id: string;
    readonly key: string | null;
    readonly history?: boolean;
    readonly comments?: readonly string[];
  },
): Promise<SideState> => {
  const { halves, sites } = agreement;
  const { id: issueId, key: lastKey, history = false, comments = [] } = issue;
  const known = await deps.database.stores.written.objects(sites[side].id, issueId);
  return open.jira[side].readIssue(issueId, {
    catalog: open.catalog[side],
    fieldIds: fieldsToRead(halves, side),
    comments: needsComments(halves),
    commentMarks: halves[side].send.comments.which === 'marked',
    attachments: needsAttachments(halves),
    history,
    knownComments: known.comments,
    knownAttachments: known.attachments,
    lastKey,
    sentComments: comments,
  });
};

/** A pair that is being made: what came before it was there is told by the histories. */
const isYoung = ({ state, newborn }: Link): boolean => state === 'creating' || newborn !== undefined;

/** Originals and copies that stand on the side, as far as the link goes by them. */
const commentsOn = ({ facets }: Link, side: Side): readonly string[] =>
  Object.entries(facets).flatMap(([key, { ids, closed }]) => {
    const [kind, writtenOn, original] = key.split(':');
    const id = writtenOn === side ? original : ids[side];
    return kind === 'comment' && !closed && id ? [id] : [];
  });

/** Reads both issues of a link beside each other. A side without an issue is `absent`. */
export const readBoth = async (
  deps: ReadingDeps,
  agreement: Agreement,
  link: Link,
  open: Omit<SidesRead, 'now'>,
): Promise<SidesRead> => {
  const read = async (side: Side): Promise<SideState> => {
    const issue = link.issues[side];
    if (!issue) return { state: 'absent' };
    const asked = { ...issue, history: isYoung(link), comments: commentsOn(link, side) };
    const state = await readSide(deps, agreement, open, side, asked);
    return withScope(agreement, link, open.jira[side], side, asOwn(link, state));
  };
  const [master, provider] = await Promise.all([read('master'), read('provider')]);
  return { ...open, now: await withMedia({ master, provider }, open.jira) };
};

/** What ended pairs of the same two issues wrote is this pair's own. */
const asOwn = ({ id, formerly = [] }: Link, state: SideState): SideState => {
  if (state.state !== 'present' || formerly.length === 0) return state;
  const own = (mark: string | null): string | null => (mark !== null && formerly.includes(mark) ? id : mark);
  const { snapshot } = state;
  return {
    state: 'present',
    snapshot: {
      ...snapshot,
      createdFor: own(snapshot.createdFor),
      comments: snapshot.comments.map((each) => ({ ...each, writtenFor: own(each.writtenFor) })),
      attachments: snapshot.attachments.map((each) => ({ ...each, writtenFor: own(each.writtenFor) })),
    },
  };
};

/** Asks Jira whether the half's JQL matches, unless the issue has not changed since it was asked last. */
export const withScope = async (
  agreement: Agreement,
  link: Link | null,
  jira: JiraSite,
  side: Side,
  state: SideState,
): Promise<SideState> => {
  const { jql } = agreement.halves[side].scope;
  if (state.state !== 'present' || jql === null) return state;
  const seen = link?.scopeSeen[side];
  const { updated, issueId } = state.snapshot;
  const known = seen?.updated === updated && seen.jql === jql && !answersWithTime(jql) ? seen.matches : null;
  const matches = known ?? (await reading('scope', () => jira.matchesJql(issueId, jql)));
  return { state: 'present', snapshot: { ...state.snapshot, matchesJql: matches } };
};

/** Media ids are only asked for where a text shows a file: they cost a call for each new attachment. */
const withMedia = async (now: PerSide<SideState>, jira: PerSide<JiraSite>): Promise<PerSide<SideState>> => {
  if (!SIDES.some((side) => showsFiles(now[side]))) return now;
  let result = now;
  for (const side of SIDES) {
    const state = now[side];
    if (state.state !== 'present' || state.snapshot.attachments.length === 0) continue;
    result = withSide(result, side, { state: 'present', snapshot: await fillMedia(state.snapshot, jira[side]) });
  }
  return result;
};

const showsFiles = (state: SideState): boolean =>
  state.state === 'present' && docsOf(state.snapshot).some((doc) => mediaRefs(doc).length > 0);

const fillMedia = async (snapshot: Snapshot, jira: JiraSite): Promise<Snapshot> => {
  const ids = await jira.mediaIds(snapshot.attachments.map(({ id }) => id));
  const attachments = snapshot.attachments.map((file): AttachmentSnapshot => ({
    ...file,
    mediaId: ids[file.id] ?? file.mediaId,
  }));
  return { ...snapshot, attachments };
};

/** The link with what this reading tells about its issues: keys after a move, the last `updated`, the scope's answer. */
export const noteReading = (link: Link, agreement: Agreement, now: PerSide<SideState>): Link => {
  let next = link;
  for (const side of SIDES) {
    const state = now[side];
    if (state.state !== 'present') continue;
    const { issueId, key, updated, matchesJql } = state.snapshot;
    const { jql } = agreement.halves[side].scope;
    next = {
      ...next,
      issues: withSide(next.issues, side, { id: issueId, key }),
      seen: withSide(next.seen, side, updated),
      scopeSeen: withSide(next.scopeSeen, side, jql === null ? null : { updated, matches: matchesJql, jql }),
    };
  }
  return next;
};
