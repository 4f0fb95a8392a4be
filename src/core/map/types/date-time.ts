import { EMPTY } from '../../model';
import { type FieldCodec, standard, unwritable, written, wrongKind } from '../codec';
import { asText } from '../raw';
import { parseInstant } from '../text';

/** Jira writes `2026-11-24T10:15:00.000+0100` and reads the same; Accord keeps UTC. */
export const dateTime: FieldCodec = {
  type: 'dateTime',
  kind: 'dateTime',
  isSet: false,
  systems: [],
  customs: standard('datetime'),
  maxLength: null,
  cleared: null,
  read: (raw) => {
    const read = parseInstant(asText(raw) ?? '');
    return read === null ? EMPTY : { kind: 'dateTime', at: read };
  },
  write: (value, meta) => {
    if (value.kind !== 'dateTime') return wrongKind(value, meta);
    const instant = parseInstant(value.at);
    return instant === null
      ? unwritable('not-a-time', `The field "${meta.name}" takes a point in time in ISO 8601.`)
      : written(instant.replace('Z', '+0000'));
  },
  label: (label) => label,
};
