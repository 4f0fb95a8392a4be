import { type Agreement } from '../agreement';
import { type PipelineDeps } from '../deps';
import { type BulkRun, type IssueFinding, JiraError, type NewBulkItem } from '../ports';
import { withinScope } from './jql';
import { namedIssue } from './named-issue';
import { NO_KEY, SKIPPED } from './verdicts';

/** Most issues of one run. */
export const MOST_ISSUES = 10_000;
const PAGE = 100;

/** Writes one page of a run's issues down. Told twice, an issue stands there once. */
export const gatherPage = async (deps: PipelineDeps, agreement: Agreement, run: BulkRun): Promise<void> => {
  const { found, next } = await searchOn(deps, agreement, run);
  const ids = found.map(({ id }) => id);
  const linked = await deps.database.stores.links.openAmong(run.contractId, run.side, ids);
  const items = found.map((finding) => itemOf(run, finding, linked.has(finding.id)));
  await deps.database.transact(async ({ bulk }) => {
    await bulk.addItems(run.id, items, deps.clock.now());
    const total = (await bulk.counts([run.id]))[run.id]?.total ?? 0;
    await bulk.noteGathered(run.id, next === null || total >= MOST_ISSUES, next);
  });
};

const searchOn = async (
  deps: PipelineDeps,
  { sites, halves }: Agreement,
  run: BulkRun,
): Promise<{ readonly found: readonly IssueFinding[]; readonly next: string | null }> => {
  const site = await deps.jira.on(sites[run.side].id);
  const jql = withinScope(run.jql ?? '', halves[run.side].scope);
  const page = { field: run.keyField, limit: PAGE };
  try {
    return await site.survey(jql, { ...page, after: run.cursor });
  } catch (error) {
    // A place in a search is good for some days, and for the same JQL only: begin anew.
    const lost = run.cursor !== null && error instanceof JiraError && error.failure.kind === 'rejected';
    if (!lost) throw error;
    return site.survey(jql, { ...page, after: null });
  }
};

const itemOf = (run: BulkRun, { id, key, text }: IssueFinding, linked: boolean): NewBulkItem => {
  const theirs = run.keyField === null ? null : namedIssue(text);
  const lost = run.kind === 'link' && theirs === null ? NO_KEY : null;
  return { mine: id, key, issueId: id, theirs, verdict: linked ? SKIPPED : lost };
};
