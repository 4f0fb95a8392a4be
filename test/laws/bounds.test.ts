import fc from 'fast-check';
import { otherSide, type Operation } from '../../src/core/model';
import { plan } from '../../src/core/plan';
import { aSim, halvesWith, lossy } from './contract';
import { carryOut, days, edit, FIELD_OF } from './edits';
import { RUNS } from './runs';
import { type Sim } from './sim';

/** Field ids that a half receives into, or that carry nothing at all (`secret`) for the other one. */
const mayWrite = (sim: Sim, { side }: Operation): ReadonlySet<string> =>
  new Set(sim.halves[side].receive.fields.map(({ field }) => field));

function checkBounds(sim: Sim, operation: Operation): void {
  const here = sim.sides[operation.side];
  switch (operation.kind) {
    case 'ensureIssue':
    case 'setFields':
      for (const { fieldId } of operation.fields) expect(mayWrite(sim, operation)).toContain(fieldId);
      return;
    case 'ensureComment': {
      const source = sim.sides[otherSide(operation.side)]
        .get(sim.issueOf(otherSide(operation.side)) ?? '')
        .comments.find(({ id }) => id === operation.sourceCommentId);
      expect(source?.internal).toBe(false);
      if (operation.commentId === null) return;
      const target = here.get(operation.issueId).comments.find(({ id }) => id === operation.commentId);
      expect(target?.writtenFor).toBe('L');
      return;
    }
    case 'removeComment': {
      const target = here.get(operation.issueId).comments.find(({ id }) => id === operation.commentId);
      expect(target?.writtenFor).toBe('L');
      return;
    }
    case 'removeAttachment': {
      const target = here.get(operation.issueId).attachments.find(({ id }) => id === operation.attachmentId);
      expect(target?.author.accountId).toBe('accord');
      return;
    }
    case 'transition':
      expect(sim.halves[operation.side].receive.workflow.map(({ to }) => to)).toContain(operation.toStatus);
      return;
    case 'ensureAttachment':
      return;
    case 'removeIssue':
      throw new Error('nothing here deletes an issue');
  }
}

describe('law 8: nothing outside the contract', () => {
  it('only received fields, own copies and named statuses are touched', () => {
    fc.assert(
      fc.property(days, (bursts) => {
        const sim = aSim({ normalise: lossy });
        sim.before = (operation) => checkBounds(sim, operation);
        sim.quiet();
        for (const burst of bursts) sim.pass(burst.flatMap((each) => carryOut(sim, each)));
        sim.quiet();
        for (const side of ['master', 'provider'] as const) {
          const own = sim.sides[side].get(sim.issueOf(side) ?? '').fields[FIELD_OF[side].secret];
          const other = JSON.stringify(sim.sides[otherSide(side)].state(sim.issueOf(otherSide(side))));
          if (own?.kind === 'text') expect(other.includes(`"${own.text}"`) && !sameSecret(sim)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('a side that offers nothing sends nothing', () => {
    const halves = halvesWith('provider');
    const mute = { ...halves.provider, send: { ...halves.provider.send, updateOn: [] } };
    fc.assert(
      fc.property(days, (bursts) => {
        const sim = aSim({ halves: { ...halves, provider: mute } });
        sim.before = ({ side }) => expect(side).toBe('provider');
        sim.quiet();
        for (const burst of bursts) sim.pass(burst.flatMap((each) => carryOut(sim, each)));
        sim.quiet();
      }),
      RUNS,
    );
  });
});

const sameSecret = (sim: Sim): boolean => {
  const [one, two] = (['master', 'provider'] as const).map((side) =>
    JSON.stringify(sim.sides[side].get(sim.issueOf(side) ?? '').fields['secret']),
  );
  return one === two;
};

describe('law 4: a lossy side never degrades the rich side', () => {
  it('edits at the master alone are never answered by a write to the master', () => {
    const masterOnly = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(masterOnly, fc.array(fc.option(fc.nat({ max: 4 }), { nil: null })), (bursts, crashes) => {
        const sim = aSim({ rule: 'provider', normalise: lossy });
        sim.before = ({ side }) => expect(side).toBe('provider');
        sim.quiet();
        bursts.forEach((burst, at) => {
          for (const each of burst) carryOut(sim, { ...each, side: 'master' });
          sim.pass([], crashes[at] ?? null);
        });
        sim.quiet();
      }),
      RUNS,
    );
  });

  it('nor is a transition of ours whose receipt was lost, when the master moved on before we knew', () => {
    const sim = aSim({ rule: 'provider' });
    sim.quiet();
    sim.before = ({ side }) => expect(side).toBe('provider');
    for (const to of [2, 1]) {
      carryOut(sim, { do: 'move', side: 'master', to });
      carryOut(sim, { do: 'field', side: 'master', field: 'Title', value: { kind: 'text', text: `title ${to}` } });
      sim.pass([], to === 2 ? 1 : 0);
    }
    sim.quiet();
  });
});

describe('the plan is a function', () => {
  it('of its input alone, and leaves the input as it is (the simulator freezes it)', () => {
    fc.assert(
      fc.property(days, (bursts) => {
        const sim = aSim({ normalise: lossy });
        sim.quiet();
        for (const burst of bursts) {
          const events = burst.flatMap((each) => carryOut(sim, each));
          const input = sim.input(events);
          expect(plan(input)).toEqual(plan(structuredClone(input)));
          sim.pass(events);
        }
      }),
      RUNS,
    );
  });
});
