import {
  type EventHint,
  type FieldMeta,
  type HistoryItem,
  type Link,
  type PlanInput,
  type Receipt,
  type Side,
  type Value,
} from '../../../src/core/model';
import { plan } from '../../../src/core/plan';
import { settle } from '../../../src/core/settle';
import {
  AFTER,
  aField,
  aSnapshot,
  answers,
  labels,
  option,
  optionsOf,
  present,
  receives,
  sends,
  signals,
  text,
  type HalfParts,
} from '../../builders';
import { inputOf, writtenBy } from './cast';

const EMPTY: Value = { kind: 'empty' };
const CREATE = { project: 'ACM', issueType: 'Bug', defaults: {} };

const BOTH_WAYS: Readonly<Record<Side, HalfParts>> = {
  master: {
    send: {
      fields: [sends('a', 'Title')],
      createOn: ['issue_created'],
      workflow: [signals('Cancelled', 'withdrawn'), signals('Resolved', 'resolved')],
    },
    receive: { fields: [receives('Title', 'a')], workflow: [answers('started', 'In Progress')] },
  },
  provider: {
    send: { fields: [sends('b', 'Title')], workflow: [signals('Working', 'started')] },
    receive: {
      create: CREATE,
      fields: [receives('Title', 'b')],
      workflow: [answers('withdrawn', 'Closed'), answers('resolved', 'Done')],
    },
  },
};

/** What the history says: a field went from one text to another. */
const changed = (fieldId: string, from: string | null, to: string | null): HistoryItem => ({
  fieldId,
  from: { id: null, text: from },
  to: { id: null, text: to },
  own: false,
});

const status = (name: string) => ({ id: name, name, category: 'undefined' }) as const;

interface Birth {
  readonly halves?: Readonly<Record<Side, HalfParts>>;
  readonly fields?: readonly [FieldMeta, FieldMeta];
  readonly master?: Value;
  /** What the copy holds by the next look, when its history was written. */
  readonly copy?: Value;
  /** What the answer to the creation showed; what was sent unless it is named. */
  readonly held?: Value;
  readonly history?: readonly HistoryItem[];
  readonly late?: readonly string[];
  readonly refused?: Readonly<Record<string, string>>;
  readonly events?: readonly EventHint[];
  readonly masterHistory?: readonly HistoryItem[];
  readonly masterStatus?: string;
  readonly copyStatus?: string;
  /** The first answer never came: the issue is found by its mark, and the master's value was this at the first try. */
  readonly lost?: Value;
}

const absent = (given: Birth, master: Value, link: Partial<Link> = {}): PlanInput => {
  const input = inputOf({
    halves: given.halves ?? BOTH_WAYS,
    ...(given.fields && { fields: given.fields }),
    master,
    link: { state: 'creating', issues: { master: { id: '1', key: 'M-1' }, provider: null }, ...link },
    more: { events: given.events ?? [{ side: 'master', kind: 'created' }] },
  });
  const snapshot = aSnapshot({
    fields: { a: master },
    status: status(given.masterStatus ?? 'Open'),
    history: given.masterHistory ?? [],
  });
  return { ...input, now: { master: present(snapshot), provider: { state: 'absent' } } };
};

/** Plans the creation, carries it out and gives the plan of the look that follows. */
const firstLook = (given: Birth) => {
  const { master = text('old'), lost } = given;
  const begun = absent(given, lost ?? master);
  const first = plan(begun);
  const stored: Link = { ...first.link, facets: { ...first.link.facets, ...first.baseline } };
  const again = absent(given, master, stored);
  const { operations, link, baseline } = lost === undefined ? first : plan({ ...again, events: [] });
  const [operation] = operations;
  if (operation?.kind !== 'ensureIssue') throw new Error('nothing is created');
  const [write] = operation.fields;
  const sent = write?.mode === 'set' ? write.value : EMPTY;
  const receipt: Receipt = {
    kind: 'issue',
    issueId: '2',
    key: 'P-2',
    fields: { b: given.held ?? sent },
    status: given.copyStatus ?? 'Open',
    found: lost !== undefined,
    ...(given.late && { late: given.late }),
    ...(given.refused && { refused: given.refused }),
  };
  const born = settle({ ...link, facets: { ...link.facets, ...baseline } }, operation, receipt, AFTER);
  const provider = aSnapshot({
    issueId: '2',
    key: 'P-2',
    createdFor: 'L',
    fields: { b: given.copy ?? given.held ?? sent },
    status: status(given.copyStatus ?? 'Open'),
    history: given.history ?? [],
  });
  const now = { master: again.now.master, provider: present(provider) };
  return plan({ ...again, link: born, now, events: [] });
};

