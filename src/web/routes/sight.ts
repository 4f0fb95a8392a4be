import { type PerSide, type Side, SIDES } from '../../core/model';
import { type Actor, type MyConnection, Refusal } from '../../sync/agreements';
import { type Jira, JiraError, type JiraSite, type Stores } from '../../sync/ports';

/** Whether a person may view in Jira what an entry tells of; `unknown`: Jira did not say, so it is not shown. */
export type Sight = 'yes' | 'no' | 'unknown';

export const WITHHELD: Readonly<Record<Exclude<Sight, 'yes'>, string>> = {
  no: 'You may not view this issue in Jira.',
  unknown: 'Jira did not say whether you may view this issue.',
};
export const WITHHELD_REMEDY: Readonly<Record<Exclude<Sight, 'yes'>, string>> = {
  no: 'Ask someone who may view the issue, or for the permission "Browse projects" in its project.',
  unknown: 'Try again in a moment.',
};

/** What an entry is about: a pair, or, before there is one, an issue by its key. */
export interface Subject {
  readonly linkId: string | null;
  readonly keys?: PerSide<string | null>;
}

/** What is known of an entry's issues on the asking site: ids to ask about, none, or nothing that can be asked. */
type Issues = readonly string[] | 'unclear';

export interface Asked {
  readonly jira: Jira;
  readonly stores: Stores;
  readonly actor: Actor;
}

const ownSides = ({ side, internal }: MyConnection): readonly Side[] => (internal ? SIDES : [side]);

const ownKeys = ({ keys }: Subject, sides: readonly Side[]): readonly string[] =>
  sides.flatMap((side) => keys?.[side] ?? []);

/** Ids by key, asked of Jira only where no pair tells them. */
const readIds = async (
  site: JiraSite,
  keys: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string }>> =>
  keys.length === 0 ? new Map() : site.findIssues([...new Set(keys)]);

/**
 * Reads, in a few calls for a whole page, which of the entries a person may view. What Accord knows it read with its own
 * rights; a person sees of it what Jira would show them. An entry without an issue on this site is no issue's content.
 */
export const readSight = async (
  { jira, stores, actor }: Asked,
  entries: readonly { readonly subject: Subject; readonly mine: MyConnection }[],
): Promise<(subject: Subject, mine: MyConnection) => Sight> => {
  const linkIds = [...new Set(entries.flatMap(({ subject }) => subject.linkId ?? []))];
  const pairs = linkIds.length === 0 ? {} : await stores.links.issueIdsOf(linkIds);
  const unpaired = entries.filter(({ subject }) => !(subject.linkId !== null && pairs[subject.linkId]));
  const wanted = unpaired.flatMap(({ subject, mine }) => ownKeys(subject, ownSides(mine)));
  try {
    const site = await jira.on(actor.siteId);
    const ids = await readIds(site, wanted);
    const issuesOf = (subject: Subject, mine: MyConnection): Issues => {
      const pair = subject.linkId === null ? undefined : pairs[subject.linkId];
      if (pair) return ownSides(mine).flatMap((side) => pair[side] ?? []);
      const keys = ownKeys(subject, ownSides(mine));
      const known = keys.flatMap((key) => ids.get(key)?.id ?? []);
      return known.length === keys.length ? known : 'unclear';
    };
    const all = entries.flatMap(({ subject, mine }) => {
      const issues = issuesOf(subject, mine);
      return issues === 'unclear' ? [] : issues;
    });
    const seen = await site.browsing(actor.accountId, [...new Set(all)]);
    return (subject, mine) => {
      const issues = issuesOf(subject, mine);
      return issues !== 'unclear' && issues.every((id) => seen.has(id)) ? 'yes' : 'no';
    };
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    return (subject) =>
      subject.linkId === null && !subject.keys?.master && !subject.keys?.provider ? 'yes' : 'unknown';
  }
};

/** Which of the own site's issues a person may view; what names no issue is no issue's content. */
export const readIssueSight = async (
  { jira, actor }: Omit<Asked, 'stores'>,
  issueIds: readonly (string | null)[],
): Promise<(issueId: string | null) => Sight> => {
  const asked = [...new Set(issueIds)].filter((id) => id !== null);
  try {
    const seen = asked.length === 0 ? new Set() : await (await jira.on(actor.siteId)).browsing(actor.accountId, asked);
    return (id) => (id === null || seen.has(id) ? 'yes' : 'no');
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    return (id) => (id === null ? 'yes' : 'unknown');
  }
};

/** For one issue that somebody wants to act on by what stands in it. */
export const demandSight = (sight: Sight): void => {
  if (sight === 'yes') return;
  throw sight === 'no'
    ? new Refusal('forbidden', 'may-not-view', WITHHELD.no, WITHHELD_REMEDY.no)
    : new Refusal('unavailable', 'jira-unavailable', WITHHELD.unknown, WITHHELD_REMEDY.unknown);
};
