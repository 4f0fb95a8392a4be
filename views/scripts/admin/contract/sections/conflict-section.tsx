import { type ConflictRule } from '../../../host/api-types';
import { Check, Field, Select } from '../../../kit';
import { text } from '../../../text';
import { Section, type SectionProps } from '../half-editor';
import { withReceive, withSend } from '../parts';
import { faultsAt } from '../workflow/send-rules';

export const RULES: readonly ConflictRule[] = ['master', 'provider', 'latest', 'ask'];
const OUT = ['', 'pause', 'keep', 'unlink'] as const;
const GONE = ['', 'keep', 'delete'] as const;
const pick = <T extends string>(among: readonly T[], value: string): Exclude<T, ''> | null => {
  const found = among.find((one) => one === value);
  return found === undefined || found === '' ? null : (found as Exclude<T, ''>);
};

/** Whose value stays, and what is done in cases that are rare but come. */
export const ConflictSection = ({ half, faults, onChange }: SectionProps) => {
  const words = text.contract;
  const { send, receive } = half;
  return (
    <>
      <Section title={words.conflict} hint={words.conflictHint}>
        <div class="narrow-form" data-path="conflict">
          <Field label={words.conflict} hideLabel errors={faultsAt(faults, 'conflict')}>
            <Select
              value={half.conflict ?? 'master'}
              choices={RULES.map((value) => ({ value, label: words.conflicts[value] }))}
              onChange={(value) => onChange({ ...half, conflict: pick(RULES, value) })}
            />
          </Field>
        </div>
      </Section>
      <Section title={words.special}>
        <div class="form-grid">
          {send ? (
            <Field label={words.outOfScope} errors={faultsAt(faults, 'send.outOfScope')}>
              <Select
                value={send.outOfScope ?? ''}
                choices={OUT.map((value) => ({ value, label: words.outOfScopes[value] }))}
                onChange={(value) => onChange(withSend(half, { outOfScope: pick(OUT, value) }))}
              />
            </Field>
          ) : null}
          {receive ? (
            <Field label={words.gone} errors={faultsAt(faults, 'receive.gone')}>
              <Select
                value={receive.gone ?? ''}
                choices={GONE.map((value) => ({ value, label: words.gones[value] }))}
                onChange={(value) => onChange(withReceive(half, { gone: pick(GONE, value) }))}
              />
            </Field>
          ) : null}
        </div>
        {send ? (
          <>
            <Check
              checked={send.securityLevels ?? false}
              hint={words.securityHint}
              onChange={(securityLevels) => onChange(withSend(half, { securityLevels }))}
            >
              {words.securityLevels}
            </Check>
            <Check
              checked={send.relay ?? false}
              hint={words.relayHint}
              onChange={(relay) => onChange(withSend(half, { relay }))}
            >
              {words.relay}
            </Check>
            <Check
              checked={send.pairs === 'inScope'}
              hint={words.pairsHint}
              onChange={(on) => onChange(withSend(half, { pairs: on ? 'inScope' : 'ask' }))}
            >
              {words.pairs}
            </Check>
          </>
        ) : null}
      </Section>
    </>
  );
};
