import { agreedRule, type ConflictRule, type FieldRule, otherSide, type Side, withSide } from '../../model';
import { type Check, warning, when } from './live';

const SAYS: Readonly<Record<ConflictRule, string>> = {
  master: 'the master wins',
  provider: 'the provider wins',
  latest: 'the later change wins',
  ask: 'an admin is asked',
};

const together = (side: Side, mine: FieldRule, theirs: FieldRule): ConflictRule =>
  agreedRule(withSide({ master: mine, provider: mine }, otherSide(side), theirs));

const because = (rule: ConflictRule): string =>
  rule === 'ask'
    ? 'Where either side asks, both keep their value until someone chooses under Conflicts.'
    : `Together it is: ${SAYS[rule]}.`;

/** Where the partner's rule makes another one of what this half says, the admin learns it before it counts. */
export const checkConflict: Check = (half, { partnerConflict, side }) => {
  if (partnerConflict === null) return [];
  const differs = (path: string, mine: FieldRule, theirs: FieldRule) => {
    const said = mine.own ?? mine.all;
    const rule = together(side, mine, theirs);
    return when(
      rule !== said,
      warning(
        path,
        `When both sides change the same, your side says: ${SAYS[said]}; your partner's: ${SAYS[theirs.own ?? theirs.all]}. ${because(rule)}`,
        'Leave it if that is wanted, or agree on one rule with your partner.',
      ),
    );
  };
  const all = { own: null, all: partnerConflict.all };
  return [
    ...differs('conflict', { own: null, all: half.conflict }, all),
    ...half.receive.fields.flatMap((rule, at) => {
      const theirs = rule.from === null ? null : (partnerConflict.fields[rule.from] ?? null);
      if (rule.from === null || (rule.conflict === null && theirs === null)) return [];
      const mine = { own: rule.conflict, all: half.conflict };
      return differs(`receive.fields[${at}].conflict`, mine, { ...all, own: theirs });
    }),
  ];
};
