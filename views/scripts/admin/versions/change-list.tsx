import { type Change } from '../../host/api-types';
import { text } from '../../text';

const isNothing = (value: unknown): boolean => value === undefined || value === null;

/** A value of a half in words: a word stays a word, a list is listed, the rest is JSON. */
const wordsOf = (value: unknown): string => {
  if (isNothing(value)) return text.versions.nothing;
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return JSON.stringify(value, null, 1);
};

const kindOf = ({ before, after }: Change): 'added' | 'removed' | 'changed' =>
  isNothing(before) ? 'added' : isNothing(after) ? 'removed' : 'changed';

const ChangeRow = ({ change }: { change: Change }) => {
  const kind = kindOf(change);
  const words = text.versions;
  return (
    <li class="change">
      <span>
        <strong>{words.place(change.path)}</strong> <span class="subtle">{words[kind]}</span>{' '}
        <code class="subtle" dir="auto">
          {change.path}
        </code>
      </span>
      {kind === 'added' ? null : (
        <del class="change-before" dir="auto" aria-label={words.before}>
          {wordsOf(change.before)}
        </del>
      )}
      {kind === 'removed' ? null : (
        <ins class="change-after" dir="auto" aria-label={words.after}>
          {wordsOf(change.after)}
        </ins>
      )}
    </li>
  );
};

const OPEN_UP_TO = 6;

/** A diff that reads as sentences; long ones are folded. */
export const ChangeList = ({ changes }: { changes: readonly Change[] }) =>
  changes.length === 0 ? (
    <p class="subtle">{text.versions.noChanges}</p>
  ) : (
    <details open={changes.length <= OPEN_UP_TO}>
      <summary>{text.versions.changes(changes.length)}</summary>
      <ul class="plain-list stack-small">
        {changes.map((change) => (
          <ChangeRow key={change.path} change={change} />
        ))}
      </ul>
    </details>
  );
