import fc from 'fast-check';
import { EMPTY, otherSide, type Side, SIDES, type Value } from '../../src/core/model';
import { labels } from '../builders';
import { aSim } from './contract';
import { FIELD_OF } from './edits';
import { RUNS } from './runs';
import { type Sim } from './sim';

const POOL = ['a', 'b', 'c', 'd', 'e'];
const some = fc.subarray(POOL);

const value = (all: readonly string[]): Value => (all.length === 0 ? EMPTY : labels(...all));

const set = (sim: Sim, side: Side, all: readonly string[]): void =>
  sim.sides[side].setField(sim.issueOf(side) ?? '', FIELD_OF[side].Tags, value(all));

const held = (sim: Sim, side: Side): readonly string[] => {
  const now = sim.sides[side].get(sim.issueOf(side) ?? '').fields[FIELD_OF[side].Tags];
  return now?.kind === 'options' ? [...now.labels].sort() : [];
};

describe('law 6: sets merge by element', () => {
  it('what came on either side stays, what left on either side is gone, and there is no conflict', () => {
    fc.assert(
      fc.property(some, fc.array(fc.tuple(some, some), { minLength: 1, maxLength: 4 }), (start, rounds) => {
        const sim = aSim({ fields: { labels: value(start) } });
        sim.quiet();
        let agreed: readonly string[] = [...start].sort();
        for (const [master, provider] of rounds) {
          const expected = POOL.filter((each) => {
            const had = agreed.includes(each);
            return had
              ? master.includes(each) && provider.includes(each)
              : master.includes(each) || provider.includes(each);
          });
          set(sim, 'master', master);
          set(sim, 'provider', provider);
          sim.quiet();
          for (const side of SIDES) expect(held(sim, side)).toEqual(expected);
          agreed = expected;
        }
        expect(sim.conflicts).toEqual([]);
      }),
      RUNS,
    );
  });

  it('what people change between our look and our write is theirs, and is merged like any other change', () => {
    fc.assert(
      fc.property(some, some, some, fc.constantFrom(...SIDES), (start, ours, theirs, slow) => {
        const sim = aSim({ fields: { labels: value(start) } });
        sim.quiet();
        set(sim, otherSide(slow), ours);
        let isDue = true;
        const edit = (): void => {
          if (isDue) set(sim, slow, theirs);
          isDue = false;
        };
        sim.before = edit;
        sim.quiet();
        edit();
        sim.quiet();
        const expected = POOL.filter((each) =>
          start.includes(each)
            ? ours.includes(each) && theirs.includes(each)
            : ours.includes(each) || theirs.includes(each),
        );
        for (const side of SIDES) expect(held(sim, side)).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('never the whole set is written after creation', () => {
    const sim = aSim({ fields: { labels: labels('a') } });
    sim.quiet();
    set(sim, 'master', ['a', 'b']);
    const [operation] = sim.pass().operations;
    const modes = operation?.kind === 'setFields' ? operation.fields.map(({ mode }) => mode) : [];
    expect(modes).toEqual(['elements']);
  });
});
