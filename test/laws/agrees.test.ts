import fc from 'fast-check';
import { differences, isBraked, strayComments, strayFiles } from './agreement';
import { aSim, faithful, lossy } from './contract';
import { carryOut, days } from './edits';
import { RUNS } from './runs';

const rules = fc.constantFrom('master', 'provider', 'latest', 'ask' as const);
const normalises = fc.constantFrom(faithful, lossy);

describe('both sides agree after rest', () => {
  it('in all that the contract carries both ways, whatever was edited in between', () => {
    fc.assert(
      fc.property(days, rules, normalises, (bursts, rule, normalise) => {
        const sim = aSim({ rule, normalise });
        sim.quiet();
        for (const burst of bursts) sim.pass(burst.flatMap((each) => carryOut(sim, each)));
        sim.quiet();
        expect(differences(sim, ['Title', 'Story', 'Points', 'Tags', 'Severity'])).toEqual([]);
        if (isBraked(sim)) return;
        expect(strayComments(sim)).toEqual([]);
        expect(strayFiles(sim)).toEqual([]);
      }),
      RUNS,
    );
  });
});
