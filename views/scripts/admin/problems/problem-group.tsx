import { useState } from 'preact/hooks';
import { type Overview, type Problem } from '../../host/api-types';
import { Button, LinkTo, Lozenge, Time } from '../../kit';
import { text } from '../../text';
import { inSiteNames } from '../../text/site-names';
import { sidesOf } from '../activity/sides';
import { Answers } from './answers';
import { type Group } from './groups';
import { IssueKeys } from './issue-keys';

const SHOWN = 10;

interface RowProps {
  readonly problem: Problem;
  readonly standing: Overview | null;
  readonly retrying: boolean;
  readonly onRetry: () => void;
  readonly onAnswered: () => void;
}

const ProblemRow = ({ problem, standing, retrying, onRetry, onAnswered }: RowProps) => {
  const { keys, connection, contract, subject, cause, remedy, whose, mayRetry, openedAt } = problem;
  const { side, names } = sidesOf({ connection, keys }, standing);
  const words = text.problems;
  return (
    <li class="record">
      <div class="record-head">
        <div class="row">
          <strong dir="auto">{subject}</strong>
          <IssueKeys keys={keys} side={side} standing={standing} />
          {whose === 'partner' ? <Lozenge tone="warning">{words.partners}</Lozenge> : null}
        </div>
        {problem.answers.length > 0 ? <Answers problem={problem} onAnswered={onAnswered} /> : null}
        {mayRetry && problem.answers.length === 0 ? (
          <Button busy={retrying} onClick={onRetry}>
            {words.retry}
          </Button>
        ) : null}
      </div>
      <p dir="auto">{inSiteNames(cause, names)}</p>
      <p dir="auto">
        <strong>{words.remedy}</strong> {inSiteNames(remedy, names)}
      </p>
      <p class="subtle">
        <LinkTo to={['contracts', contract.id]}>
          <span dir="auto">{contract.name}</span>
        </LinkTo>{' '}
        · {words.since} <Time at={openedAt} />
      </p>
    </li>
  );
};

interface Props {
  readonly group: Group<Problem>;
  readonly standing: Overview | null;
  /** Ids that were asked to be tried again. */
  readonly tried: readonly string[];
  readonly busy: boolean;
  readonly onRetry: (problem: Problem) => void;
  readonly onAnswered: () => void;
  /** Null while only some of the kind are shown: the server tries all of it. */
  readonly onRetryAll: (() => void) | null;
}

/** Problems of one kind: they often have one remedy, and are tried again together. */
export const ProblemGroup = ({
  group: { kind, entries },
  standing,
  tried,
  busy,
  onRetry,
  onAnswered,
  onRetryAll,
}: Props) => {
  const [all, setAll] = useState(false);
  const words = text.problems;
  const title = words.kind(kind);
  return (
    <section class="card" aria-label={title}>
      <div class="record-head">
        <h2>
          {title}
          <span class="badge">{entries.length}</span>
        </h2>
        {entries.length > 1 && onRetryAll && entries.some(({ answers }) => answers.length === 0) ? (
          <Button busy={busy} onClick={onRetryAll}>
            {words.retryAll(entries.length)}
          </Button>
        ) : null}
      </div>
      <ul class="plain-list">
        {(all ? entries : entries.slice(0, SHOWN)).map((problem) => (
          <ProblemRow
            key={problem.id}
            problem={problem}
            standing={standing}
            retrying={tried.includes(problem.id)}
            onRetry={() => onRetry(problem)}
            onAnswered={onAnswered}
          />
        ))}
      </ul>
      {!all && entries.length > SHOWN ? (
        <Button kind="subtle" onClick={() => setAll(true)}>
          {words.showAll(entries.length)}
        </Button>
      ) : null}
    </section>
  );
};
