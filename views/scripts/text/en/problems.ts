const KINDS: Readonly<Record<string, string>> = {
  refused: 'Jira refused a value',
  forbidden: 'Accord lacks a permission',
  gone: 'Something is not there any more',
  malformed: 'Jira answered in an unexpected way',
  unauthorised: 'Jira does not let Accord in',
  'too-large': 'Too large',
  'no-transition': 'The workflow has no way to a status',
  'no-option': 'An option is missing',
  'no-user': 'A user is not known here',
  'no-label': 'A label cannot be used here',
  'no-issue-type': 'An issue type is missing',
  'too-many-changes': 'Stopped: far more would change than usual',
  archived: 'An issue is archived',
  policy: 'A data security policy keeps Accord out',
  full: 'An issue is full',
  hidden: 'An issue is out of Accord’s sight',
  'was-deleted': 'Was it deleted?',
  'many-removals': 'Many issues would be deleted',
  'comment-hidden': 'A comment is restricted',
  withdrawn: 'A comment is no longer meant for the partner',
  'ping-pong': 'Stopped: two automations change the same value back and forth',
  'partner-problem': 'On your partner’s side',
};

export const problems = {
  title: 'Problems',
  empty: 'No problems',
  emptyText:
    'Everything that your contracts exchange gets through. What does not will stand here with its cause and what to do.',
  kind: (code: string): string => {
    const words = code.replaceAll('-', ' ');
    return KINDS[code] ?? words.charAt(0).toUpperCase() + words.slice(1);
  },
  remedy: 'What to do:',
  since: 'opened',
  partners: 'Partner must act',
  noKey: 'no issue yet',
  retry: 'Try again',
  /** Words of the button, of what follows, and of the question before it where nothing leads back. */
  answers: {
    deleted: { button: 'It was deleted', done: 'The pair ends as the contract says' },
    'still-there': { button: 'It is still there', done: 'The pair waits until Accord sees the issue again' },
    delete: { button: 'Delete them', done: 'The issues are deleted' },
    keep: { button: 'Keep them', done: 'The issues stay, and their pairs end' },
  },
  sure: {
    title: 'Delete these issues?',
    deletedTitle: 'Was the issue deleted?',
    text: 'They are deleted in Jira, and Accord cannot bring them back.',
    deletedText:
      'The pair ends. Where the partner’s side of the contract says so, the copy is deleted as well, and Accord cannot bring it back.',
  },
  retryAll: (n: number): string => `Try all ${n} again`,
  retryEverything: 'Try everything again',
  asked: (n: number): string => (n === 1 ? 'One problem is tried again' : `${n} problems are tried again`),
  askedText: 'What works now leaves this list in a moment.',
  showAll: (n: number): string => `Show all ${n}`,
  search: 'Search',
  searchExample: 'Issue key or words…',
  contract: 'Contract',
  allContracts: 'All contracts',
  noMatch: 'No problem matches.',
  most: (n: number): string => `The newest ${n} are shown. More follow when these are solved.`,
};
