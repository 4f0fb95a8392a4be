import fc from 'fast-check';
import type { ForeignValue, PlanInput, Side } from '../../src/core/model';
import { foreignNotes, intendedNotes } from '../../src/sync/notes';
import { aDoc, labels, number, rich, text } from '../builders';
import { aSim, halvesWith } from './contract';
import { FIELD_OF, type FieldName } from './edits';
import { RUNS } from './runs';
import { Sim } from './sim';
import { type SimSide } from './sim-side';

/** One master issue with a link to each of two providers, and the notes of what each link wrote into it. */
class Broadcast {
  readonly master: SimSide;
  readonly links: readonly [Sim, Sim];
  private readonly notes: { link: string; side: Side; field: string; value: ForeignValue }[] = [];

  constructor() {
    const one = aSim({ fields: { summary: text('made by the master') } });
    const other = aSim();
    this.master = one.sides.master;
    const issue = one.issueOf('master') ?? '';
    const made = (id: string, provider: SimSide): Sim =>
      new Sim({ master: this.master, provider }, halvesWith('latest'), issue, id);
    this.links = [made('A', one.sides.provider), made('B', other.sides.provider)];
    for (const sim of this.links) this.listen(sim);
  }

  private listen(sim: Sim): void {
    sim.foreign = () => ({ master: this.foreignTo(sim, 'master'), provider: {} });
    sim.note = (operation, receipt) => {
      const noted =
        receipt === null
          ? intendedNotes('site', sim.link, operation)
          : foreignNotes('site', sim.link, operation, receipt);
      for (const { fieldId, value } of noted) {
        this.notes.push({ link: sim.link.id, side: operation.side, field: fieldId, value });
      }
    };
  }

  /** As the store answers: the latest whole value, and every member that was ever put into a set. */
  private foreignTo(sim: Sim, side: Side): PlanInput['foreign']['master'] {
    const found: Record<string, ForeignValue> = {};
    for (const { link, side: of, field, value } of this.notes) {
      if (link === sim.link.id || of !== side) continue;
      const elements = [...(found[field]?.elements ?? []), ...(value.elements ?? [])];
      found[field] = { print: value.print, elements: elements.length === 0 ? null : elements };
    }
    return found;
  }

  all(of: Sim): string {
    return JSON.stringify([...of.sides.provider.issues.values()]);
  }
}

type Act = { readonly do: 'field'; readonly field: FieldName } | { readonly do: 'comment' | 'file' | 'label' };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant('field' as const), field: fc.constantFrom<FieldName>('Title', 'Story', 'Points') }),
  fc.record({ do: fc.constantFrom('comment', 'file', 'label' as const) }),
);

/** `who`: 0 and 1 are the people of the two providers, 2 those of the master. */
const step = fc.record({ who: fc.nat({ max: 2 }), act, look: fc.array(fc.nat({ max: 1 }), { maxLength: 3 }) });

const MARKS = ['fromA', 'fromB', 'fromM'] as const;

function carryOut(world: Broadcast, who: number, what: Act, serial: number): void {
  const mark = `${MARKS[who] ?? 'fromM'}${serial}`;
  const sim = world.links[who === 1 ? 1 : 0];
  const side: Side = who === 2 ? 'master' : 'provider';
  const jira = sim.sides[side];
  const issue = sim.issueOf(side) ?? '';
  switch (what.do) {
    case 'comment':
      jira.comment(issue, { body: aDoc(mark) });
      return;
    case 'file':
      jira.attach(issue, { name: `${mark}.txt` });
      return;
    case 'label': {
      const now = jira.get(issue).fields[FIELD_OF[side].Tags];
      jira.setField(issue, FIELD_OF[side].Tags, labels(...(now?.kind === 'options' ? now.labels : []), mark));
      return;
    }
    case 'field': {
      const values = { Title: text(mark), Story: rich(mark), Points: number(serial) };
      const value = values[what.field as keyof typeof values];
      jira.setField(issue, FIELD_OF[side][what.field], value);
    }
  }
}

describe('law 8: a value from provider A reaches provider B only where the master says so', () => {
  it('whatever the people write and in whatever order the two links look', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), (steps) => {
        const world = new Broadcast();
        const [a, b] = world.links;
        for (const sim of world.links) sim.quiet();
        steps.forEach(({ who, act: what, look }, serial) => {
          carryOut(world, who, what, serial);
          for (const at of look) world.links[at === 1 ? 1 : 0].pass();
        });
        for (let round = 0; round < 3; round += 1) for (const sim of world.links) sim.quiet();
        expect(world.all(a)).not.toContain('fromB');
        expect(world.all(b)).not.toContain('fromA');
        expect(JSON.stringify(a.conflicts)).not.toContain('fromB');
        expect(JSON.stringify(b.conflicts)).not.toContain('fromA');
      }),
      RUNS,
    );
  });
});
