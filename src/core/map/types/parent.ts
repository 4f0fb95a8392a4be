import { EMPTY } from '../../model';
import { type FieldCodec, unwritable, written, wrongKind } from '../codec';
import { textAt } from '../raw';

/** The issue above: an epic of a story, the issue of a sub-task. */
export const parent: FieldCodec = {
  type: 'parent',
  kind: 'issue',
  isSet: false,
  systems: ['parent'],
  customs: [],
  maxLength: null,
  cleared: null,
  read: (raw) => {
    const id = textAt(raw, 'id');
    const key = textAt(raw, 'key');
    return id === null && key === null ? EMPTY : { kind: 'issue', id: id ?? '', key: key ?? '' };
  },
  write: (value, meta) => {
    if (value.kind !== 'issue') return wrongKind(value, meta);
    if (value.id !== '') return written({ id: value.id });
    return value.key === ''
      ? unwritable('no-issue', `The field "${meta.name}" needs the id or key of an issue.`)
      : written({ key: value.key });
  },
  label: (key) => ({ key }),
};
