import { type Trigger } from '../../../host/api-types';
import { Button, Check } from '../../../kit';
import { text } from '../../../text';
import { Section, type SectionProps } from '../half-editor';
import { hasTrigger, toggleTrigger, transitionsOf, withSend, withTransitions } from '../parts';
import { faultsAt, type RuleFault } from '../workflow/send-rules';
import { StatusChips } from '../workflow/status-chips';
import { statusesOf } from '../workflow/steps';

type Simple = Extract<Trigger, string>;

interface TriggerListProps {
  readonly title: string;
  readonly hint: string;
  readonly path: string;
  readonly options: readonly Simple[];
  readonly triggers: readonly Trigger[];
  readonly statuses: readonly string[];
  readonly faults: readonly RuleFault[];
  readonly onChange: (triggers: readonly Trigger[]) => void;
}

const TriggerList = ({ title, hint, path, options, triggers, statuses, faults, onChange }: TriggerListProps) => {
  const words = text.contract;
  return (
    <fieldset class="rules" data-path={path}>
      <legend>{title}</legend>
      <p class="field-hint">{hint}</p>
      <div class="stack-small">
        {options.map((option) => (
          <Check
            key={option}
            checked={hasTrigger(triggers, option)}
            onChange={(on) => onChange(toggleTrigger(triggers, option, on))}
          >
            {words.triggers[option]}
          </Check>
        ))}
        <div class="row">
          <span>{words.reaches}</span>
          <StatusChips
            withAny
            label={`${title} ${words.reaches}`}
            chosen={transitionsOf(triggers)}
            statuses={statuses}
            onChange={(reached) => onChange(withTransitions(triggers, reached))}
          />
        </div>
      </div>
      <ul class="field-errors">
        {faultsAt(faults, path).map((error) => (
          <li key={error}>{error}</li>
        ))}
      </ul>
    </fieldset>
  );
};

/** Sending as a whole, and what sets it off. */
export const WhenSection = ({ half, metadata, faults, onChange }: SectionProps) => {
  const words = text.contract;
  const { send } = half;
  const statuses = statusesOf(half, metadata.project).map(({ name }) => name);
  if (!send) {
    return (
      <Section title={words.when} hint={words.sendsNothing}>
        <div class="actions">
          <Button onClick={() => onChange(withSend(half, {}))}>{words.startSending}</Button>
        </div>
      </Section>
    );
  }
  const shared = { statuses, faults };
  return (
    <Section title={words.when}>
      <TriggerList
        title={words.createOn}
        hint={words.createOnHint}
        path="send.createOn"
        options={['issue_created', 'issue_updated', 'comment', 'attachment', 'manual']}
        triggers={send.createOn ?? []}
        onChange={(createOn) => onChange(withSend(half, { createOn }))}
        {...shared}
      />
      <TriggerList
        title={words.updateOn}
        hint={words.updateOnHint}
        path="send.updateOn"
        options={['issue_updated', 'comment', 'attachment', 'manual']}
        triggers={send.updateOn ?? []}
        onChange={(updateOn) => onChange(withSend(half, { updateOn }))}
        {...shared}
      />
      <div class="actions">
        <Button kind="subtle" onClick={() => onChange({ ...half, send: null })}>
          {words.stopSending}
        </Button>
      </div>
    </Section>
  );
};
