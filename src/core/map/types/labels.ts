import { EMPTY } from '../../model';
import { type FieldCodec, standard, written, wrongKind } from '../codec';
import { asText, readEach } from '../raw';
import { asJiraLabel } from '../text';

/** Jira's labels: plain strings without spaces; anything goes, so there are no options. */
export const labels: FieldCodec = {
  type: 'labels',
  kind: 'options',
  isSet: true,
  systems: ['labels'],
  customs: standard('labels'),
  maxLength: null,
  cleared: [],
  read: (raw) => {
    const read = readEach(raw, asText);
    return read.length === 0 ? EMPTY : { kind: 'options', labels: read };
  },
  write: (value, meta) =>
    value.kind === 'options' ? written([...new Set(value.labels.map(asJiraLabel))]) : wrongKind(value, meta),
  label: asJiraLabel,
};
