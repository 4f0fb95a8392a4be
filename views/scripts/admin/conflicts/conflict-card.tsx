import { type Conflict, type Overview } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, LinkTo, Lozenge, Time } from '../../kit';
import { text } from '../../text';
import { IssueKeys } from '../problems/issue-keys';
import { offersOf, otherSide, standsNow, type Offer } from './conflict-state';
import { TwoValues } from './two-values';

interface Props {
  readonly conflict: Conflict;
  readonly standing: Overview | null;
  readonly onDone: () => void;
}

const Outcome = ({ conflict }: { conflict: Conflict }) => {
  const { side, chosen } = conflict;
  const words = text.conflicts;
  const now = standsNow(conflict);
  if (now === null) return <Lozenge tone="warning">{words.open}</Lozenge>;
  const whose = now === 'both' ? 'both' : now === side ? 'mine' : 'theirs';
  return <Lozenge tone="success">{chosen === null ? words.wonByRule[whose] : words.wasChosen[whose]}</Lozenge>;
};

const wordsOf = ({ whose, restores }: Offer): string => text.conflicts[restores ? 'restore' : 'choose'][whose];

/** One conflict with what may be chosen; the value that loses stays readable here. */
export const ConflictCard = ({ conflict, standing, onDone }: Props) => {
  const { id, keys, side, values, contract, at } = conflict;
  const words = text.conflicts;
  const choose = useAction(async ({ choice, restores }: Offer) => {
    await post(`/conflicts/${id}/choose`, { side: choice });
    showFlag('success', restores ? words.restored : words.decided, words.decidedText);
    onDone();
  });
  return (
    <li class="card">
      <div class="record-head">
        <IssueKeys keys={keys} side={side} standing={standing} />
        <Outcome conflict={conflict} />
      </div>
      <TwoValues mine={values[side]} theirs={values[otherSide(side)]} partner={words.theirs} />
      <p class="subtle">
        <LinkTo to={['contracts', contract.id]}>
          <span dir="auto">{contract.name}</span>
        </LinkTo>{' '}
        · <Time at={at} />
      </p>
      <div class="actions">
        {offersOf(conflict).map((offer) => (
          <Button key={offer.choice} busy={choose.busy} onClick={() => choose.run(offer)}>
            {wordsOf(offer)}
          </Button>
        ))}
      </div>
    </li>
  );
};