const LABELS = [aField('a', { type: 'labels' }), aField('b', { type: 'labels' })] as const;

const rows: readonly (Birth & { readonly name: string; readonly writes: Readonly<Record<string, unknown>> })[] = [
  { name: 'nobody touched it', copy: text('old'), writes: {} },
  {
    name: 'a person wrote it, after our look at the answer',
    copy: text('theirs'),
    history: [changed('b', 'old', 'theirs')],
    writes: { 'master.a': text('theirs') },
  },
  {
    name: 'an automation wrote it before our look at the answer',
    held: text('theirs'),
    history: [changed('b', 'old', 'theirs')],
    writes: { 'master.a': text('theirs') },
  },
  { name: 'Jira shortened it', master: text('a long one'), held: text('a l'), writes: {} },
  {
    name: 'Jira shortened it, a person wrote it and took it back',
    master: text('a long one'),
    held: text('a l'),
    history: [changed('b', 'a l', 'other'), changed('b', 'other', 'a l')],
    writes: {},
  },
  {
    name: 'Jira shortened it and a person wrote it',
    master: text('a long one'),
    held: text('a l'),
    copy: text('other'),
    history: [changed('b', 'a l', 'other')],
    writes: { 'master.a': text('other') },
  },
  { name: 'its default, where nothing was sent', master: EMPTY, copy: text('standard'), writes: {} },
  {
    name: 'a person’s value over its default, where nothing was sent',
    master: EMPTY,
    copy: text('theirs'),
    history: [changed('b', 'standard', 'theirs')],
    writes: { 'master.a': text('theirs') },
  },
  {
    name: 'a person’s value into an empty field, where nothing was sent',
    master: EMPTY,
    copy: text('theirs'),
    history: [changed('b', null, 'theirs')],
    writes: { 'master.a': text('theirs') },
  },
  {
    name: 'its default of a set',
    fields: LABELS,
    master: EMPTY,
    copy: labels('standard'),
    writes: {},
  },
  {
    name: 'a person’s label beside the default of a set',
    fields: [LABELS[0], { ...LABELS[1], initial: labels('standard') }],
    master: EMPTY,
    copy: labels('standard', 'theirs'),
    history: [changed('b', 'standard', 'standard theirs')],
    writes: { 'master.a': ['+theirs'] },
  },
  {
    name: 'a person’s label beside those that were sent',
    fields: LABELS,
    master: labels('x', 'y'),
    held: labels('x', 'y', 'theirs'),
    history: [changed('b', 'x y', 'theirs x y')],
    writes: { 'master.a': ['+theirs'] },
  },
  {
    name: 'a label that was sent was taken out',
    fields: LABELS,
    master: labels('x', 'y'),
    held: labels('x'),
    history: [changed('b', 'x y', 'x')],
    writes: { 'master.a': ['-y'] },
  },
  {
    name: 'a person’s label beside one that Jira spells its own way',
    fields: LABELS,
    master: labels('Red'),
    held: labels('red', 'theirs'),
    history: [changed('b', 'red', 'red theirs')],
    writes: { 'master.a': ['+theirs'] },
  },
  {
    name: 'what was written after the creation, as its own receipt says',
    held: text('OLD'),
    late: ['b'],
    history: [{ ...changed('b', null, 'OLD'), own: true }],
    writes: {},
  },
  {
    name: 'a person’s value over what was written after the creation',
    held: text('OLD'),
    late: ['b'],
    copy: text('theirs'),
    history: [{ ...changed('b', null, 'OLD'), own: true }, changed('b', 'OLD', 'theirs')],
    writes: { 'master.a': text('theirs') },
  },
  { name: 'found by its mark, untouched', lost: text('old'), writes: {} },
  {
    name: 'found by its mark; the source changed since',
    master: text('new'),
    lost: text('old'),
    held: text('old'),
    writes: { 'provider.b': text('new') },
  },
  {
    name: 'found by its mark; the source was emptied since',
    master: EMPTY,
    lost: text('old'),
    copy: text('old'),
    writes: { 'provider.b': EMPTY },
  },
  {
    name: 'found by its mark; the source was filled since',
    master: text('new'),
    lost: EMPTY,
    copy: EMPTY,
    writes: { 'provider.b': text('new') },
  },
  {
    name: 'found by its mark; a person wrote it, and nothing else happened',
    lost: text('old'),
    held: text('theirs'),
    history: [changed('b', 'old', 'theirs')],
    writes: { 'master.a': text('theirs') },
  },
  {
    name: 'found by its mark; a rule that acts as Accord wrote it',
    lost: text('old'),
    held: text('theirs'),
    history: [{ ...changed('b', 'old', 'theirs'), own: true }],
    writes: { 'master.a': text('theirs') },
  },
  {
    name: 'found by its mark without a field that was refused',
    lost: text('old'),
    held: EMPTY,
    writes: { 'provider.b': text('old') },
  },
];

