import { type Field as JiraField } from '../../../host/api-types';
import { Field, IconButton, Picker, Select, TextInput } from '../../../kit';
import { text } from '../../../text';

type Table = Readonly<Record<string, unknown>>;

interface FieldValuesProps {
  readonly table: Table;
  readonly fields: readonly JiraField[];
  readonly hint?: string;
  readonly errors: readonly string[];
  readonly onChange: (table: Table) => void;
}

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Fields of the own Jira, each with the value that it is set to. */
export const FieldValues = ({ table, fields, hint, errors, onChange }: FieldValuesProps) => {
  const words = text.workflow;
  const free = fields.filter(({ id, type }) => !(id in table) && type !== 'unsupported');
  const rest = (id: string): Table => Object.fromEntries(Object.entries(table).filter(([key]) => key !== id));
  return (
    <div class="stack-small">
      {Object.entries(table).map(([id, value]) => {
        const field = fields.find((one) => one.id === id);
        const label = field?.name ?? id;
        const choices = (field?.options ?? []).map((option) => ({ value: option.label, label: option.label }));
        const set = (next: string): void => onChange({ ...table, [id]: next });
        return (
          <div class="rule" key={id}>
            <Field label={label}>
              {choices.length > 0 && typeof value === 'string' ? (
                <Select value={value} choices={[{ value: '', label: text.common.choose }, ...choices]} onChange={set} />
              ) : (
                <TextInput value={wordsOf(value)} onChange={set} />
              )}
            </Field>
            <IconButton icon="×" label={`${text.common.remove} ${label}`} onClick={() => onChange(rest(id))} />
          </div>
        );
      })}
      <Field label={words.fillField} hint={hint} errors={errors}>
        <Picker
          value={null}
          placeholder={words.addField}
          items={free.map(({ id, name, type }) => ({ value: id, label: name, detail: text.fieldTypes[type] }))}
          onChange={(id) => {
            if (id) onChange({ ...table, [id]: '' });
          }}
        />
      </Field>
    </div>
  );
};
