import { maxLengthOf, type MapContext } from '../../../../src/core/map';
import {
  type FieldMeta,
  type FieldOption,
  type FieldType,
  type ReceiveField,
  type SendField,
} from '../../../../src/core/model';

export const option = (label: string, ...children: string[]): FieldOption => ({
  id: `id-${label}`,
  label,
  children: children.map((child) => ({ id: `id-${child}`, label: child, children: [] })),
});

/** A field of our own site. */
export const meta = (type: FieldType, over: Partial<FieldMeta> = {}): FieldMeta => ({
  id: 'customfield_10001',
  name: 'Severity',
  type,
  custom: true,
  options: null,
  maxLength: maxLengthOf(type),
  required: false,
  ...over,
});

export const receiveRule = (over: Partial<ReceiveField> = {}): ReceiveField => ({
  from: 'Severity',
  field: 'customfield_10001',
  values: {},
  otherwise: 'problem',
  when: 'always',
  value: null,
  conflict: null,
  ...over,
});

export const sendRule = (over: Partial<SendField> = {}): SendField => ({
  field: 'customfield_10001',
  as: 'Severity',
  values: {},
  otherwise: null,
  when: 'always',
  relay: false,
  ...over,
});

/** What comes from the master to the provider. */
export const context = (over: Partial<MapContext> = {}): MapContext => ({
  towards: 'provider',
  users: { pairs: [{ master: 'acc-ann', provider: 'acc-anna' }], known: { master: [], provider: ['acc-global'] } },
  siteName: 'ACME',
  linkedIssues: { '10001': { id: '20001', key: 'PRV-1' } },
  media: () => null,
  ...over,
});
