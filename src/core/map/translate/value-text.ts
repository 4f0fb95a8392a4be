import type { Value } from '../../model';
import { formatDuration } from '../duration';
import { plainText } from '../rich-text';
import { joinCascade } from '../text';

function durationText(original: number | null, remaining: number | null): string {
  const left = remaining === null ? '' : `${formatDuration(remaining)} left`;
  if (original === null) return left;
  return left === '' ? formatDuration(original) : `${formatDuration(original)} (${left})`;
}

/** Any value as people read it; '' for an empty one. Sets are in alphabetical order. */
export function valueText(value: Value): string {
  switch (value.kind) {
    case 'empty':
      return '';
    case 'text':
      return value.text;
    case 'richText':
      return plainText(value.doc);
    case 'number':
      return String(value.number);
    case 'date':
      return value.date;
    case 'dateTime':
      return value.at;
    case 'option':
      return value.label;
    case 'options':
      return [...value.labels].sort().join(', ');
    case 'cascade':
      return joinCascade(value);
    case 'user':
      return value.user.name;
    case 'users':
      return value.users
        .map((user) => user.name)
        .sort()
        .join(', ');
    case 'duration':
      return durationText(value.original, value.remaining);
    case 'issue':
      return value.key;
  }
}
