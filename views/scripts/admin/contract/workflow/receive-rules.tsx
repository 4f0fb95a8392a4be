import { useId } from 'preact/hooks';
import { type Field as JiraField } from '../../../host/api-types';
import { Button, Field, IconButton, Picker, TextInput } from '../../../kit';
import { text } from '../../../text';
import { FieldValues } from '../fields/field-values';
import { type PictureStatus } from './picture';
import { faultsAt, type RuleFault } from './send-rules';
import { StatusesField } from './status-chips';
import { type ReceiveStep, suggestStatus } from './steps';

interface ReceiveRulesProps {
  readonly steps: readonly ReceiveStep[];
  readonly statuses: readonly PictureStatus[];
  /** What the partner tells. */
  readonly signals: readonly string[];
  readonly fields: readonly JiraField[];
  readonly faults: readonly RuleFault[];
  readonly onChange: (steps: readonly ReceiveStep[]) => void;
}

const listOf = (value: ReceiveStep['via']): readonly string[] => (typeof value === 'string' ? [value] : (value ?? []));

const hasMore = ({ from, via, fields }: ReceiveStep): boolean =>
  listOf(from).length > 0 || listOf(via).length > 0 || Object.keys(fields ?? {}).length > 0;

/** "When the partner tells [signal], move the issue to [status]", with the fields that the transition asks for. */
export const ReceiveRules = ({ steps, statuses, signals, fields, faults, onChange }: ReceiveRulesProps) => {
  const words = text.workflow;
  const list = useId();
  const names = statuses.map(({ name }) => name);
  const items = statuses.map(({ name }) => ({ value: name, label: name }));
  const change = (index: number, next: Partial<ReceiveStep>): void =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...next } : step)));
  const unused = signals.filter((signal) => !steps.some((step) => step.signal === signal));
  const add = (names: readonly string[]): void =>
    onChange([...steps, ...names.map((signal) => ({ signal, to: suggestStatus(signal, statuses) ?? '' }))]);
  return (
    <fieldset class="rules">
      <legend>{words.receiveTitle}</legend>
      <datalist id={list}>
        {signals.map((signal) => (
          <option key={signal} value={signal} />
        ))}
      </datalist>
      {steps.map((step, index) => {
        const path = `receive.workflow[${index}]`;
        const unknown = step.signal !== '' && signals.length > 0 && !signals.includes(step.signal);
        return (
          <div class="rule-block" key={index} data-path={path}>
            <div class="rule">
              <Field
                label={words.whenTold}
                errors={faultsAt(faults, `${path}.signal`)}
                hint={unknown ? words.notTold : undefined}
              >
                <TextInput
                  value={step.signal}
                  maxLength={100}
                  list={list}
                  onChange={(signal) => change(index, { signal })}
                />
              </Field>
              <Field label={words.moveTo} errors={faultsAt(faults, `${path}.to`)}>
                <Picker value={step.to || null} items={items} onChange={(to) => change(index, { to: to ?? '' })} />
              </Field>
              <IconButton
                icon="×"
                label={words.removeStep(step.signal)}
                onClick={() => onChange(steps.filter((_, at) => at !== index))}
              />
            </div>
            <details class="rule-more" open={hasMore(step)}>
              <summary>{words.moreOnStep}</summary>
              <div class="stack-small">
                <StatusesField
                  name={words.onlyFrom}
                  hint={words.onlyFromHint}
                  errors={faultsAt(faults, `${path}.from`)}
                  chosen={listOf(step.from)}
                  statuses={names}
                  onChange={(from) => change(index, { from: from.length === 0 ? null : from })}
                />
                <StatusesField
                  name={words.via}
                  hint={words.viaHint}
                  errors={faultsAt(faults, `${path}.via`)}
                  chosen={listOf(step.via)}
                  statuses={names}
                  onChange={(via) => change(index, { via: via.length === 0 ? null : via })}
                />
                <FieldValues
                  hint={words.fillFieldHint}
                  table={step.fields ?? {}}
                  fields={fields}
                  errors={faultsAt(faults, `${path}.fields`)}
                  onChange={(table) => change(index, { fields: table })}
                />
              </div>
            </details>
          </div>
        );
      })}
      {signals.length === 0 && steps.length === 0 ? <p class="field-hint">{words.noneTold}</p> : null}
      <div class="actions">
        {unused.length > 0 ? (
          <Button kind="primary" onClick={() => add(unused)}>
            {words.addAllSignals(unused.length)}
          </Button>
        ) : null}
        <Button onClick={() => add([''])}>{words.addReceive}</Button>
      </div>
    </fieldset>
  );
};
