import { useId } from 'preact/hooks';
import { Button, IconButton, Lozenge, TextInput } from '../../../kit';
import { text } from '../../../text';
import { type Table, unmatched, withMatches } from './values';

interface PairTableProps {
  readonly title: string;
  readonly table: Table;
  /** Labels that come in; each gets a line, whether it stands in the table or not. */
  readonly left: readonly string[];
  /** Labels that may come out; empty where they are not known. */
  readonly right: readonly string[];
  readonly onChange: (table: Table) => void;
}

const without = (table: Table, key: string): Table =>
  Object.fromEntries(Object.entries(table).filter(([one]) => one !== key));

/** A table of options. What does not stand in it keeps its name; a name that the other list lacks is marked. */
export const PairTable = ({ title, table, left, right, onChange }: PairTableProps) => {
  const words = text.contract;
  const list = useId();
  const labels = [...new Set([...left, ...Object.keys(table)])].filter((label) => label !== '');
  const open = new Set(unmatched(table, labels, right));
  return (
    <div class="stack-small">
      <div class="row">
        <strong>{title}</strong>
        {open.size > 0 ? (
          <Button onClick={() => onChange(withMatches(table, labels, right))}>{words.fillMatches}</Button>
        ) : null}
      </div>
      <datalist id={list}>
        {right.map((label) => (
          <option key={label} value={label} />
        ))}
      </datalist>
      {labels.map((label) => (
        <div class="option-pair" key={label}>
          <span dir="auto">{label}</span>
          <span aria-hidden="true">→</span>
          <TextInput
            label={`${label} →`}
            list={list}
            value={table[label] ?? ''}
            placeholder={words.sameName}
            onChange={(value) => onChange(value === '' ? without(table, label) : { ...table, [label]: value })}
          />
          {open.has(label) ? <Lozenge tone="warning">{words.unmatched}</Lozenge> : null}
          {left.includes(label) ? null : (
            <IconButton
              icon="×"
              label={`${text.common.remove} ${label}`}
              onClick={() => onChange(without(table, label))}
            />
          )}
        </div>
      ))}
      <NewPair onAdd={(label) => onChange({ ...table, [label]: table[label] ?? label })} />
    </div>
  );
};

const NewPair = ({ onAdd }: { onAdd: (label: string) => void }) => {
  const words = text.contract;
  const id = useId();
  const add = (): void => {
    const box = document.getElementById(id) as HTMLInputElement | null;
    const label = box?.value.trim() ?? '';
    if (!box || label === '') return;
    onAdd(label);
    box.value = '';
  };
  return (
    <div class="option-pair">
      <input id={id} class="input" aria-label={words.from} placeholder={words.from} dir="auto" autocomplete="off" />
      <Button onClick={add}>{words.addPair}</Button>
    </div>
  );
};
