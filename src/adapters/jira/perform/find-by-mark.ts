import { type EnsureIssue } from '../../../core/model';
import { JiraError, type PerformContext } from '../../../sync/ports';
import { ask, type SiteAccess } from '../access';
import { linkOfMark } from '../read/marks';
import { ISSUE_MARK } from '../requests/marks';
import { fetchIssues, searchBefore, searchByMark, searchCreated } from '../requests/issues';
import { createdShape, issueShape, searchShape } from '../schemas';
import { z } from 'zod';

/** What a search says: which issues carry the mark. `null`: it cannot tell. */
type Found = readonly string[] | null;

/**
 * Id of the issue that an earlier attempt made for this link; null when there is none. The oldest, should there ever be
 * two. Throws `unsettled` when nobody can tell yet: nothing may be created then (law 5).
 */
export const findByMark = async (
  access: SiteAccess,
  { project }: EnsureIssue,
  { linkId, attemptedAt }: PerformContext,
): Promise<string | null> => {
  const byAlias = await orCannotTell(marked(access, linkId));
  if (byAlias !== null && byAlias.length > 0) return oldest(access, linkId, byAlias);
  const attempted = attemptedAt === undefined ? null : Date.parse(attemptedAt);
  if (attempted !== null) waitForIndex(access, attempted);
  // Jira learns of the alias, and of each mark under it, some time after it knows the issue itself.
  const byTime = attempted === null ? null : await orCannotTell(createdAround(access, project, linkId, attempted));
  if (byTime !== null && byTime.length > 0) return oldest(access, linkId, byTime);
  // What the index does not know yet stands behind the newest that it does know.
  const byKey = attempted === null ? null : await orCannotTell(markedByKey(access, project, linkId, attempted));
  if (byKey !== null) return oldest(access, linkId, byKey);
  if (byTime !== null || byAlias !== null) return null;
  throw unsettled(access, CANNOT_TELL_MS, 'Jira does not know the search name of Accord’s mark yet');
};

const foundShape = z.object({ id: createdShape.shape.id });

const marked = async (access: SiteAccess, linkId: string): Promise<Found> => {
  const { issues } = await ask(access, searchByMark(linkId), searchShape);
  return issues.flatMap((issue) => {
    const parsed = foundShape.safeParse(issue);
    return parsed.success ? [parsed.data.id] : [];
  });
};

const MINUTE_MS = 60_000;
/** An attempt began before its failure was noted, and Jira's clock may differ from ours. */
const MARGIN_MS = 15 * MINUTE_MS;
/** A project in which more is created within such a span is not gone through. */
const MOST_PAGES = 10;

/** Goes through what the project got around the time of the attempt, by the marks themselves and not by their index. */
const createdAround = async (
  access: SiteAccess,
  project: string,
  linkId: string,
  attempted: number,
): Promise<Found> => {
  const agoMs = access.clock.now().getTime() - attempted;
  const minutes = {
    from: Math.ceil((agoMs + MARGIN_MS) / MINUTE_MS),
    to: Math.floor((agoMs - MARGIN_MS) / MINUTE_MS),
  };
  const found: string[] = [];
  let token: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: z.infer<typeof searchShape> = await ask(access, searchCreated(project, minutes, token), searchShape);
    found.push(...page.issues.flatMap((issue) => markedFor(linkId, issue)));
    token = page.nextPageToken ?? null;
    if (token === null || page.isLast === true) return found;
  }
  return found.length > 0 ? found : null;
};

const keyShape = z.object({ key: createdShape.shape.key });

const numberOf = (issue: unknown): readonly number[] => {
  const parsed = keyShape.safeParse(issue);
  return parsed.success ? [Number(parsed.data.key.split('-').at(-1))] : [];
};

/** So many keys are asked at once; where none of them is taken, the project has no newer issue. */
const KEYS = 100;

/**
 * The issues of the project by their keys, which Jira gives in order and looks up in no index: from the last ones before the
 * attempt on. A moved issue may stand among those, so the lowest of several is taken.
 */
const markedByKey = async (access: SiteAccess, project: string, linkId: string, attempted: number): Promise<Found> => {
  const minutes = Math.ceil((access.clock.now().getTime() - attempted + MARGIN_MS) / MINUTE_MS);
  const before = await ask(access, searchBefore(project, minutes), searchShape);
  const start = Math.min(...before.issues.flatMap(numberOf));
  const first = Number.isFinite(start) ? start + 1 : 1;
  for (let chunk = 0; chunk < MOST_PAGES; chunk += 1) {
    const keys = Array.from({ length: KEYS }, (_, index) => `${project}-${first + chunk * KEYS + index}`);
    const { issues } = await ask(access, fetchIssues(keys, ['id'], [ISSUE_MARK]), searchShape);
    const found = issues.flatMap((issue) => markedFor(linkId, issue));
    if (found.length > 0 || issues.length === 0) return found;
  }
  return null;
};

const markedShape = issueShape.pick({ id: true, properties: true });

const markedFor = (linkId: string, issue: unknown): readonly string[] => {
  const parsed = markedShape.safeParse(issue);
  return parsed.success && linkOfMark(parsed.data.properties?.[ISSUE_MARK]) === linkId ? [parsed.data.id] : [];
};

/** A search that Jira refuses (it does not know the alias) tells nothing; every other failure is one. */
const orCannotTell = async (asked: Promise<Found>): Promise<Found> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof JiraError && error.failure.kind === 'rejected') return null;
    throw error;
  }
};

const oldest = (access: SiteAccess, linkId: string, ids: readonly string[]): string | null => {
  if (ids.length > 1)
    access.log.warn({ site: access.site.id, link: linkId, issues: ids }, 'link has more than one issue');
  return [...ids].sort((a, b) => Number(a) - Number(b))[0] ?? null;
};

/** A search that finds nothing means nothing while a new issue may still be on its way into the index. */
const waitForIndex = (access: SiteAccess, attempted: number): void => {
  const leftMs = attempted + access.options.createLookupDelayMs - access.clock.now().getTime();
  if (leftMs > 0) throw unsettled(access, leftMs, 'Jira’s search cannot tell yet');
};

const CANNOT_TELL_MS = 5 * MINUTE_MS;

const unsettled = (access: SiteAccess, retryAfterMs: number, why: string): JiraError =>
  access.client.error({
    kind: 'unsettled',
    retryAfterMs,
    detail: `An earlier attempt may have created the issue, and ${why}`,
  });
