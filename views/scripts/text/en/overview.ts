import { common } from './common';

const count = common.count;

export const overview = {
  title: 'Accord',
  nav: 'Accord',
  connections: 'Connections',
  activity: 'Activity',
  problems: 'Problems',
  conflicts: 'Conflicts',
  templatesOf: (n: number): string => (n === 0 ? 'Templates' : `Templates (${n})`),
  invite: 'Invite a partner',
  accept: 'Accept an invitation',
  inside: 'Connect two projects of this Jira',
  over: (n: number): string => `Earlier connections (${n})`,
  lastChange: 'Last change seen',
  noChange: 'No change seen yet',
  waiting: (n: number): string =>
    n === 0 ? 'Nothing is waiting' : count(n, 'change is waiting', 'changes are waiting'),
  running: (running: number, total: number): string =>
    total === 0 ? 'No contracts' : `${running} of ${count(total, 'contract', 'contracts')} running`,
  problemCount: (n: number): string => count(n, 'problem', 'problems'),
  conflictCount: (n: number): string => count(n, 'conflict', 'conflicts'),
  next: 'Next step',
  state: {
    waiting: 'Waiting for an answer',
    running: 'Running',
    notRunning: 'Not running yet',
    paused: 'Paused by you',
    pausedByPartner: 'Paused by your partner',
    partnerOff: 'Switched off at your partner',
    partnerGone: 'Removed by your partner',
    declined: 'Declined',
    revoked: 'Withdrawn',
    expired: 'Invitation expired',
    ended: 'Ended',
  },
  withPartner: 'with',
  noPartner: 'No partner yet',
  internal: 'Inside this Jira',
  step: {
    'partner-answers': { says: 'Your partner has not answered the invitation yet.', act: 'Show the invitation' },
    'partner-installs': {
      says: 'Your partner has removed Accord from their Jira. Ask them to install it again; until then changes wait.',
      act: 'Show the connection',
    },
    'partner-switches-on': {
      says: 'Accord is switched off in your partner’s Jira. Ask them to switch it on again; until then changes wait.',
      act: 'Show the connection',
    },
    'create-contract': { says: 'Say what is exchanged: create the first contract.', act: 'Create a contract' },
    'write-half': { says: 'Set up your side of', act: 'Set it up' },
    'enable-half': { says: 'Your side is set up. Check it and switch it on:', act: 'Check and switch on' },
    resume: { says: 'You paused this connection. What changes meanwhile waits here.', act: 'Go to resume' },
    'answer-pairs': { says: 'Your partner asks for pairs of issues, and waits for your answer, in', act: 'Answer' },
    'solve-problems': { says: 'Something needs you before it gets through, in', act: 'Solve problems' },
    'decide-conflicts': { says: 'Both sides changed the same value. Decide which one counts, in', act: 'Decide' },
    'partner-writes-half': { says: 'Your partner still has to set up their side of', act: '' },
    'partner-enables': { says: 'Your partner still has to switch on their side of', act: '' },
  },
  /** Within one Jira both sides are ours. */
  internalStep: {
    'write-half': { says: 'Set up the first side of', act: 'Set it up' },
    'enable-half': { says: 'The first side is set up. Check it and switch it on:', act: 'Check and switch on' },
    'partner-writes-half': { says: 'Set up the second side of', act: 'Set it up' },
    'partner-enables': { says: 'Switch on the second side of', act: 'Check and switch on' },
  },
  start: {
    title: 'Keep issues in step with another company’s Jira',
    intro:
      'You and your partner each keep your own projects, fields and workflow. You agree on what is exchanged; Accord does the rest behind the scenes.',
    steps: [
      {
        title: 'Connect',
        says: 'Invite your partner, or accept the invitation they sent you. They need Accord in their Jira as well.',
      },
      {
        title: 'Create a contract',
        says: 'Pick what fits, for example “we send tickets”, and say which issues and fields take part. Your partner does the same on their side.',
      },
      { title: 'Switch on', says: 'Try it on a real issue first. Nothing leaves this Jira before both sides are on.' },
    ],
  },
};