describe('the first look at a copy tells what people wrote from what came with its creation', () => {
  it.each(rows)('$name', ({ writes, ...given }) => {
    const made = firstLook(given);
    expect(writtenBy(made.operations)).toEqual(writes);
    expect(made.conflicts).toEqual([]);
    expect(made.link.newborn).toBeUndefined();
  });

  it('leaves a field that was refused with its problem, and the default that the copy holds', () => {
    const made = firstLook({ held: EMPTY, copy: text('standard'), refused: { b: 'not on the screen' } });
    expect(writtenBy(made.operations)).toEqual({ 'provider.b': text('old') });
  });

  it('is a conflict where both people wrote', () => {
    const { masterHistory: _none, ...given }: Birth = { lost: text('old'), master: text('new') };
    const made = firstLook({ ...given, held: text('theirs'), history: [changed('b', 'old', 'theirs')] });
    expect(made.conflicts).toMatchObject([{ facet: 'field:Title', winner: 'master' }]);
  });

  it('settles once: a further look does nothing', () => {
    const given: Birth = { master: text('a long one'), held: text('a l') };
    const { link, baseline } = firstLook(given);
    const settled = { ...link, facets: { ...link.facets, ...baseline } };
    const input = inputOf({ halves: BOTH_WAYS, master: text('a long one'), provider: text('a l'), link: settled });
    expect(plan(input)).toMatchObject({ operations: [], baseline: {} });
  });
});

const transitions = (operations: ReturnType<typeof firstLook>['operations']): readonly string[] =>
  operations.flatMap((each) => (each.kind === 'transition' ? [`${each.side} ${each.toStatus}`] : []));

const moved = (side: Side, from: string, to: string): EventHint => ({ side, kind: 'transitioned', from, to });
const CREATED: EventHint = { side: 'master', kind: 'created' };

const statuses: readonly (Birth & { readonly name: string; readonly goes: readonly string[] })[] = [
  { name: 'the issue is new and stands where it began', goes: [] },
  {
    name: 'it was moved before its creation was heard of',
    masterStatus: 'Cancelled',
    masterHistory: [changed('status', 'Open', 'Cancelled')],
    goes: ['provider Closed'],
  },
  {
    name: 'its move waits in the inbox, and no history was read',
    events: [CREATED, moved('master', 'Open', 'Cancelled')],
    masterStatus: 'Cancelled',
    goes: ['provider Closed'],
  },
  {
    name: 'it passed a step on the way',
    masterStatus: 'Verified',
    masterHistory: [changed('status', 'Open', 'Resolved'), changed('status', 'Resolved', 'Verified')],
    goes: ['provider Done'],
  },
  {
    name: 'a person asks for an issue that was cancelled long ago',
    events: [{ side: 'master', kind: 'manual' }],
    halves: { ...BOTH_WAYS, master: { ...BOTH_WAYS.master, send: { ...BOTH_WAYS.master.send, createOn: ['manual'] } } },
    masterStatus: 'Cancelled',
    masterHistory: [changed('status', 'Open', 'Cancelled')],
    goes: [],
  },
  {
    name: 'the move that creates the copy is a step as well; older ones count no more',
    events: [moved('master', 'Triage', 'Resolved')],
    masterStatus: 'Resolved',
    masterHistory: [
      changed('status', 'Open', 'Cancelled'),
      changed('status', 'Cancelled', 'Triage'),
      changed('status', 'Triage', 'Resolved'),
    ],
    goes: ['provider Done'],
  },
  {
    name: 'it went on since the move that was told',
    events: [moved('master', 'Open', 'Resolved')],
    masterStatus: 'Cancelled',
    masterHistory: [changed('status', 'Open', 'Resolved'), changed('status', 'Resolved', 'Cancelled')],
    goes: ['provider Closed'],
  },
  {
    name: 'an automation moved the copy',
    copyStatus: 'Working',
    history: [changed('status', 'Open', 'Working')],
    goes: ['master In Progress'],
  },
  {
    name: 'it was moved before its creation was heard of, and the first answer never came',
    lost: text('old'),
    masterStatus: 'Cancelled',
    masterHistory: [changed('status', 'Open', 'Cancelled')],
    goes: ['provider Closed'],
  },
  { name: 'the copy came into the world in a status with a step', copyStatus: 'Working', goes: [] },
];

