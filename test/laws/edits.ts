import fc from 'fast-check';
import { EMPTY, type EventHint, type Side, type Value } from '../../src/core/model';
import { aDoc, labels, number, option, rich, text } from '../builders';
import { STATUSES } from './contract';
import { type Sim } from './sim';

/** What a person does on one side. Chosen by number where it points at something that exists by then. */
export type Edit =
  | { readonly do: 'field'; readonly side: Side; readonly field: FieldName; readonly value: Value }
  | { readonly do: 'comment'; readonly side: Side; readonly words: string; readonly internal: boolean }
  | { readonly do: 'editComment'; readonly side: Side; readonly which: number; readonly words: string }
  | { readonly do: 'dropComment'; readonly side: Side; readonly which: number }
  | { readonly do: 'attach'; readonly side: Side; readonly name: string; readonly bytes: number }
  | { readonly do: 'detach'; readonly side: Side; readonly which: number }
  | { readonly do: 'move'; readonly side: Side; readonly to: number };

export type FieldName = 'Title' | 'Story' | 'Points' | 'Tags' | 'Severity' | 'Note' | 'secret';

/** Field id of a contract field on each side. */
export const FIELD_OF: Readonly<Record<Side, Readonly<Record<FieldName, string>>>> = {
  master: {
    Title: 'summary',
    Story: 'story',
    Points: 'points',
    Tags: 'labels',
    Severity: 'priority',
    Note: 'note',
    secret: 'secret',
  },
  provider: {
    Title: 'title',
    Story: 'body',
    Points: 'weight',
    Tags: 'tags',
    Severity: 'severity',
    Note: 'memo',
    secret: 'secret',
  },
};

const side = fc.constantFrom<Side>('master', 'provider');
const word = fc.stringMatching(/^[a-zA-Z]{1,9}$/);
const which = fc.nat({ max: 5 });

const SEVERITY = { master: ['High', 'Medium', 'Low'], provider: ['Blocker', 'Major', 'Minor'] } as const;

/** Where the provider folds the case, one label there may stand for two here: people then write what cannot collide. */
const TAGS = { master: ['Red', 'Grey', 'shared', 'both'], provider: ['green', 'blue', 'shared', 'both'] } as const;

const values: Readonly<Record<FieldName, (of: Side) => fc.Arbitrary<Value>>> = {
  Title: () => word.map(text),
  Story: (of) =>
    fc.oneof(
      word.map((each) => rich(each)),
      of === 'master'
        ? fc.constantFrom(rich('long '.repeat(60)), rich('tale '.repeat(60)))
        : fc.constant(rich('brief')),
      fc.constant(EMPTY),
    ),
  Points: () =>
    fc.oneof(
      fc.integer({ min: 0, max: 40 }).map((each) => number(each / 4)),
      fc.constant(EMPTY),
    ),
  Tags: (of) => fc.subarray([...TAGS[of]]).map((each) => (each.length === 0 ? EMPTY : labels(...each))),
  Severity: (of) => fc.constantFrom(...SEVERITY[of]).map(option),
  Note: () => fc.oneof(word.map(text), fc.constant(EMPTY)),
  secret: () => word.map((each) => text(`secret ${each}`)),
};

const field: fc.Arbitrary<Edit> = fc
  .tuple(side, fc.constantFrom<FieldName>('Title', 'Story', 'Points', 'Tags', 'Severity', 'Note', 'secret'))
  .chain(([of, name]) => values[name](of).map((value): Edit => ({ do: 'field', side: of, field: name, value })));

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  { arbitrary: field, weight: 6 },
  fc.record({ do: fc.constant('comment'), side, words: word, internal: fc.boolean() }),
  fc.record({ do: fc.constant('editComment'), side, which, words: word }),
  fc.record({ do: fc.constant('dropComment'), side, which }),
  fc.record({ do: fc.constant('attach'), side, name: fc.constantFrom('a.txt', 'b.txt'), bytes: fc.constantFrom(1, 2) }),
  fc.record({ do: fc.constant('detach'), side, which }),
  fc.record({ do: fc.constant('move'), side, to: fc.nat({ max: 3 }) }),
);

export const fieldEdit = field;

const at = <T>(all: readonly T[], index: number): T | undefined => all[index % Math.max(1, all.length)];

/** People do not touch what Accord wrote for them, except where a law says so. */
export function carryOut(sim: Sim, { side: of, ...what }: Edit): readonly EventHint[] {
  const issueId = sim.issueOf(of);
  if (issueId === undefined) return [];
  const jira = sim.sides[of];
  const own = jira.get(issueId).comments.filter(({ writtenFor }) => writtenFor === null);
  const files = jira.get(issueId).attachments.filter(({ author }) => author.accountId !== 'accord');
  switch (what.do) {
    case 'field':
      jira.setField(issueId, FIELD_OF[of][what.field], what.value);
      return [{ side: of, kind: 'updated' }];
    case 'comment':
      jira.comment(issueId, { body: aDoc(what.words), internal: what.internal });
      return [{ side: of, kind: 'comment' }];
    case 'editComment': {
      const target = at(own, what.which);
      if (target) jira.editComment(issueId, target.id, aDoc(what.words));
      return [{ side: of, kind: 'comment' }];
    }
    case 'dropComment': {
      const target = at(own, what.which);
      if (target) jira.dropComment(issueId, target.id);
      return [{ side: of, kind: 'comment' }];
    }
    case 'attach':
      jira.attach(issueId, { name: what.name, bytes: what.bytes });
      return [{ side: of, kind: 'attachment' }];
    case 'detach': {
      const target = at(files, what.which);
      if (target) jira.detach(issueId, target.id);
      return [{ side: of, kind: 'attachment' }];
    }
    case 'move': {
      const from = jira.get(issueId).status.name;
      const to = STATUSES[of][what.to] ?? from;
      jira.move(issueId, to);
      return [{ side: of, kind: 'transitioned', from, to }];
    }
  }
}

/** Bursts of edits, each followed by a look (or none). */
export const days = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
