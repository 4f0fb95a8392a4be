import { type FieldCatalog, type HistoryItem, type HistoryValue } from '../../../core/model';
import { ask, type SiteAccess } from '../access';
import { allPages } from '../metadata/pages';
import { changelogPage } from '../requests/issues';
import { type ChangeJson, changelogShape, expandedChangelogShape, type IssueJson } from '../schemas';
import { isOwn } from './own';
import { isoTime } from './time';

/** The whole change log of an issue, oldest first. */
export const readChangelog = async (access: SiteAccess, issueId: string): Promise<readonly ChangeJson[]> =>
  inOrder(await allPages((startAt) => ask(access, changelogPage(issueId, startAt), changelogShape)));

/** What happened to the issue: as it came with it, where that is all of it. */
export const readHistory = async (
  access: SiteAccess,
  issue: IssueJson,
  catalog: FieldCatalog,
): Promise<readonly HistoryItem[]> => {
  const parsed = expandedChangelogShape.safeParse(issue);
  const came = parsed.success ? parsed.data.changelog : null;
  const whole = came !== null && came.total !== undefined && came.histories.length >= came.total;
  const changes = whole ? inOrder(came.histories) : await readChangelog(access, issue.id);
  return changes.flatMap((change) => itemsOf(access, change, catalog));
};

const inOrder = (changes: readonly ChangeJson[]): readonly ChangeJson[] =>
  [...changes].sort(
    (one, two) => isoTime(one.created).localeCompare(isoTime(two.created)) || Number(one.id ?? 0) - Number(two.id ?? 0),
  );

const itemsOf = (
  { site }: SiteAccess,
  { author, items }: ChangeJson,
  catalog: FieldCatalog,
): readonly HistoryItem[] => {
  const own = author?.accountId !== undefined && isOwn(site, { accountId: author.accountId });
  return items.map((item) => ({
    fieldId: item.fieldId ?? idOf(item.field ?? '', catalog),
    from: side(item.from, item.fromString),
    to: side(item.to, item.toString),
    own,
  }));
};

const side = (id: string | null | undefined, text: string | null | undefined): HistoryValue => ({
  id: id ?? null,
  text: text ?? null,
});

/** Names that the change log has for Jira's own fields, where an entry names no id. */
const NAMES: Readonly<Record<string, string>> = {
  Component: 'components',
  'Fix Version': 'fixVersions',
  Version: 'versions',
  IssueParentAssociation: 'parent',
  Parent: 'parent',
  Key: 'issuekey',
};

const idOf = (name: string, catalog: FieldCatalog): string =>
  NAMES[name] ?? Object.values(catalog).find((field) => field.name === name)?.id ?? name;
