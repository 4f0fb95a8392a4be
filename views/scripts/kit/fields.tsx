import { cloneElement, type ComponentChildren, type VNode } from 'preact';
import { useId } from 'preact/hooks';
import { isSecond, notWhileHeld } from './once';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

interface ControlProps {
  readonly id?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
}

/** Label, control, hint and errors, tied together for readers. The child gets its id and description. */
export const Field = (props: {
  label: string;
  hint?: ComponentChildren | undefined;
  errors?: readonly string[];
  required?: boolean;
  hideLabel?: boolean;
  children: VNode<ControlProps>;
}) => {
  const id = useId();
  const { errors = [] } = props;
  const described = [props.hint ? `${id}-hint` : '', errors.length > 0 ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class={`field ${errors.length > 0 ? 'field-invalid' : ''}`}>
      <label for={id} class={props.hideLabel ? 'visually-hidden' : 'field-label'}>
        {props.label}
        {props.required ? (
          <span class="field-required" aria-hidden="true">
            *
          </span>
        ) : null}
      </label>
      {cloneElement(props.children, {
        id,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(errors.length > 0 ? { 'aria-invalid': 'true' as const } : {}),
      })}
      {props.hint ? (
        <div id={`${id}-hint`} class="field-hint">
          {props.hint}
        </div>
      ) : null}
      {errors.length > 0 ? (
        <ul id={`${id}-error`} class="field-errors">
          {errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};

interface TextProps extends ControlProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly disabled?: boolean;
  readonly label?: string;
  readonly type?: 'text' | 'search' | 'date' | 'datetime-local';
  /** Id of a datalist with suggestions. */
  readonly list?: string;
}

export const TextInput = ({ onChange, label, type = 'text', ...rest }: TextProps) => (
  <input
    {...rest}
    type={type}
    class="input"
    aria-label={label}
    dir="auto"
    autocomplete="off"
    onInput={(event) => onChange(event.currentTarget.value)}
  />
);

export const NumberInput = (
  props: ControlProps & {
    value: number | null;
    onChange: (value: number | null) => void;
    min?: number;
    label?: string;
  },
) => (
  <input
    id={props.id}
    aria-describedby={props['aria-describedby']}
    aria-invalid={props['aria-invalid']}
    aria-label={props.label}
    type="number"
    class="input input-number"
    min={props.min ?? 0}
    value={props.value ?? ''}
    onInput={(event) => {
      const { value } = event.currentTarget;
      props.onChange(value === '' ? null : Number(value));
    }}
  />
);

export const TextArea = ({
  onChange,
  label,
  rows = 4,
  mono,
  ...rest
}: TextProps & { rows?: number; mono?: boolean }) => (
  <textarea
    {...rest}
    rows={rows}
    class={`input ${mono ? 'mono' : ''}`}
    aria-label={label}
    dir="auto"
    spellcheck={!mono}
    onInput={(event) => onChange(event.currentTarget.value)}
  />
);

/** For short lists; long ones take a `Picker`. */
export const Select = (
  props: ControlProps & {
    value: string;
    choices: readonly Choice[];
    onChange: (value: string) => void;
    label?: string;
    disabled?: boolean;
  },
) => (
  <select
    id={props.id}
    class="input select"
    aria-label={props.label}
    aria-describedby={props['aria-describedby']}
    aria-invalid={props['aria-invalid']}
    disabled={props.disabled}
    value={props.value}
    onChange={(event) => props.onChange(event.currentTarget.value)}
  >
    {props.choices.map(({ value, label, disabled }) => (
      <option key={value} value={value} disabled={disabled} selected={value === props.value}>
        {label}
      </option>
    ))}
  </select>
);

export const Check = (props: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
  hint?: string;
  disabled?: boolean;
}) => (
  <label class="check">
    <input
      type="checkbox"
      checked={props.checked}
      disabled={props.disabled}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
    <span>
      {props.children}
      {props.hint ? <span class="field-hint">{props.hint}</span> : null}
    </span>
  </label>
);

/** On or off, at once. */
export const Toggle = (props: { on: boolean; onChange: (on: boolean) => void; label: string; busy?: boolean }) => (
  <button
    type="button"
    role="switch"
    class="toggle"
    aria-checked={props.on ? 'true' : 'false'}
    aria-label={props.label}
    aria-busy={props.busy ? 'true' : undefined}
    onKeyDown={notWhileHeld}
    onClick={(event) => {
      if (!props.busy && !isSecond(event)) props.onChange(!props.on);
    }}
  >
    <span class="toggle-knob" aria-hidden="true" />
  </button>
);
