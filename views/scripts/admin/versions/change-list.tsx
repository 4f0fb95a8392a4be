import { type Change } from '../../host/api-types';
import { text } from '../../text';
import { type FieldNames, isBlank, placeWords, valueWords } from './change-words';

const kindOf = ({ before, after }: Change): 'added' | 'removed' | 'changed' =>
  isBlank(before) ? 'added' : isBlank(after) ? 'removed' : 'changed';

const ChangeRow = ({ change, fields }: { change: Change; fields: FieldNames }) => {
  const kind = kindOf(change);
  const words = text.versions;
  return (
    <li class="change">
      <span>
        <strong dir="auto" title={change.path}>
          {placeWords(change.path)}
        </strong>{' '}
        <span class="subtle">{words[kind]}</span>
      </span>
      {kind === 'added' ? null : (
        <del class="change-before" dir="auto" aria-label={words.before}>
          {valueWords(change.path, change.before, fields)}
        </del>
      )}
      {kind === 'removed' ? null : (
        <ins class="change-after" dir="auto" aria-label={words.after}>
          {valueWords(change.path, change.after, fields)}
        </ins>
      )}
    </li>
  );
};

const OPEN_UP_TO = 6;

/** A diff that reads as sentences; long ones are folded. */
export const ChangeList = ({ changes, fields }: { changes: readonly Change[]; fields: FieldNames }) =>
  changes.length === 0 ? (
    <p class="subtle">{text.versions.noChanges}</p>
  ) : (
    <details open={changes.length <= OPEN_UP_TO}>
      <summary>{text.versions.changes(changes.length)}</summary>
      <ul class="plain-list stack-small">
        {changes.map((change) => (
          <ChangeRow key={change.path} change={change} fields={fields} />
        ))}
      </ul>
    </details>
  );
