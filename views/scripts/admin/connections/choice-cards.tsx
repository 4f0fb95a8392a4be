export interface CardChoice<T extends string> {
  readonly value: T;
  readonly name: string;
  readonly hint: string;
}

/** A choice of few, each with a word on when it is the right one. */
export const ChoiceCards = <T extends string>(props: {
  legend: string;
  name: string;
  value: T;
  choices: readonly CardChoice<T>[];
  onChange: (value: T) => void;
}) => (
  <fieldset class="rules">
    <legend>{props.legend}</legend>
    <div class="ways">
      {props.choices.map(({ value, name, hint }) => (
        <label key={value} class="way">
          <input
            type="radio"
            name={props.name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <span>
            <strong>{name}</strong>
            <small>{hint}</small>
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);
