import fc from 'fast-check';
import { type Side } from '../../src/core/model';
import { differences, isBraked, strayComments, strayFiles, textFiles } from './agreement';
import { aSim, lossy } from './contract';
import { carryOut, days } from './edits';
import { RUNS } from './runs';

const crashes = fc.array(fc.option(fc.nat({ max: 6 }), { nil: null }), { minLength: 8, maxLength: 8 });

describe('law 5: no twins', () => {
  it('a crash after any operation, before it was remembered, and a resumed run come to the same rest', () => {
    fc.assert(
      fc.property(days, crashes, (bursts, positions) => {
        const sim = aSim({ normalise: lossy });
        sim.pass([{ side: 'master', kind: 'created' }], positions[0] ?? null);
        sim.quiet();
        expect(sim.sides.provider.issues.size).toBe(1);
        bursts.forEach((burst, at) =>
          sim.pass(
            burst.flatMap((each) => carryOut(sim, each)),
            positions[at + 1] ?? null,
          ),
        );
        sim.quiet();
        expect(sim.sides.provider.issues.size).toBe(1);
        expect(differences(sim, ['Title', 'Story', 'Points', 'Tags', 'Severity'])).toEqual([]);
        if (isBraked(sim)) return;
        expect(strayComments(sim)).toEqual([]);
        expect(strayFiles(sim)).toEqual([]);
        expect(textFiles(sim)).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('an issue that was created before the crash gets what changed at its source since', () => {
    const sim = aSim({ fields: { summary: { kind: 'text', text: 'before' } } });
    sim.pass([], 0);
    sim.sides.master.setField(sim.issueOf('master') ?? '', 'summary', { kind: 'text', text: 'after' });
    sim.quiet();
    expect(differences(sim, ['Title'])).toEqual([]);
  });

  it('a value that goes back to what it was, between two lost writes, goes back on the other side too', () => {
    const sim = aSim({ normalise: lossy });
    sim.quiet();
    const write = (text: string, crashAt: number): void => {
      sim.sides.master.setField(sim.issueOf('master') ?? '', 'summary', { kind: 'text', text });
      sim.pass([], crashAt);
    };
    write('first', 9);
    sim.quiet();
    write('second', 0);
    const words = 'long '.repeat(60);
    carryOut(sim, {
      do: 'field',
      side: 'master',
      field: 'Story',
      value: {
        kind: 'richText',
        doc: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] },
      },
    });
    write('first', 0);
    sim.quiet();
    expect(differences(sim, ['Title', 'Story'])).toEqual([]);
  });

  it('what both sides added at once, and the master took out after a lost write, goes on the other side too', () => {
    const sim = aSim({ normalise: lossy });
    sim.quiet();
    const tag = (side: Side, labels: readonly string[]) =>
      carryOut(sim, { do: 'field', side, field: 'Tags', value: { kind: 'options', labels } });
    tag('master', ['Grey', 'both']);
    tag('provider', ['both']);
    sim.pass([], 0);
    carryOut(sim, { do: 'field', side: 'master', field: 'Tags', value: { kind: 'empty' } });
    sim.quiet();
    expect(differences(sim, ['Tags'])).toEqual([]);
  });
});
