import fc from 'fast-check';
import { number } from '../builders';
import { differences } from './agreement';
import { aSim, lossy } from './contract';
import { carryOut, days, FIELD_OF, type FieldName } from './edits';
import { RUNS } from './runs';

const OTHERS: Readonly<Record<'weight' | 'title', readonly FieldName[]>> = {
  weight: ['Title', 'Story', 'Tags', 'Severity'],
  title: ['Story', 'Points', 'Tags', 'Severity'],
};

describe('law 7: one fault stops one facet', () => {
  it('a field that the provider refuses waits with its problem; all others go on', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('weight', 'title' as const), (bursts, refused) => {
        const sim = aSim({ normalise: lossy, fields: { points: number(3) } });
        sim.sides.provider.refuses = (fieldId) => (fieldId === refused ? 'not on the screen' : null);
        sim.quiet();
        for (const burst of bursts) sim.pass(burst.flatMap((each) => carryOut(sim, each)));
        sim.quiet();
        expect(differences(sim, OTHERS[refused])).toEqual([]);
      }),
      RUNS,
    );
  });

  it('a new value of the refused field is tried again', () => {
    const sim = aSim({ fields: { points: number(3) } });
    sim.sides.provider.refuses = () => 'no';
    sim.quiet();
    sim.sides.provider.refuses = () => null;
    expect(sim.pass().operations).toEqual([]);
    sim.sides.master.setField(sim.issueOf('master') ?? '', FIELD_OF.master.Points, number(5));
    sim.quiet();
    expect(differences(sim, ['Points'])).toEqual([]);
  });
});
