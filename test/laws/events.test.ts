import fc from 'fast-check';
import { type EventHint, SIDES } from '../../src/core/model';
import { aSim, faithful, lossy } from './contract';
import { carryOut, days } from './edits';
import { RUNS } from './runs';

/** Of plain events any may be lost or made up; of transitions any may come twice and in any order. */
const plain: fc.Arbitrary<EventHint> = fc.record({
  side: fc.constantFrom(...SIDES),
  kind: fc.constantFrom('created', 'updated', 'comment', 'attachment', 'sweep' as const),
});

const noise = fc.record({ made: fc.array(plain, { maxLength: 4 }), keys: fc.array(fc.nat({ max: 9 })) });

const isMove = ({ kind }: EventHint): boolean => kind === 'transitioned';

/** Sorted by random keys: a shuffle that fast-check can repeat. */
const shuffled = (events: readonly EventHint[], keys: readonly number[]): readonly EventHint[] =>
  events
    .map((event, at) => ({ event, key: keys[at % Math.max(1, keys.length)] ?? 0 }))
    .sort((one, two) => one.key - two.key)
    .map(({ event }) => event);

describe('law 2: events say when, state says what', () => {
  it('lost, repeated, late and invented events lead to the same end', () => {
    fc.assert(
      fc.property(days, fc.array(noise), fc.constantFrom(faithful, lossy), (bursts, noises, normalise) => {
        const [told, noisy] = [aSim({ normalise }), aSim({ normalise })];
        for (const sim of [told, noisy]) sim.quiet();
        const before: EventHint[] = [];
        bursts.forEach((burst, at) => {
          told.pass(burst.flatMap((each) => carryOut(told, each)));
          const moves = burst.flatMap((each) => carryOut(noisy, each)).filter(isMove);
          const { made, keys } = noises[at] ?? { made: [], keys: [] };
          noisy.pass(shuffled([...moves, ...moves, ...before, ...made], keys));
          before.push(...moves);
        });
        told.quiet();
        noisy.quiet();
        expect(noisy.view()).toEqual(told.view());
        expect(noisy.conflicts).toEqual(told.conflicts);
      }),
      RUNS,
    );
  });
});
