import fc from 'fast-check';
import type { ConflictRule } from '../../src/core/model';
import { aSim, faithful, lossy } from './contract';
import { carryOut, days } from './edits';
import { RUNS } from './runs';

const rules = fc.constantFrom<ConflictRule>('master', 'provider', 'latest', 'ask');
const normalises = fc.constantFrom(faithful, lossy);

describe('law 2: state says what', () => {
  it('comes to rest after any edits on both sides, and a further look does nothing', () => {
    fc.assert(
      fc.property(days, rules, normalises, (bursts, rule, normalise) => {
        const sim = aSim({ rule, normalise });
        sim.quiet();
        for (const burst of bursts) {
          const events = burst.flatMap((each) => carryOut(sim, each));
          sim.pass(events);
        }
        sim.quiet();
        const { link } = sim;
        const view = sim.view();
        const again = sim.pass();
        expect(again.operations).toEqual([]);
        expect(again.conflicts).toEqual([]);
        expect(again.problems).toEqual([]);
        expect(again.baseline).toEqual({});
        expect(sim.link).toEqual(link);
        expect(sim.view()).toEqual(view);
      }),
      RUNS,
    );
  });
});
