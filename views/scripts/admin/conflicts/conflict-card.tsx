import { type Conflict, type Overview } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, LinkTo, Lozenge, Time } from '../../kit';
import { text } from '../../text';
import { type ConflictWords } from '../../text/en/conflicts';
import { sidesOf } from '../activity/sides';
import { IssueKeys } from '../problems/issue-keys';
import { offersOf, otherSide, standsNow, type Offer } from './conflict-state';
import { TwoValues } from './two-values';

interface Props {
  readonly conflict: Conflict;
  readonly standing: Overview | null;
  readonly onDone: () => void;
}

const Outcome = ({ conflict, words }: { conflict: Conflict; words: ConflictWords }) => {
  const { side, chosen } = conflict;
  const now = standsNow(conflict);
  if (now === null) return <Lozenge tone="warning">{text.conflicts.open}</Lozenge>;
  const whose = now === 'both' ? 'both' : now === side ? 'mine' : 'theirs';
  return <Lozenge tone="success">{chosen === null ? words.wonByRule[whose] : words.wasChosen[whose]}</Lozenge>;
};

/** Inside one Jira by its projects. */
const wordsFor = (conflict: Conflict, standing: Overview | null): ConflictWords => {
  const { names, side } = sidesOf(conflict, standing);
  const [mine, theirs] = [names[conflict.side], names[otherSide(conflict.side)]];
  return side === null && mine !== null && theirs !== null
    ? text.conflicts.inside(mine, theirs)
    : text.conflicts.between;
};

/** One conflict with what may be chosen; the value that loses stays readable here. */
export const ConflictCard = ({ conflict, standing, onDone }: Props) => {
  const { id, keys, side, values, withheld, contract, at } = conflict;
  const words = wordsFor(conflict, standing);
  const choose = useAction(async ({ choice, restores }: Offer) => {
    await post(`/conflicts/${id}/choose`, { side: choice });
    showFlag('success', restores ? text.conflicts.restored : text.conflicts.decided, text.conflicts.decidedText);
    onDone();
  });
  return (
    <li class="card">
      <div class="record-head">
        <IssueKeys keys={keys} side={side} standing={standing} />
        <Outcome conflict={conflict} words={words} />
      </div>
      {values ? (
        <TwoValues mine={values[side]} theirs={values[otherSide(side)]} titles={words.values} />
      ) : (
        <p class="subtle">{withheld}</p>
      )}
      <p class="subtle">
        <LinkTo to={['contracts', contract.id]}>
          <span dir="auto">{contract.name}</span>
        </LinkTo>{' '}
        · <Time at={at} />
      </p>
      <div class="actions">
        {(values ? offersOf(conflict) : []).map((offer) => (
          <Button key={offer.choice} busy={choose.busy} onClick={() => choose.run(offer)}>
            {words[offer.restores ? 'restore' : 'choose'][offer.whose]}
          </Button>
        ))}
      </div>
    </li>
  );
};
