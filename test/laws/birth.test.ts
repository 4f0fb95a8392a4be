import fc from 'fast-check';
import { printOf } from '../../src/core/map';
import { EMPTY, type Side, type Value } from '../../src/core/model';
import { aDoc, labels, text } from '../builders';
import { differences, strayComments } from './agreement';
import { aSim, faithful, lossy } from './contract';
import { type Edit, FIELD_OF, type FieldName, fieldEdit } from './edits';
import { RUNS } from './runs';
import { type Sim } from './sim';

const NAMES = ['Title', 'Story', 'Points', 'Tags', 'Severity'] as const satisfies readonly FieldName[];
type Name = (typeof NAMES)[number];

/**
 * When somebody writes: at the master before its creation is heard of or after the copy is there, at the provider within the
 * create call (an automation) or right after it.
 */
const MOMENTS = ['before', 'after', 'within', 'next'] as const;
type Moment = (typeof MOMENTS)[number];

const sideOf = (moment: Moment): Side => (moment === 'within' || moment === 'next' ? 'provider' : 'master');

const isFor =
  (name: Name, side: Side) =>
  (edit: Edit): boolean =>
    edit.do === 'field' && edit.field === name && edit.side === side;

/** Values that people of a side may write into a field. */
const valueFor = (name: Name, side: Side): fc.Arbitrary<Value> =>
  fieldEdit.filter(isFor(name, side)).map((edit) => (edit.do === 'field' ? edit.value : EMPTY));

interface Written {
  readonly name: Name;
  readonly moment: Moment;
  readonly values: readonly Value[];
}

/** Each field is written by people of one side only: nothing of it is a conflict. */
const writing = fc
  .tuple(...NAMES.map((name) => fc.tuple(fc.constant(name), fc.option(fc.constantFrom(...MOMENTS)))))
  .chain((all) =>
    fc.tuple(
      ...all.flatMap(([name, moment]) =>
        moment === null
          ? []
          : [
              fc.record({
                name: fc.constant(name),
                moment: fc.constant(moment),
                values: fc.array(valueFor(name, sideOf(moment)), { minLength: 1, maxLength: 2 }),
              }),
            ],
      ),
    ),
  )
  .map((all): readonly Written[] => all);

/** An edit of an excerpt is kept as a conflict, by design. */
const short = valueFor('Story', 'master').filter((value) => JSON.stringify(value).length < 150);

const start = fc.record(
  { summary: valueFor('Title', 'master'), story: short, labels: valueFor('Tags', 'master') },
  { requiredKeys: ['summary'] },
);

/** `own`: a rule that acts under our account, as whoever created the issue. */
const write = (sim: Sim, issueId: string, { name, moment, values }: Written, own = false): void => {
  const side = sideOf(moment);
  for (const value of values) sim.sides[side].setField(issueId, FIELD_OF[side][name], value, own);
};

const held = (sim: Sim, side: Side, name: Name): string =>
  printOf(sim.sides[side].get(sim.issueOf(side) ?? '').fields[FIELD_OF[side][name]] ?? EMPTY).print;

/** What people wrote last stands where they wrote it. */
const overwritten = (sim: Sim, all: readonly Written[]): readonly string[] =>
  all.flatMap(({ name, moment, values }) => {
    const side = sideOf(moment);
    const last = sim.sides[side].normalise(FIELD_OF[side][name], values.at(-1) ?? EMPTY);
    // Of a set the other side's elements stay beside them.
    if (name === 'Tags') return [];
    return held(sim, side, name) === printOf(last).print ? [] : [`${name} of the ${side} was written over`];
  });

describe('laws 4 to 6 while a pair is being made', () => {
  it('what one side writes reaches the other, what Jira made of a value or filled in does not, and nothing is a conflict', () => {
    fc.assert(
      fc.property(
        start,
        writing,
        fc.constantFrom(faithful, lossy),
        fc.boolean(),
        fc.boolean(),
        (fields, all, normalise, lost, own) => {
          const sim = aSim({ normalise, fields });
          const { master, provider } = sim.sides;
          provider.defaults = { memo: text('standard') };
          const at = (moment: Moment): readonly Written[] => all.filter((each) => each.moment === moment);
          at('before').forEach((each) => write(sim, sim.issueOf('master') ?? '', each));
          provider.onCreated = (id) => at('within').forEach((each) => write(sim, id, each, own));
          sim.pass([{ side: 'master', kind: 'created' }], lost ? 0 : null);
          const [copy = ''] = provider.issues.keys();
          at('next').forEach((each) => write(sim, copy, each));
          at('after').forEach((each) => write(sim, sim.issueOf('master') ?? '', each));
          sim.quiet();
          expect(provider.issues.size).toBe(1);
          expect(sim.conflicts).toEqual([]);
          expect(sim.problems).toEqual([]);
          expect(differences(sim, NAMES)).toEqual([]);
          expect(overwritten(sim, all)).toEqual([]);
          expect(master.get(sim.issueOf('master') ?? '').fields['note'] ?? EMPTY).toEqual(EMPTY);
          expect(sim.pass().operations).toEqual([]);
        },
      ),
      RUNS,
    );
  });

  it.each([false, true])('so do a status and a comment (the answer is lost: %s)', (lost) => {
    const sim = aSim({ fields: { summary: text('x') } });
    const { master, provider } = sim.sides;
    provider.onCreated = (id) => {
      provider.move(id, 'Working');
      provider.comment(id, { body: aDoc('by a rule') });
    };
    sim.pass([{ side: 'master', kind: 'created' }], lost ? 0 : null);
    sim.quiet();
    expect(master.get(sim.issueOf('master') ?? '').status.name).toBe('In Progress');
    expect(strayComments(sim)).toEqual([]);
    expect(provider.get(sim.issueOf('provider') ?? '').status.name).toBe('Working');
  });

  it.each([false, true])('the default of a set stays at the copy alone (the answer is lost: %s)', (lost) => {
    const sim = aSim({ fields: { summary: text('x') } });
    sim.sides.provider.defaults = { tags: labels('standard') };
    sim.pass([{ side: 'master', kind: 'created' }], lost ? 0 : null);
    sim.quiet();
    expect(held(sim, 'provider', 'Tags')).toBe(printOf(labels('standard')).print);
    expect(held(sim, 'master', 'Tags')).toBe(printOf(EMPTY).print);
  });
});
