const between = {
  values: { mine: 'Yours', theirs: 'Partner’s' },
  wonByRule: { mine: 'Yours won by the rule', theirs: 'Partner’s won by the rule', both: 'Both were kept' },
  wasChosen: { mine: 'Yours was chosen', theirs: 'Partner’s was chosen', both: 'Both were kept' },
  choose: { mine: 'Keep mine', theirs: 'Take theirs', both: 'Keep both' },
  restore: { mine: 'Restore yours', theirs: 'Restore the partner’s', both: 'Keep both' },
  wins: {
    mine: 'Yours would win by the contract’s rule.',
    theirs: 'The partner’s would win by the contract’s rule.',
  },
};

/** How the two sides of a conflict are called. */
export type ConflictWords = typeof between;

export const conflicts = {
  title: 'Conflicts',
  intro:
    'The same thing was changed on both sides to different values. Nothing is lost: both values stay readable here.',
  empty: 'No conflicts',
  emptyText: 'When both sides change the same value, the contract’s rule decides, or it asks here.',
  openTitle: 'Waits for a decision',
  noneOpen: 'Nothing waits for a decision.',
  decidedTitle: 'Decided',
  noneDecided: 'Nothing was decided yet.',
  open: 'Open',
  emptyValue: 'empty',
  hours: (n: number): string => `${n} h`,
  between,
  /** Inside one Jira nobody is "you": the two sides are its projects. */
  inside: (mine: string, theirs: string): typeof between => ({
    values: { mine, theirs },
    wonByRule: { mine: `${mine} won by the rule`, theirs: `${theirs} won by the rule`, both: 'Both were kept' },
    wasChosen: { mine: `${mine} was chosen`, theirs: `${theirs} was chosen`, both: 'Both were kept' },
    choose: { mine: `Take the value of ${mine}`, theirs: `Take the value of ${theirs}`, both: 'Keep both' },
    restore: { mine: `Restore the value of ${mine}`, theirs: `Restore the value of ${theirs}`, both: 'Keep both' },
    wins: { mine: `${mine} would win by the contract’s rule.`, theirs: `${theirs} would win by the contract’s rule.` },
  }),
  decided: 'Decided',
  restored: 'The value is restored',
  decidedText: 'Both issues follow in a moment.',
};
