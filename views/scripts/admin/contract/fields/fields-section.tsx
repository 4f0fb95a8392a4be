import { useId, useState } from 'preact/hooks';
import { Banner, Button } from '../../../kit';
import { text } from '../../../text';
import { Section, type SectionProps } from '../half-editor';
import { receiveFields } from '../parts';
import { FieldRow } from './field-row';
import { constantsOf, newRow, type Row, rowsOf, withRows } from './rows';
import { joinRows, suggestRows } from './suggest';
import { fillRows } from './values';
import { FieldValues } from './field-values';

/** Own fields tied to the names of the contract, with what is always set on our own side below. */
export const FieldsSection = ({ half, partner, metadata, faults, onChange }: SectionProps) => {
  const words = text.contract;
  const list = useId();
  const [added, setAdded] = useState<number | null>(null);
  const { fields } = metadata;
  const rows = rowsOf(half);
  const constants = constantsOf(half);
  const put = (next: readonly Row[]): void => onChange(withRows(half, next, constants));
  const suggest = (): void => {
    const joined = joinRows(rows, suggestRows(half, fields, partner.fields));
    const next = fillRows(joined, fields, partner.fields);
    setAdded(next.length - rows.length + next.filter((row, at) => at < rows.length && row !== rows[at]).length);
    put(next);
  };
  const table = Object.fromEntries(constants.map(({ field, value }) => [field, value]));
  return (
    <Section title={words.fields} hint={words.fieldsHint}>
      <datalist id={list}>
        {partner.fields.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div class="actions">
        <Button onClick={suggest}>{words.suggest}</Button>
      </div>
      {added === null ? null : <Banner tone="info">{words.suggested(added)}</Banner>}
      <div class="stack-small" data-path="send.fields">
        {rows.map((row, at) => (
          <FieldRow
            key={at}
            row={row}
            fields={fields}
            partner={partner}
            faults={faults}
            names={list}
            onChange={(next) => put(rows.map((one, index) => (index === at ? next : one)))}
            onRemove={() => put(rows.filter((_, index) => index !== at))}
          />
        ))}
      </div>
      <div class="actions">
        <Button onClick={() => put([...rows, newRow(half.send ? 'send' : 'receive')])}>{words.addField}</Button>
      </div>
      {half.receive ? (
        <details open={constants.length > 0}>
          <summary>{words.constants}</summary>
          <div class="stack-small">
            <p class="field-hint">{words.constantsHint}</p>
            <FieldValues
              table={table}
              fields={fields.filter(({ id }) => !receiveFields(half).some(({ field }) => field === id))}
              errors={[]}
              onChange={(next) =>
                onChange(
                  withRows(
                    half,
                    rows,
                    Object.entries(next).map(([field, value]) => ({
                      ...constants.find((one) => one.field === field),
                      field,
                      value,
                    })),
                  ),
                )
              }
            />
          </div>
        </details>
      ) : null}
    </Section>
  );
};
