import { useState } from 'preact/hooks';
import {
  type Field as JiraField,
  type Otherwise,
  type PartnerView,
  type ReceiveField,
  type SendField,
} from '../../../host/api-types';
import { Check, Field, Lozenge, Select, TextInput } from '../../../kit';
import { text } from '../../../text';
import { RULES } from '../sections/conflict-section';
import { PairTable } from './pair-table';
import { type Row } from './rows';
import { labelsOf, lostOptions } from './values';

interface FieldRulesProps {
  readonly row: Row;
  readonly fields: readonly JiraField[];
  readonly partner: PartnerView;
  readonly errors: (part: string) => readonly string[];
  readonly onChange: (row: Row) => void;
}

const WHENS = ['always', 'onCreate', 'ifEmpty'] as const;
type When = (typeof WHENS)[number];

const OtherwiseChoice = (props: {
  value: Otherwise | null | undefined;
  onChange: (value: Otherwise | null) => void;
}) => {
  const words = text.contract;
  const { value, onChange } = props;
  const kind = value === null || value === undefined ? '' : typeof value === 'string' ? value : 'default';
  return (
    <div class="form-grid">
      <Field label={words.otherwise}>
        <Select
          value={kind}
          choices={(['', 'skip', 'problem', 'default'] as const).map((one) => ({
            value: one,
            label: words.otherwises[one],
          }))}
          onChange={(next) => {
            if (next === 'skip' || next === 'problem') onChange(next);
            else onChange(next === 'default' ? { default: '' } : null);
          }}
        />
      </Field>
      {typeof value === 'object' && value !== null ? (
        <Field label={words.otherwiseValue}>
          <TextInput value={value.default} onChange={(next) => onChange({ default: next })} />
        </Field>
      ) : null}
    </div>
  );
};

const WhenChoice = (props: { label: string; value: When | null | undefined; onChange: (when: When) => void }) => (
  <Field label={props.label}>
    <Select
      value={props.value ?? 'always'}
      choices={WHENS.map((value) => ({ value, label: text.contract.whens[value] }))}
      onChange={(value) => props.onChange(WHENS.find((one) => one === value) ?? 'always')}
    />
  </Field>
);

const ErrorList = ({ errors }: { errors: readonly string[] }) => (
  <ul class="field-errors">
    {errors.map((error) => (
      <li key={error}>{error}</li>
    ))}
  </ul>
);

interface SendRulesProps {
  readonly rule: SendField;
  readonly own: readonly string[];
  readonly theirs: readonly string[];
  readonly onChange: (next: Partial<SendField>) => void;
}

const SendRules = ({ rule, own, theirs, onChange }: SendRulesProps) => {
  const words = text.contract;
  const values = rule.values ?? {};
  return (
    <div class="stack-small">
      {own.length > 0 || Object.keys(values).length > 0 ? (
        <PairTable
          title={words.sendValues}
          table={values}
          left={own}
          right={theirs}
          onChange={(next) => onChange({ values: next })}
        />
      ) : null}
      <WhenChoice label={words.sendWhen} value={rule.when} onChange={(when) => onChange({ when })} />
      <OtherwiseChoice value={rule.otherwise} onChange={(otherwise) => onChange({ otherwise })} />
      <Check checked={rule.relay ?? false} hint={words.relayHint} onChange={(relay) => onChange({ relay })}>
        {words.relay}
      </Check>
    </div>
  );
};

interface ReceiveRulesProps {
  readonly rule: ReceiveField;
  readonly own: readonly string[];
  readonly theirs: readonly string[];
  readonly onChange: (next: Partial<ReceiveField>) => void;
}

const ReceiveRules = ({ rule, own, theirs, onChange }: ReceiveRulesProps) => {
  const words = text.contract;
  const values = rule.values ?? {};
  const rules = RULES.map((value) => ({ value, label: words.conflicts[value] }));
  return (
    <div class="stack-small">
      {own.length + theirs.length > 0 || Object.keys(values).length > 0 ? (
        <PairTable
          title={words.receiveValues}
          table={values}
          left={theirs}
          right={own}
          onChange={(next) => onChange({ values: next })}
        />
      ) : null}
      <WhenChoice label={words.receiveWhen} value={rule.when} onChange={(when) => onChange({ when })} />
      <OtherwiseChoice value={rule.otherwise} onChange={(otherwise) => onChange({ otherwise })} />
      <Field label={words.fieldConflict}>
        <Select
          value={rule.conflict ?? ''}
          choices={[{ value: '', label: words.asContract }, ...rules]}
          onChange={(value) => onChange({ conflict: RULES.find((one) => one === value) ?? null })}
        />
      </Field>
    </div>
  );
};

interface RulesOfProps extends Pick<FieldRulesProps, 'row' | 'onChange'> {
  readonly own: readonly string[];
  readonly theirs: readonly string[];
  readonly faults: readonly string[];
}

/** Tables of options, and the rules that are rarely needed. */
export const FieldRules = ({ row, fields, partner, errors, onChange }: FieldRulesProps) => {
  const own = labelsOf(fields.find(({ id }) => id === row.field));
  const theirs = partner.fields.find(({ name }) => name === row.name)?.options ?? [];
  const { receive } = row;
  const faults = [...errors('.values'), ...errors('.otherwise'), ...errors('.when')];
  const lost = lostOptions(receive, own, theirs).length;
  const [opened, setOpened] = useState(false);
  const open = opened || faults.length > 0;
  return (
    <details open={open} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>
        {text.contract.more}
        {lost > 0 ? (
          <>
            {' '}
            <Lozenge tone="warning">{text.contract.lost(lost)}</Lozenge>
          </>
        ) : null}
      </summary>
      {open ? <RulesOf {...{ row, own, theirs, faults, onChange }} /> : null}
    </details>
  );
};

/** Only drawn when looked at: a contract of hundreds of fields has as many of these. */
const RulesOf = ({ row, own, theirs, faults, onChange }: RulesOfProps) => {
  const { send, receive } = row;
  return (
    <div class="stack">
      <ErrorList errors={faults} />
      {send ? (
        <SendRules
          rule={send}
          own={own}
          theirs={receive ? [] : theirs}
          onChange={(next) => onChange({ ...row, send: { ...send, ...next } })}
        />
      ) : null}
      {receive ? (
        <ReceiveRules
          rule={receive}
          own={own}
          theirs={theirs}
          onChange={(next) => onChange({ ...row, receive: { ...receive, ...next } })}
        />
      ) : null}
    </div>
  );
};
