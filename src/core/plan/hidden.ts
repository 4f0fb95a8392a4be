import { type HiddenBy, type Link, type PlanInput, type ProblemDraft, type Side, type SideState } from '../model';
import { ISSUE } from './facet';

type Gone = Extract<SideState, { state: 'gone' }>;

const DAY_MS = 24 * 60 * 60 * 1000;
const ASK_AFTER_MS = 14 * DAY_MS;

/** Code of the problem that asks a person; it has two answers. */
export const WAS_DELETED = 'was-deleted';

const GIVE_ACCESS = 'The pair goes on by itself as soon as Accord sees the issue again.';

const WORDS: Readonly<Record<HiddenBy, { readonly cause: string; readonly remedy: string }>> = {
  project: {
    cause: 'Accord may not see the project that it is in any more.',
    remedy: `Give the Accord app user access to the project. ${GIVE_ACCESS}`,
  },
  permission: {
    cause: 'Jira does not let Accord read it.',
    remedy: `Give the Accord app user the right to browse the project. ${GIVE_ACCESS}`,
  },
  level: {
    cause: 'Jira does not show it to Accord. A security level or a restriction may hide it, or it was deleted.',
    remedy: `Let the Accord app user see the issue (its security level or its restriction). ${GIVE_ACCESS}`,
  },
  moved: {
    cause: 'It was moved, or its security level was changed, and Accord may not see it any more.',
    remedy: `Give the Accord app user access to the project and the security level that the issue has now. ${GIVE_ACCESS}`,
  },
  policy: {
    cause: 'A data security policy of that site seems to keep Accord out of the project.',
    remedy: `Ask an organization admin to allow Accord in the app access rule of the policy. ${GIVE_ACCESS}`,
  },
  archived: {
    cause: 'It is archived, and Jira does not show archived issues to Accord.',
    remedy: `Restore the issue from the archive, or end the pair. ${GIVE_ACCESS}`,
  },
};

const HIDDEN = 'hidden:';

/** Whether a facet is parked because the issue is not seen. */
export const isAboutSight = (print: string | undefined): boolean =>
  print === WAS_DELETED || print?.startsWith(HIDDEN) === true;

/** Where nobody doubts that the issue is still there, nobody is asked. */
const BEYOND_DOUBT: ReadonlySet<HiddenBy> = new Set(['policy', 'archived']);

export const hiddenBy = (link: Link, side: Side, state: Gone): HiddenBy =>
  state.why === 'hidden' ? (state.by === 'level' && link.heard?.[side] === 'moved' ? 'moved' : state.by) : 'moved';

const isToAsk = ({ at, askGoneAfterMs = ASK_AFTER_MS }: PlanInput, link: Link, side: Side, by: HiddenBy): boolean => {
  const unseen = link.unseen?.[side];
  if (!unseen || unseen.stillThere === true || BEYOND_DOUBT.has(by)) return false;
  return Date.parse(at) - Date.parse(unseen.since) >= askGoneAfterMs;
};

const asking = (side: Side, since: string): ProblemDraft => ({
  facet: ISSUE,
  side,
  code: WAS_DELETED,
  subject: 'Was the issue deleted?',
  cause: `Accord has not seen the ${side}'s issue since ${since.slice(0, 10)}, and Jira does not tell whether it was deleted.`,
  remedy:
    'Look for it in Jira. If it was deleted, say so, and the pair ends as the contract says. If it is still there, ' +
    'give the Accord app user access to it; the pair then goes on by itself.',
  print: WAS_DELETED,
});

/** Accord made it a moment ago: nobody has had the time to hide it by hand. */
const BORN_HIDDEN = {
  cause:
    'Accord has just created it and is not shown it. The default security level of the project hides it, or an ' +
    'automation rule gave it one.',
  remedy: `Add the Accord app user to that security level, or let another level be the default. ${GIVE_ACCESS}`,
};

const waiting = (side: Side, by: HiddenBy, isNew: boolean): ProblemDraft => {
  const { cause, remedy } = isNew && by === 'level' ? BORN_HIDDEN : WORDS[by];
  return {
    facet: ISSUE,
    side,
    code: 'hidden',
    subject: 'The issue',
    cause: `Accord does not see the ${side}'s issue. ${cause}`,
    remedy,
    print: `${HIDDEN}${by}`,
  };
};

/** The one problem of an issue that is not seen: what hides it or, after a while, the question whether it was deleted. */
export const hiddenProblem = (input: PlanInput, link: Link, side: Side, by: HiddenBy): ProblemDraft =>
  isToAsk(input, link, side, by)
    ? asking(side, link.unseen?.[side]?.since ?? input.at)
    : waiting(side, by, link.newborn?.side === side);
