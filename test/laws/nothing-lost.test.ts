import fc from 'fast-check';
import { printOf } from '../../src/core/map';
import { type ConflictRule, EMPTY, type Operation, type Side, type Value } from '../../src/core/model';
import { aSim, faithful, lossy } from './contract';
import { carryOut, FIELD_OF, type FieldName, fieldEdit } from './edits';
import { RUNS } from './runs';
import { type Sim } from './sim';

const NAMES = ['Title', 'Story', 'Points', 'Severity', 'Note'] as const satisfies readonly FieldName[];

const held = (sim: Sim, side: Side, name: FieldName): Value =>
  sim.sides[side].get(sim.issueOf(side) ?? '').fields[FIELD_OF[side][name]] ?? EMPTY;

const CONTRACT_LABEL: Readonly<Record<string, string>> = { High: 'Blocker', Medium: 'Major', Low: 'Minor' };

/** Prints under which a conflict record may hold a value: as the side holds it, or as the contract calls it. */
const printsOf = (value: Value): readonly string[] => {
  const known = value.kind === 'option' ? CONTRACT_LABEL[value.label] : undefined;
  const renamed = known === undefined ? [] : [printOf({ kind: 'option', label: known }).print];
  return [printOf(value).print, ...renamed];
};

const recorded = (sim: Sim, side: Side, name: FieldName): readonly string[] =>
  sim.conflicts
    .filter(({ facet }) => facet === `field:${name}` || facet === `field:${name}>provider`)
    .map(({ values }) => printOf(JSON.parse(values[side]) as Value).print);

/** Values of people that went to the other side, or that a person of the same side replaced, are done with. */
class Ledger {
  readonly open = new Map<string, Value>();

  constructor(private readonly sim: Sim) {}

  wrote(side: Side, name: FieldName): void {
    this.open.set(`${side} ${name}`, held(this.sim, side, name));
  }

  /** Both sides had come to hold the same, or the edit was none. */
  private wasSettled(side: Side, name: FieldName, value: Value): boolean {
    const { facets } = this.sim.planned;
    const base = (facets[`field:${name}`] ?? facets[`field:${name}>provider`])?.base[side];
    return base?.print === printOf(value).print;
  }

  /** Called before each operation: what it overwrites must be written down somewhere. */
  check(operation: Operation): void {
    if (operation.kind !== 'setFields') return;
    for (const name of NAMES) {
      const write = operation.fields.find(({ fieldId }) => fieldId === FIELD_OF[operation.side][name]);
      const other: Side = operation.side === 'master' ? 'provider' : 'master';
      const mine = this.open.get(`${operation.side} ${name}`);
      if (write === undefined) continue;
      if (mine !== undefined && !this.wasSettled(operation.side, name, mine)) {
        const kept = recorded(this.sim, operation.side, name);
        expect(printsOf(mine).some((print) => kept.includes(print))).toBe(true);
      }
      this.open.delete(`${operation.side} ${name}`);
      this.open.delete(`${other} ${name}`);
    }
  }
}

describe('law 6: no value is lost', () => {
  it('an operation overwrites an edit that never went across only with a conflict record that holds it', () => {
    const rules = fc.constantFrom<ConflictRule>('master', 'provider', 'latest', 'ask');
    const bursts = fc.array(fc.array(fieldEdit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(bursts, rules, fc.constantFrom(faithful, lossy), (days, rule, normalise) => {
        const sim = aSim({ rule, normalise });
        sim.quiet();
        const ledger = new Ledger(sim);
        sim.before = (operation) => ledger.check(operation);
        for (const day of days) {
          for (const each of day) {
            carryOut(sim, each);
            if (each.do === 'field') ledger.wrote(each.side, each.field);
          }
          sim.pass();
        }
        sim.quiet();
      }),
      RUNS,
    );
  });
});
