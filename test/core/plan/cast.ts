import {
  type FieldWrite,
  type Link,
  type Operation,
  type PlanInput,
  type Side,
  type Value,
} from '../../../src/core/model';
import { plan } from '../../../src/core/plan';
import {
  aCatalog,
  aField,
  aHalf,
  aLink,
  anInput,
  aSnapshot,
  type HalfParts,
  type InputParts,
  present,
  receives,
  sends,
} from '../../builders';

/** One contract field "Title" both ways, `a` at the master and `b` at the provider, unless the halves say otherwise. */
export const TWO_WAY: Readonly<Record<Side, HalfParts>> = {
  master: { send: { fields: [sends('a', 'Title')] }, receive: { fields: [receives('Title', 'a')] } },
  provider: { send: { fields: [sends('b', 'Title')] }, receive: { fields: [receives('Title', 'b')] } },
};

/** The same from the master to the provider only. */
export const ONE_WAY: Readonly<Record<Side, HalfParts>> = {
  master: { send: { fields: [sends('a', 'Title')] } },
  provider: { receive: { fields: [receives('Title', 'b')] } },
};

export interface Case {
  readonly halves?: Readonly<Record<Side, HalfParts>> | undefined;
  readonly master?: Value;
  readonly provider?: Value;
  readonly link?: Partial<Link> | undefined;
  readonly fields?: readonly [master: ReturnType<typeof aField>, provider: ReturnType<typeof aField>];
  readonly more?: InputParts;
  readonly updated?: Readonly<Record<Side, string>>;
}

const EMPTY: Value = { kind: 'empty' };

export const inputOf = (given: Case): PlanInput => {
  const { halves = TWO_WAY, master = EMPTY, provider = EMPTY, link = {}, more = {}, updated } = given;
  const [a, b] = given.fields ?? [aField('a'), aField('b')];
  return anInput({
    halves: { master: aHalf(halves.master), provider: aHalf(halves.provider) },
    link: aLink(link),
    now: {
      master: present(aSnapshot({ fields: { a: master }, ...(updated && { updated: updated.master }) })),
      provider: present(
        aSnapshot({ issueId: '2', key: 'P-2', fields: { b: provider }, ...(updated && { updated: updated.provider }) }),
      ),
    },
    catalog: { master: aCatalog(a), provider: aCatalog(b) },
    ...more,
  });
};

export const planOf = (given: Case) => plan(inputOf(given));

/** Field writes of a plan in short: `provider.b`. */
export const writesIn = (operations: readonly Operation[]): readonly (readonly [string, FieldWrite])[] =>
  operations.flatMap((operation) =>
    operation.kind === 'setFields' || operation.kind === 'ensureIssue'
      ? operation.fields.map((write) => [`${operation.side}.${write.fieldId}`, write] as const)
      : [],
  );

const whatIsWritten = (write: FieldWrite): unknown => {
  switch (write.mode) {
    case 'set':
      return write.value;
    case 'raw':
      return write.json;
    case 'elements':
      return [...write.add.map((each) => `+${each}`), ...write.remove.map((each) => `-${each}`)];
  }
};

/** `provider.b` -> the value, the elements or the JSON that is written there. */
export const writtenBy = (operations: readonly Operation[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(writesIn(operations).map(([place, write]): [string, unknown] => [place, whatIsWritten(write)]));
