import { Button, Field, IconButton, Picker, TextInput } from '../../../kit';
import { text } from '../../../text';
import { type PictureStatus } from './picture';
import { type SendStep } from './steps';

export interface RuleFault {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
  /** Worth a look, and no reason not to save. */
  readonly warning?: boolean;
}

export const within = (path: string, whole: string): boolean =>
  path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
const inWords = ({ message, remedy }: RuleFault): string => `${message} ${remedy}`.trim();

/** Faults of one part of a half in words, for the control that stands for it. */
export const faultsAt = (faults: readonly RuleFault[], path: string): readonly string[] =>
  faults.filter((fault) => !fault.warning && within(fault.path, path)).map(inWords);

export const warningsAt = (faults: readonly RuleFault[], path: string): readonly string[] =>
  faults.filter((fault) => fault.warning && within(fault.path, path)).map(inWords);

interface SendRulesProps {
  readonly steps: readonly SendStep[];
  readonly statuses: readonly PictureStatus[];
  readonly faults: readonly RuleFault[];
  readonly onChange: (steps: readonly SendStep[]) => void;
}

/** "When an issue reaches [status], tell [signal]." */
export const SendRules = ({ steps, statuses, faults, onChange }: SendRulesProps) => {
  const words = text.workflow;
  const items = statuses.map(({ name }) => ({ value: name, label: name }));
  const change = (index: number, next: Partial<SendStep>): void =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...next } : step)));
  return (
    <fieldset class="rules">
      <legend>{words.sendTitle}</legend>
      {steps.map((step, index) => (
        <div class="rule-block" key={index} data-path={`send.workflow[${index}]`}>
          <div class="rule">
            <Field label={words.whenReached} errors={faultsAt(faults, `send.workflow[${index}].to`)}>
              <Picker value={step.to || null} items={items} onChange={(to) => change(index, { to: to ?? '' })} />
            </Field>
            <Field label={words.tell} errors={faultsAt(faults, `send.workflow[${index}].signal`)}>
              <TextInput
                value={step.signal}
                maxLength={100}
                placeholder={words.signalExample}
                onChange={(signal) => change(index, { signal })}
              />
            </Field>
            <IconButton
              icon="×"
              label={words.removeStep(step.signal)}
              onClick={() => onChange(steps.filter((_, at) => at !== index))}
            />
          </div>
          <details class="rule-more" open={(step.from ?? null) !== null}>
            <summary>{words.moreOnTelling}</summary>
            <Field
              label={words.cameFrom}
              hint={words.cameFromHint}
              errors={faultsAt(faults, `send.workflow[${index}].from`)}
            >
              <Picker
                clearable
                value={step.from ?? null}
                items={items}
                placeholder={text.contract.anyStatus}
                onChange={(from) => change(index, { from })}
              />
            </Field>
          </details>
        </div>
      ))}
      <div class="actions">
        <Button onClick={() => onChange([...steps, { to: '', signal: '' }])}>{words.addSend}</Button>
      </div>
    </fieldset>
  );
};
