import { EMPTY } from '../../model';
import { type FieldCodec, standard, unwritable, written, wrongKind } from '../codec';
import { asText } from '../raw';
import { isUrl } from '../text';

export const url: FieldCodec = {
  type: 'url',
  kind: 'text',
  isSet: false,
  systems: [],
  customs: standard('url'),
  maxLength: null,
  cleared: null,
  read: (raw) => {
    const read = asText(raw)?.trim() ?? '';
    return read === '' ? EMPTY : { kind: 'text', text: read };
  },
  write: (value, meta) => {
    if (value.kind !== 'text') return wrongKind(value, meta);
    const address = value.text.trim();
    return isUrl(address)
      ? written(address)
      : unwritable('not-a-url', `The field "${meta.name}" takes a web address such as https://example.com.`);
  },
  label: (label) => label,
};
