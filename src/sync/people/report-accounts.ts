import { type Chore } from '../deps';
import {
  type AccountReport,
  type Clock,
  type Jira,
  JiraError,
  type JiraSite,
  type Log,
  type Site,
  type Stores,
} from '../ports';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Atlassian's default, where an answer does not say. */
const CYCLE_MS = 7 * DAY_MS;
/** Atlassian's bound on one call. */
const AT_ONCE = 90;
/** Calls for one site in one round; what is left is due in the next. */
const MOST_CALLS = 20;
/** For how long sites are asked in one round, well below what a lane may take; the next one goes on from there. */
const ROUND_MS = 10 * 60 * 1000;

interface ReportDeps {
  readonly stores: Pick<Stores, 'sites' | 'personalData'>;
  readonly jira: Jira;
  readonly clock: Clock;
  readonly log: Log;
}

interface Counts {
  reported: number;
  erased: number;
  renewed: number;
  failed: number;
}

/**
 * Atlassian asks every app to report the accounts of which it keeps something, once in a cycle: who closed the account
 * is erased, whose name changed is read anew. A site that does not answer is asked again with the next tidying.
 */
export const reportAccountsChore = (deps: ReportDeps): Chore => {
  let next: string | null = null;
  return {
    name: 'report-accounts',
    run: async () => {
      const counts: Counts = { reported: 0, erased: 0, renewed: 0, failed: 0 };
      const endsAt = deps.clock.now().getTime() + ROUND_MS;
      for (const site of startingAt(await deps.stores.sites.list(), next)) {
        const now = deps.clock.now();
        next = site.id;
        if (now.getTime() >= endsAt) return { ...counts };
        if (mayBeAsked(site, now)) await tryToReport(deps, site, counts);
      }
      next = null;
      return { ...counts };
    },
  };
};

/** All of them, in their order, the one with this id first. */
const startingAt = (sites: readonly Site[], id: string | null): readonly Site[] => {
  const first = Math.max(
    0,
    sites.findIndex((site) => site.id === id),
  );
  return [...sites.slice(first), ...sites.slice(0, first)];
};

const tryToReport = async (deps: ReportDeps, site: Site, counts: Counts): Promise<void> => {
  try {
    await reportSite(deps, site, counts);
  } catch (error) {
    counts.failed += 1;
    const failure = error instanceof JiraError ? error.failure.kind : 'fault';
    deps.log.warn({ siteId: site.id, failure }, 'accounts could not be reported; they stay due');
  }
};

const mayBeAsked = ({ state, heldUntil }: Site, now: Date): boolean =>
  state === 'enabled' && (heldUntil === null || new Date(heldUntil) <= now);

const reportSite = async (deps: ReportDeps, site: Site, counts: Counts): Promise<void> => {
  const { personalData } = deps.stores;
  const now = deps.clock.now();
  await personalData.gather(site.id, now, new Date(now.getTime() - DAY_MS));
  const jira = await deps.jira.on(site.id);
  for (let call = 0; call < MOST_CALLS; call += 1) {
    const due = await personalData.due(site.id, now, AT_ONCE);
    if (due.length === 0) return;
    await reportSome(deps, jira, due, counts);
    if (due.length < AT_ONCE) return;
  }
};

/** One account that Atlassian cannot read spoils the call: the halves are then reported apart. */
const reportSome = async (
  deps: ReportDeps,
  jira: JiraSite,
  due: readonly AccountReport[],
  counts: Counts,
): Promise<void> => {
  const ids = due.map(({ accountId }) => accountId);
  try {
    const { closed, updated, cycleMs } = await jira.reportAccounts(due);
    for (const accountId of closed) await erase(deps, jira.siteId, accountId, counts);
    await renew(deps, jira, updated, counts);
    await note(deps, jira.siteId, ids, cycleMs ?? CYCLE_MS);
    counts.reported += due.length;
  } catch (error) {
    if (!(error instanceof JiraError) || error.failure.kind !== 'rejected') throw error;
    if (due.length === 1) return note(deps, jira.siteId, ids, CYCLE_MS);
    const middle = Math.ceil(due.length / 2);
    await reportSome(deps, jira, due.slice(0, middle), counts);
    await reportSome(deps, jira, due.slice(middle), counts);
  }
};

const note = ({ stores, clock }: ReportDeps, siteId: string, ids: readonly string[], cycleMs: number): Promise<void> =>
  stores.personalData.noteReported(siteId, ids, new Date(clock.now().getTime() + cycleMs));

/** Before it is noted as reported: a process that dies in between asks and erases once more. */
const erase = async ({ stores, log }: ReportDeps, siteId: string, accountId: string, counts: Counts): Promise<void> => {
  const rows = await stores.personalData.erase({ accountId, siteId });
  counts.erased += 1;
  log.info({ siteId, rows }, 'erased what was held of a person who closed the account');
};

const renew = async (
  { stores, clock }: ReportDeps,
  jira: JiraSite,
  accountIds: readonly string[],
  counts: Counts,
): Promise<void> => {
  if (accountIds.length === 0) return;
  jira.forget();
  const names = new Map((await jira.people(accountIds)).map(({ accountId, name }) => [accountId, name]));
  for (const accountId of accountIds) {
    const name = names.get(accountId);
    // Jira gives the id where it knows no name.
    const known = name === undefined || name === accountId ? null : name;
    await stores.personalData.renew(jira.siteId, accountId, known, clock.now());
    counts.renewed += 1;
  }
};
