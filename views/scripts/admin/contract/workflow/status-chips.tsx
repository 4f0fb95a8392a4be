import { IconButton, Lozenge, Picker } from '../../../kit';
import { text } from '../../../text';

interface StatusChipsProps {
  /** For readers: what the statuses stand for. */
  readonly label: string;
  readonly chosen: readonly string[];
  readonly statuses: readonly string[];
  /** `*` stands for every status. */
  readonly withAny?: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Some statuses, in the order in which they were added, and one more to pick. */
export const StatusChips = ({ label, chosen, statuses, withAny = false, onChange }: StatusChipsProps) => {
  const words = text.contract;
  const nameOf = (status: string): string => (status === '*' ? words.anyStatus : status);
  const any = withAny ? [{ value: '*', label: words.anyStatus }] : [];
  const items = [...any, ...statuses.map((status) => ({ value: status, label: status }))];
  return (
    <>
      {chosen.map((status) => (
        <span class="row row-tight" key={status}>
          <Lozenge tone="info">
            <span dir="auto">{nameOf(status)}</span>
          </Lozenge>
          <IconButton
            icon="×"
            label={`${text.common.remove} ${nameOf(status)}`}
            onClick={() => onChange(chosen.filter((one) => one !== status))}
          />
        </span>
      ))}
      <div class="picker-small">
        <Picker
          label={label}
          value={null}
          placeholder={words.addStatus}
          items={items.filter(({ value }) => !chosen.includes(value))}
          onChange={(status) => {
            if (status) onChange([...chosen, status]);
          }}
        />
      </div>
    </>
  );
};

interface StatusesFieldProps {
  readonly name: string;
  readonly hint: string;
  readonly errors: readonly string[];
  readonly chosen: readonly string[];
  readonly statuses: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The same as a part of a form, with a hint and what is wrong with it. */
export const StatusesField = ({ name, hint, errors, ...chips }: StatusesFieldProps) => (
  <fieldset class="rules">
    <legend>{name}</legend>
    <div class="row">
      <StatusChips label={name} {...chips} />
    </div>
    <p class="field-hint">{hint}</p>
    <ul class="field-errors">
      {errors.map((error) => (
        <li key={error}>{error}</li>
      ))}
    </ul>
  </fieldset>
);
