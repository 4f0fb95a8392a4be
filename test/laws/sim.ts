import {
  type ConflictDraft,
  type EventHint,
  type Half,
  type Link,
  type Operation,
  type PerSide,
  type Plan,
  type PlanInput,
  type ProblemDraft,
  type Receipt,
  type Side,
  SIDES,
} from '../../src/core/model';
import { attempted, newLink, plan } from '../../src/core/plan';
import { park, settle } from '../../src/core/settle';
import { anInput } from '../builders';
import { Gone, type SimSide } from './sim-side';

const VERSIONS = '1.1';

/** Something that stops a pass: the operation with this number (from 0) was carried out, but not remembered any more. */
export type CrashAt = number | null;

export const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
};

/** The pipeline in small, over two simulated sites: plan, store, apply, settle, with everything it remembers. */
export class Sim {
  link: Link;
  readonly conflicts: ConflictDraft[] = [];
  readonly problems: ProblemDraft[] = [];
  readonly operations: Operation[] = [];
  /** What other links wrote, as the pipeline remembers it. */
  foreign: () => PlanInput['foreign'] = () => ({ master: {}, provider: {} });
  /** Called before and after each operation, as the pipeline notes what it writes. */
  note: (operation: Operation, receipt: Receipt | null) => void = () => undefined;
  /** Called before each operation; laws look at what it is about to touch. */
  before: (operation: Operation) => void = () => undefined;
  /** The link as it was before the plan that is being carried out. */
  planned: Link;
  private minutes = 0;

  constructor(
    readonly sides: PerSide<SimSide>,
    readonly halves: PerSide<Half>,
    originIssue: string,
    id = 'L',
  ) {
    this.link = newLink({
      id,
      contractId: 'C',
      origin: 'master',
      issue: { id: originIssue, key: `P-${originIssue}` },
      at: '2026-01-10T00:00:01.500Z',
    });
    this.planned = this.link;
  }

  issueOf(side: Side): string | undefined {
    return this.link.issues[side]?.id;
  }

  input(events: readonly EventHint[]): PlanInput {
    this.minutes += 7;
    const { master, provider } = this.sides;
    const isYoung = this.link.state === 'creating' || this.link.newborn !== undefined;
    return freeze(
      anInput({
        halves: this.halves,
        link: structuredClone(this.link),
        now: {
          master: master.state(this.issueOf('master'), isYoung),
          provider: provider.state(this.issueOf('provider'), isYoung),
        },
        catalog: { master: master.catalog, provider: provider.catalog },
        events,
        foreign: this.foreign(),
        at: new Date(Date.UTC(2026, 0, 11, 0, this.minutes)).toISOString(),
      }),
    );
  }

  /** One pass of the lane. Returns the plan. */
  pass(events: readonly EventHint[] = [], crashAt: CrashAt = null): Plan {
    const made = plan(this.input(events));
    this.planned = this.link;
    this.store(made);
    for (const [at, operation] of made.operations.entries()) {
      const receipt = this.perform(operation);
      if (crashAt === at) return made;
      if (receipt !== null) this.remember(operation, receipt);
    }
    return made;
  }

  private store(made: Plan): void {
    this.link = { ...made.link, facets: { ...made.link.facets, ...made.baseline } };
    for (const problem of made.problems) {
      this.problems.push(problem);
      this.link = park(this.link, problem.facet, `problem ${this.problems.length}`, problem.print, VERSIONS);
    }
    for (const conflict of made.conflicts) {
      this.conflicts.push(conflict);
      if (conflict.winner === null && conflict.park !== undefined) {
        this.link = park(this.link, conflict.facet, `conflict ${this.conflicts.length}`, conflict.park, VERSIONS);
      }
    }
  }

  private perform(operation: Operation): Receipt | null {
    this.before(operation);
    this.note(operation, null);
    this.operations.push(operation);
    if (operation.kind === 'ensureIssue' && !operation.lookFirst) {
      this.link = attempted(this.link, operation, new Date(Date.UTC(2026, 0, 11, 0, this.minutes)).toISOString());
    }
    try {
      const known = Object.values(this.link.facets).flatMap(({ ids }) => ids[operation.side] ?? []);
      return this.sides[operation.side].perform(operation, this.link.id, new Set(known));
    } catch (error) {
      if (error instanceof Gone) return null;
      throw error;
    }
  }

  private remember(operation: Operation, receipt: Receipt): void {
    this.link = settle(this.link, operation, receipt, new Date(Date.UTC(2026, 0, 11, 0, this.minutes)).toISOString());
    if (receipt.kind === 'attachment' && operation.kind === 'ensureAttachment') {
      this.sides[operation.side].noteUpload(operation.issueId, receipt.attachmentId, this.link.id);
    }
    this.note(operation, receipt);
    if (operation.kind !== 'setFields' && operation.kind !== 'ensureIssue') return;
    const refused = 'refused' in receipt ? (receipt.refused ?? {}) : {};
    for (const write of operation.fields.filter(({ fieldId }) => refused[fieldId] !== undefined)) {
      this.link = park(this.link, write.facet, 'refused', write.source?.print ?? '', VERSIONS);
    }
  }

  /** Passes until a plan has nothing to do. Returns how many it took; more than `most` is a failure of the law. */
  quiet(most = 8): number {
    for (let passes = 1; passes <= most; passes += 1) {
      if (this.pass().operations.length === 0) return passes;
    }
    throw new Error(`no rest after ${most} passes: ${JSON.stringify(this.operations.slice(-4))}`);
  }

  /** Everything that people can see, without times. */
  view(): unknown {
    return SIDES.map((side) =>
      [...this.sides[side].issues.values()].map(({ fields, status, comments, attachments }) => ({
        fields,
        status: status.name,
        comments: comments.map(({ body, internal, mirrors }) => ({ body, internal, mirror: mirrors !== null })),
        attachments: attachments.map(({ name, bytes }) => `${name} ${bytes}`).sort(),
      })),
    );
  }
}