describe('a status that was reached before the pair was there', () => {
  it.each(statuses)('$name', ({ goes, ...given }) => {
    const made = firstLook(given);
    expect(transitions(made.operations)).toEqual(goes);
    expect(made.conflicts).toEqual([]);
  });
});

describe('a default of a set', () => {
  const [SET, PARTS] = [
    aField('a', { type: 'labels' }),
    aField('b', { type: 'components', options: optionsOf('Alpha', 'Beta') }),
  ];
  const halves: Readonly<Record<Side, HalfParts>> = {
    ...BOTH_WAYS,
    provider: {
      ...BOTH_WAYS.provider,
      receive: { create: CREATE, fields: [receives('Title', 'b', { value: [{ name: 'Alpha' }] })] },
    },
  };
  const given = { halves, fields: [SET, PARTS] as const };

  it('stays after the creation', () => {
    const made = firstLook({ ...given, master: EMPTY, held: labels('Alpha') });
    expect(made.operations).toEqual([]);
  });

  const later = (master: Value, provider: Value, was: readonly [Value, Value]) => {
    const { link, baseline } = firstLook({ ...given, master: was[0], held: was[1] });
    const settled = { ...link, facets: { ...link.facets, ...baseline } };
    return writtenBy(plan(inputOf({ ...given, master, provider, link: settled })).operations);
  };

  it.each([
    [
      'comes back when the source is emptied',
      EMPTY,
      labels('Beta'),
      [labels('Beta'), labels('Beta')],
      ['+Alpha', '-Beta'],
    ],
    ['gives way to the first real one', labels('Beta'), labels('Alpha'), [EMPTY, labels('Alpha')], ['+Beta', '-Alpha']],
    [
      'is not needed where people’s own is left',
      EMPTY,
      labels('Beta', 'Alpha'),
      [labels('Beta'), labels('Beta', 'Alpha')],
      ['-Beta'],
    ],
  ] as const)('%s', (_name, master, provider, was, writes) => {
    expect(later(master, provider, [was[0], was[1]])).toEqual({ 'provider.b': writes });
  });

  it('is one for a label as well', () => {
    const byName = { ...halves, provider: { ...halves.provider } };
    byName.provider = {
      ...BOTH_WAYS.provider,
      receive: { create: CREATE, fields: [receives('Title', 'b', { value: 'Alpha' })] },
    };
    const made = firstLook({ halves: byName, fields: [SET, PARTS], master: EMPTY, held: labels('Alpha') });
    expect(made.operations).toEqual([]);
  });

  it('leaves single values as they were: their default comes back', () => {
    const one = [aField('a'), aField('b', { type: 'option', options: optionsOf('None', 'Some') })] as const;
    const single: typeof halves = {
      ...halves,
      provider: {
        ...BOTH_WAYS.provider,
        receive: { create: CREATE, fields: [receives('Title', 'b', { value: { value: 'None' } })] },
      },
    };
    const made = firstLook({ halves: single, fields: one, master: EMPTY, held: option('None') });
    expect(made.operations).toEqual([]);
  });
});

describe('a copy that Accord is not shown', () => {
  const seen = (link: Partial<Link>) => {
    const input = inputOf({ halves: BOTH_WAYS, master: text('old'), link });
    return plan({ ...input, now: { ...input.now, provider: { state: 'gone', why: 'hidden', by: 'level' } } });
  };

  it('from its creation on: it is the default security level that hides it', () => {
    const made = seen({ newborn: { side: 'provider', found: false, settled: [] } });
    expect(made.problems).toMatchObject([{ side: 'provider', code: 'hidden' }]);
    expect(made.problems[0]?.cause).toContain('default security level');
    expect(made.link).toMatchObject({ state: 'active', newborn: { side: 'provider' } });
  });

  it('any more: anything may hide it', () => {
    expect(seen({}).problems[0]?.cause).not.toContain('default');
  });
});
