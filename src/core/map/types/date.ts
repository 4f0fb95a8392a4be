import { EMPTY } from '../../model';
import { type FieldCodec, standard, unwritable, written, wrongKind } from '../codec';
import { asText } from '../raw';
import { parseDate } from '../text';

/** A day without a zone, `YYYY-MM-DD` in Jira as in Accord. */
export const date: FieldCodec = {
  type: 'date',
  kind: 'date',
  isSet: false,
  systems: ['duedate'],
  customs: standard('datepicker'),
  maxLength: null,
  cleared: null,
  read: (raw) => {
    const read = parseDate(asText(raw) ?? '');
    return read === null ? EMPTY : { kind: 'date', date: read };
  },
  write: (value, meta) => {
    if (value.kind !== 'date') return wrongKind(value, meta);
    return parseDate(value.date) === value.date
      ? written(value.date)
      : unwritable('not-a-date', `The field "${meta.name}" takes a day as YYYY-MM-DD.`);
  },
  label: (label) => label,
};
