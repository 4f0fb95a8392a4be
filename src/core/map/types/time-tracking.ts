import { EMPTY } from '../../model';
import { type FieldCodec, written, wrongKind } from '../codec';
import { formatDuration, parseDuration } from '../duration';
import { asNumber, asRecord, asText } from '../raw';

/** Jira answers with seconds; a half may say `3h 20m`. */
const secondsOf = (raw: unknown, name: string): number | null => {
  const record = asRecord(raw);
  return asNumber(record?.[`${name}Seconds`]) ?? parseDuration(asText(record?.[name]) ?? '');
};

const estimate = (seconds: number | null): string | null => (seconds === null ? null : formatDuration(seconds));

/**
 * Estimates. Read as seconds, written in hours and minutes only: how long a day or a week is differs from site to
 * site, and Jira keeps estimates to the minute.
 */
export const timeTracking: FieldCodec = {
  type: 'timeTracking',
  kind: 'duration',
  isSet: false,
  systems: ['timetracking'],
  customs: [],
  maxLength: null,
  cleared: { originalEstimate: null, remainingEstimate: null },
  read: (raw) => {
    const original = secondsOf(raw, 'originalEstimate');
    const remaining = secondsOf(raw, 'remainingEstimate');
    return original === null && remaining === null ? EMPTY : { kind: 'duration', original, remaining };
  },
  write: (value, meta) =>
    value.kind === 'duration'
      ? written({ originalEstimate: estimate(value.original), remainingEstimate: estimate(value.remaining) })
      : wrongKind(value, meta),
  label: (label) => ({ originalEstimate: label }),
};
