import { useMemo, useRef } from 'preact/hooks';
import { type Field as JiraField, type PartnerView } from '../../../host/api-types';
import { Field, IconButton, Picker, Select, TextInput } from '../../../kit';
import { text } from '../../../text';
import { faultsAt, type RuleFault, warningsAt, within } from '../workflow/send-rules';
import { FieldRules } from './field-rules';
import { type Direction, directionOf, redirect, type Row } from './rows';

interface FieldRowProps {
  readonly row: Row;
  readonly fields: readonly JiraField[];
  readonly partner: PartnerView;
  readonly faults: readonly RuleFault[];
  /** Id of the datalist with the partner's names. */
  readonly names: string;
  readonly onChange: (row: Row) => void;
  readonly onRemove: () => void;
}

const DIRECTIONS: readonly Direction[] = ['send', 'receive', 'both'];

const pathsOf = ({ sendAt, receiveAt }: Row): readonly string[] => [
  ...(sendAt === null ? [] : [`send.fields[${sendAt}]`]),
  ...(receiveAt === null ? [] : [`receive.fields[${receiveAt}]`]),
];

const itemsOf = (fields: readonly JiraField[], chosen: string) =>
  fields
    .filter(({ id, type }) => type !== 'unsupported' || id === chosen)
    .map(({ id, name, type, custom }) => ({
      value: id,
      label: name,
      detail: custom ? `${text.fieldTypes[type]} · ${id}` : text.fieldTypes[type],
    }));

const nameOf = (fields: readonly JiraField[], field: string): string =>
  fields.find(({ id }) => id === field)?.name ?? '';

const FieldRowView = ({ row, fields, partner, faults, names, onChange, onRemove }: FieldRowProps) => {
  const words = text.contract;
  const paths = pathsOf(row);
  const at = (part: string): readonly string[] => [...new Set(paths.flatMap((path) => faultsAt(faults, path + part)))];
  const whole = faults.filter(({ path, warning }) => !warning && paths.includes(path)).map(({ message }) => message);
  const warnings = [...new Set(paths.flatMap((path) => warningsAt(faults, path)))];
  const own = fields.find(({ id }) => id === row.field);
  const theirs = partner.fields.find(({ name }) => name === row.name);
  const rename = (name: string): Row => ({
    ...row,
    name,
    send: row.send ? { ...row.send, as: name } : null,
    receive: row.receive ? { ...row.receive, from: name } : null,
  });
  const refield = (field: string): Row => {
    // A name that nobody has written follows the field; whoever wants another one writes it over.
    const name = row.name === '' || row.name === own?.name ? nameOf(fields, field) : row.name;
    return {
      ...row,
      field,
      name,
      send: row.send ? { ...row.send, field, as: name } : null,
      receive: row.receive ? { ...row.receive, field, from: name } : null,
    };
  };
  const lacks = partner.written && row.receive !== null && row.name !== '' && !theirs;
  return (
    <div class="field-row" data-path={paths[0]}>
      {paths.slice(1).map((path) => (
        <span key={path} data-path={path} />
      ))}
      <div class="field-row-main">
        <Field
          label={words.ownField}
          errors={[...at('.field'), ...new Set(whole)]}
          hint={own ? text.fieldTypes[own.type] : undefined}
        >
          <Picker
            value={row.field || null}
            items={itemsOf(fields, row.field)}
            onChange={(field) => onChange(refield(field ?? ''))}
          />
        </Field>
        <Field label={words.direction}>
          <Select
            value={directionOf(row)}
            choices={DIRECTIONS.map((value) => ({ value, label: words.directions[value] }))}
            onChange={(value) => onChange(redirect(row, DIRECTIONS.find((one) => one === value) ?? 'send'))}
          />
        </Field>
        <Field
          label={words.contractName}
          errors={[...at('.as'), ...at('.from')]}
          hint={lacks ? words.notOffered : theirs ? words.theyTell(text.fieldTypes[theirs.type]) : undefined}
        >
          <TextInput value={row.name} maxLength={100} list={names} onChange={(name) => onChange(rename(name))} />
        </Field>
        <IconButton icon="×" label={`${text.common.remove} ${row.name}`} onClick={onRemove} />
      </div>
      {warnings.map((warning) => (
        <p key={warning} class="field-warning" dir="auto">
          {warning}
        </p>
      ))}
      <FieldRules row={row} fields={fields} partner={partner} errors={at} onChange={onChange} />
    </div>
  );
};

/** Drawn again only when something about this row changed: contracts have hundreds of rows. */
export const FieldRow = (props: FieldRowProps) => {
  const { row, fields, partner, faults, names } = props;
  const latest = useRef(props);
  latest.current = props;
  const paths = pathsOf(row);
  const mine = faults.filter(({ path }) => paths.some((one) => within(path, one)));
  const { field, name, send, receive, sendAt, receiveAt } = row;
  return useMemo(
    () => (
      <FieldRowView
        {...{ row, fields, partner, names }}
        faults={mine}
        onChange={(next) => latest.current.onChange(next)}
        onRemove={() => latest.current.onRemove()}
      />
    ),
    [field, name, send, receive, sendAt, receiveAt, fields, partner, names, JSON.stringify(mine)],
  );
};
