import { isolated } from '../isolated';

const count = (n: number): string => n.toLocaleString('en');
const issues = (n: number): string => `${count(n)} ${n === 1 ? 'issue' : 'issues'}`;

const pairs = (n: number): string => `${count(n)} ${n === 1 ? 'pair' : 'pairs'}`;

export const bulk = {
  intro:
    'Bring issues that were there before the contract into it: link those that both sides have already, or create the missing ones at your partner.',
  noHalf: 'Your side is not written yet',
  noHalfText: 'Accord must know which issues and fields the contract is about before it can link many of them.',
  writeHalf: 'Write your side',
  notRunning: 'The contract is not running',
  notRunningText: (mine: boolean): string =>
    mine
      ? 'Your partner’s side is switched off. Issues can be linked or created as soon as both sides are on.'
      : 'Your side is switched off. Issues can be linked or created as soon as both sides are on.',
  toContract: 'Go to your side',
  wayTitle: 'What do you want to do?',
  ways: {
    field: {
      name: 'Link by a field',
      hint: 'Both sides have the issues, and a field of yours holds the partner’s key.',
    },
    list: { name: 'Link by a list', hint: 'Both sides have the issues, and you have the pairs in a spreadsheet.' },
    create: {
      name: 'Create the missing ones',
      hint: 'Your issues have no partner issue yet. One is created for each.',
    },
  },
  jql: 'Which of your issues (JQL)',
  jqlHint: 'Filled in with the issues of your side of the contract. Issues outside of it are left out.',
  keyField: 'Field that holds the partner’s key',
  keyFieldHint: 'A text field with a key such as ACM-17.',
  file: 'CSV file',
  fileHint: 'Two columns: your issue, the partner’s issue. Keys or ids; at most 10,000 lines.',
  paste: 'Or paste the pairs',
  pasteExample: 'SUP-1, ACM-17\nSUP-2, ACM-18',
  pairs: (n: number): string => (n === 1 ? '1 pair is read.' : `${count(n)} pairs are read.`),
  faults: (n: number): string => (n === 1 ? 'One line is left out' : `${count(n)} lines are left out`),
  fault: (line: number, what: string): string => `Line ${count(line)}: ${what}`,
  moreFaults: (n: number): string => `And ${count(n)} more.`,
  faultKinds: {
    missing: (what: string): string =>
      what === '' ? 'an issue is missing.' : `“${what}” stands alone; the other issue is missing.`,
    tooMany: (n: string): string => `${n} columns where two are expected.`,
    notAKey: (what: string): string => `“${isolated(what)}” is neither a key such as SUP-1 nor an id.`,
    twice: (what: string): string => `${isolated(what)} stands in a line above already.`,
    overLimit: (what: string): string => `${what} is beyond the first 10,000 pairs. Run them afterwards.`,
  },
  forecast: 'See what would happen',
  forecastHint: 'Nothing is changed yet.',
  forecastTitle: 'What would happen',
  nothingToDo: 'No issue is left to work on. See below why.',
  issues: 'Issues to work on',
  minutes: 'Time',
  about: (n: number): string => (n === 0 ? '–' : n < 1 ? 'less than a minute' : `about ${count(Math.ceil(n))} min`),
  calls: 'Calls of Jira',
  alreadyLinked: 'Already linked',
  outOfScope: 'Outside the contract',
  unmatched: 'Without a match',
  unmatchedTitle: (n: number): string => (n === 1 ? 'One issue without a match' : `${count(n)} issues without a match`),
  sample: 'For example:',
  issue: 'Issue',
  reason: 'Why',
  start: (kind: 'create' | 'link', n: number): string =>
    kind === 'create' ? `Create ${issues(n)} at the partner` : `Link ${issues(n)}`,
  askPartner: (n: number): string => `Ask the partner for ${pairs(n)}`,
  asks: (n: number): string =>
    n === 1
      ? 'Your partner would be asked for 1 pair. It is linked when your partner accepts; until then nothing of either issue is sent.'
      : `Your partner would be asked for ${count(n)} pairs. Each is linked when your partner accepts it; until then nothing of either issue is sent.`,
  started: 'Started',
  kinds: { create: 'Create the missing ones', link: 'Link existing issues' },
  states: {
    running: 'Running',
    paused: 'Paused',
    stopped: 'Stopped',
    asked: 'Waits for your partner',
    finished: 'Finished',
  },
  gathering: (total: number): string => `Looking for issues: ${count(total)} found so far.`,
  progress: (passed: number, total: number): string => `${count(passed)} of ${count(total)}.`,
  outcome: (done: number, failed: number, skipped: number): string =>
    [`${count(done)} done`, `${count(failed)} failed`, `${count(skipped)} left out`].join(', ') + '.',
  awaiting: (n: number): string =>
    n === 0
      ? ''
      : n === 1
        ? '1 pair waits for your partner’s answer.'
        : `${count(n)} pairs wait for your partner’s answer.`,
  withdrawAsk: 'Withdraw…',
  withdraw: 'Withdraw',
  withdrawTitle: 'Withdraw what this run asks for?',
  withdrawText: 'Your partner sees these pairs no more. Those that were accepted stay linked.',
  asked: {
    title: (partner: string, n: number): string => `${isolated(partner)} asks for ${pairs(n)}`,
    text: (partner: string): string =>
      `Once you accept, the two issues are kept in sync, and what your side of the contract sends of yours goes to ${isolated(partner)}. Before that nothing does, not even whether the issue exists.`,
    yours: 'Your issue',
    theirs: 'Partner’s issue',
    when: 'Asked',
    answer: 'Answer',
    named: (name: string): string => `(named ${isolated(name)})`,
    issues: {
      none: 'No such issue in your side of the contract',
      hidden: 'You may not view this issue',
      unknown: 'Jira did not answer',
    },
    accept: 'Accept',
    decline: 'Decline',
    ofRun: (n: number): string => `${pairs(n)}, asked`,
    acceptAll: (n: number): string => (n === 1 ? 'Accept it' : `Accept all ${count(n)}`),
    declineAll: (n: number): string => (n === 1 ? 'Decline it' : `Decline all ${count(n)}`),
    allTitle: {
      accept: (n: number): string => `Accept ${pairs(n)}?`,
      decline: (n: number): string => `Decline ${pairs(n)}?`,
    },
    allText: {
      accept: (partner: string): string =>
        `Look through the list first: each of your issues in it that your side of the contract covers is sent to ${isolated(partner)}.`,
      decline: (partner: string): string => `${isolated(partner)} can ask for them again in a week.`,
    },
    answered: {
      accept: (n: number): string => `${pairs(n)} accepted`,
      decline: (n: number): string => `${pairs(n)} declined`,
    },
    first: 'Back to the first',
    more: 'Show more',
  },
  startedAt: 'Started',
  left: (n: number): string => (n < 1 ? 'less than a minute left' : `about ${count(Math.ceil(n))} minutes left`),
  pause: 'Pause',
  resume: 'Resume',
  stopAsk: 'Stop…',
  stop: 'Stop',
  stopTitle: 'Stop this run?',
  stopText: (done: number, rest: number): string =>
    `${issues(done)} that are done stay linked. ${count(rest)} are not looked at any more; a new run takes them up.`,
  failures: (n: number): string => (n === 1 ? 'One issue failed' : `${count(n)} issues failed`),
  onlySome: (n: number): string => (n === 1 ? 'Only the first one is shown.' : `Only the first ${n} are shown.`),
  earlier: 'Earlier runs',
};
