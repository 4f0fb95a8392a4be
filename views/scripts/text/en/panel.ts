import { isolated } from '../isolated';

export const panel = {
  states: {
    ended: 'Ended',
    paused: 'Paused',
    trouble: 'Needs an admin',
    partnerTrouble: 'Partner must act',
    undecided: 'Needs a decision',
    creating: 'Being created',
    waiting: 'Waiting',
    inStep: 'In step',
  },
  pairWith: (partner: string): string => `Pair with ${partner}`,
  newTab: ' (opens in a new tab)',
  noKeyYet: 'No issue there yet',
  remoteStatus: 'Status there',
  notTold: 'not told yet',
  lastSent: 'Last sent',
  lastReceived: 'Last received',
  contract: 'Contract',
  pausedTexts: {
    inside: 'This pair is paused. Changes to both issues are kept and follow when it is resumed.',
    mine: 'Your side paused this pair. Changes on both sides are kept and follow when you resume it.',
    partner: (name: string): string =>
      `${isolated(name)} paused this pair. Changes on both sides are kept; only they can resume it.`,
    both: (name: string): string =>
      `Your side and ${isolated(name)} paused this pair. Changes on both sides are kept and follow when both have resumed it.`,
  },
  conflicts: (n: number): string =>
    `${n === 1 ? 'One value was' : `${n} values were`} changed on both sides. A Jira admin chooses in Accord’s settings; until then each side keeps its own.`,
  history: 'History',
  sync: 'Sync now',
  pause: 'Pause',
  pauseHint: 'Nothing is sent or received for this pair until your side resumes it.',
  resume: 'Resume',
  resumeHint: 'What changed meanwhile on either side follows.',
  unlinkAsk: 'Unlink…',
  unlink: 'Unlink',
  unlinkTitle: (key: string | null): string => (key === null ? 'Unlink this pair?' : `Unlink from ${key}?`),
  unlinkText:
    'Both issues stay as they are and no longer follow one another. This cannot be undone; sending the issue again makes a new issue there.',
  done: {
    sync: 'Asked. Changes follow in a moment.',
    pause: 'Paused.',
    resume: 'Resumed.',
    unlink: 'Unlinked.',
  },
  atPartner: (name: string): string => `at ${isolated(name)}`,
  project: (key: string): string => `Project ${key}`,
  inProject: (project: string): string => `in project ${project}`,
  create: (where: string): string => `Create ${where}`,
  createBy: (contract: string): string => `By the contract ${isolated(contract)}`,
  createAsked: (where: string): string => `The issue is being created ${where}. The pair appears here in a moment.`,
  comments: (shared: number, all: number): string => `Comments: ${shared} of ${all} shared`,
  commentsHint: (inside: boolean): string =>
    `Only comments switched on here go to the ${inside ? 'other issue' : 'partner'}. Switching one off takes it back.`,
  shareLabel: (author: string, excerpt: string, inside: boolean): string =>
    `Share the comment of ${author} with the ${inside ? 'other issue' : 'partner'}: ${excerpt}`,
  ended: (n: number): string => (n === 1 ? 'One ended pair' : `${n} ended pairs`),
  stale: 'Not refreshed.',
  toContract: 'Contract settings',
  toActivity: 'All activity of this pair',
  toProblems: 'Problems',
  toConflicts: 'Conflicts',
};
