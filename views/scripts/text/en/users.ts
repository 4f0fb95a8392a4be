import { common } from './common';
import { isolated } from '../isolated';

const { count } = common;

export const users = {
  title: 'Match users',
  intro: (partner: string): string =>
    `Say which of your users stands for which user of ${isolated(partner)}. Then assignees, reporters and mentions arrive as people. Who is not matched arrives as a name in text.`,
  introInside:
    'Both projects are in this Jira: people stand for themselves. Match only those who have a second account.',
  shared: 'Both of you see and change this one list. Only account IDs are in it.',
  partner: 'your partner',
  overview: 'Accord',
  mine: 'Your user',
  theirs: (partner: string): string => `User of ${isolated(partner)}`,
  theirAccount: (partner: string): string => `Account ID at ${isolated(partner)}`,
  accountHint: 'It stands at the end of the address of their profile page in Jira.',
  add: 'Match',
  added: (n: number): string => `${count(n, 'user is', 'users are')} matched now`,
  removed: 'The match was removed',
  removeTitle: 'Remove this match?',
  removeText: (mine: string, theirs: string): string =>
    `${mine} no longer stands for ${theirs}. From now on they arrive as a name in text; what arrived before stays.`,
  remove: 'Remove',
  removeOf: (who: string): string => `Remove the match of ${who}`,
  removeTextInside: (mine: string, theirs: string): string =>
    `${mine} no longer stands for ${theirs}. From now on each stands for themselves; what arrived before stays.`,
  unknown: 'Not a user of this Jira',
  search: 'Search',
  searchExample: 'Name or account ID…',
  empty: 'Nobody is matched yet',
  emptyText:
    'Match people one by one or import a list. People of your partner whose names come with an issue are suggested.',
  emptyTextInside: 'Match people one by one, or import a list.',
  list: (n: number): string => (n === 0 ? 'Matched users' : `Matched users (${n})`),
  noMatch: 'Nobody matches the search.',
  showMore: (n: number): string => `Show ${n} more`,
  addTitle: 'Match one user',
  mineMissing: 'Choose one of your users.',
  theirsMissing: 'Give the account ID of their user.',
  theirsWrong: 'This is no account ID: it has no blanks and no “@”.',
  mineTaken: 'This user is matched already. Remove that match first.',
  theirsTaken: 'This account is matched already. Remove that match first.',
  suggestions: 'Suggestions',
  suggestionsText: 'People of your partner whose names came with an issue, and who of yours may be the right one.',
  sameName: 'Same name',
  partName: 'Similar name',
  takeAll: (n: number): string => `Match all ${n} with the same name`,
  file: 'As a file',
  fileText: 'A CSV with a line for each pair. Export the list to see how it looks.',
  export: 'Export as CSV',
  import: 'Import a CSV',
  importHint: 'Separated by comma, semicolon or tab. Matches that are in the list already stay.',
  columns: { account: (site: string): string => `${site} account ID`, name: (site: string): string => `${site} name` },
  found: (n: number, file: string): string => `${count(n, 'new match', 'new matches')} in ${file}.`,
  already: (n: number): string => (n === 0 ? '' : `${count(n, 'is', 'are')} in the list already.`),
  replaces: (n: number): string => (n === 0 ? '' : `${count(n, 'match is', 'matches are')} replaced.`),
  checking: 'Looking up your users…',
  doImport: (n: number): string => `Take over ${count(n, 'match', 'matches')}`,
  faults: (n: number): string => `${count(n, 'line', 'lines')} cannot be taken over`,
  fault: (line: number, words: string): string => `Line ${line}: ${words}`,
  moreFaults: (n: number): string => `And ${n} more.`,
  faultKinds: {
    missing: (what: string): string =>
      what === '' ? 'an account ID is missing.' : `an account ID is missing beside “${what}”.`,
    tooMany: (what: string): string => `it has ${what} columns; 2 or 4 are expected.`,
    notAnAccount: (what: string): string => `“${isolated(what)}” is no account ID.`,
    twice: (what: string): string => `“${isolated(what)}” stands on an earlier line too.`,
    overLimit: (): string => 'the list would become too long (5,000).',
    unknown: (what: string): string => `“${isolated(what)}” is not a user of this Jira.`,
  },
};
