import { useMemo } from 'preact/hooks';
import { text } from '../../text';
import { type ConflictWords } from '../../text/en/conflicts';
import { valueWords } from './value-words';
import { diffWords, type Run } from './word-diff';

interface ValueProps {
  readonly title: string;
  readonly runs: readonly Run[];
  readonly kind: 'mine' | 'theirs';
}

const Value = ({ title, runs, kind }: ValueProps) => (
  <div class="value-side">
    <span class="field-label">{title}</span>
    {/* A long value scrolls in its box, by keyboard too. */}
    <div class="value-text" dir="auto" tabIndex={0} role="group" aria-label={title}>
      {runs.length === 0 ? <span class="subtle">{text.conflicts.emptyValue}</span> : null}
      {runs.map((run, index) =>
        run.same ? (
          <span key={index}>{run.text}</span>
        ) : (
          <mark key={index} class={`diff-${kind}`}>
            {run.text}
          </mark>
        ),
      )}
    </div>
  </div>
);

/** Both values side by side, with the words marked in which they differ. */
export const TwoValues = ({
  mine,
  theirs,
  titles,
}: {
  mine: string;
  theirs: string;
  titles: ConflictWords['values'];
}) => {
  const diff = useMemo(() => diffWords(valueWords(mine), valueWords(theirs)), [mine, theirs]);
  return (
    <div class="columns">
      <Value title={titles.mine} runs={diff.mine} kind="mine" />
      <Value title={titles.theirs} runs={diff.theirs} kind="theirs" />
    </div>
  );
};
