import type { Attachment, Change, Comment, FieldSpec, Session } from '../jira';
import type { JsonObject } from '../json';
import type { HalfRules, Trigger } from './half';

export type SideName = 'master' | 'provider';

/** One end of a linked pair, read whole. */
export interface End {
  readonly side: SideName;
  readonly session: Session;
  readonly rules: HalfRules;
  readonly key: string;
  readonly id: string;
  readonly fields: JsonObject;
  readonly specs: Readonly<Record<string, FieldSpec>>;
  readonly comments: readonly Comment[];
  readonly files: readonly Attachment[];
  readonly changes: readonly Change[];
  /** Account ids of this site's people. */
  readonly people: ReadonlySet<string>;
}

export interface Pair {
  readonly contract: string;
  readonly linkId: string;
  readonly master: End;
  readonly provider: End;
  /** Account ids of the one side and the other that an admin wrote down as the same person. */
  readonly users: readonly { readonly master: string; readonly provider: string }[];
  /** Issue ids of all linked pairs of the contract. */
  readonly linked: readonly { readonly master: string; readonly provider: string }[];
}

export interface Difference {
  readonly contract: string;
  readonly keys: string;
  readonly what: string;
  readonly master: string;
  readonly provider: string;
  /** The field of the master that several partners may write: it can hold what only one of them wrote. */
  readonly shared: string | null;
}

/** What was found at one pair. */
export interface Findings {
  readonly differences: readonly Difference[];
  /** Fields of the master that hold what this partner wrote (see `shared`). */
  readonly delivered: readonly string[];
}

/** From whom to whom something flows. */
export interface Flow {
  readonly pair: Pair;
  readonly from: End;
  readonly to: End;
}

export const flowsOf = (pair: Pair): readonly [Flow, Flow] => [
  { pair, from: pair.master, to: pair.provider },
  { pair, from: pair.provider, to: pair.master },
];

/** The difference with the two sides in their places. */
export function differenceOf(
  { pair, from }: Flow,
  what: string,
  sent: string,
  held: string,
  shared: string | null = null,
): Difference {
  const isMaster = from.side === 'master';
  return {
    contract: pair.contract,
    keys: `${pair.master.key} - ${pair.provider.key}`,
    what,
    master: isMaster ? sent : held,
    provider: isMaster ? held : sent,
    shared,
  };
}

/** Accord. What Jira's own automation writes is a real edit, as a person's. */
export const isApp = (user: { readonly accountType?: string; readonly displayName?: string } | undefined): boolean =>
  user?.accountType === 'app' && user.displayName !== AUTOMATION;

const AUTOMATION = 'Automation for Jira';

const isPassing = (trigger: Trigger, from: string, to: string): boolean =>
  typeof trigger !== 'string' &&
  (trigger.to === '*' || trigger.to === to) &&
  (trigger.from === '*' || trigger.from === from);

/** When this side's transition triggers fired, newest last. ISO times. */
const firedTimes = (end: End): readonly string[] =>
  end.changes.flatMap((change) =>
    change.items
      .filter((item) => item.field === 'status')
      .filter((item) =>
        end.rules.updateOn.some((trigger) => isPassing(trigger, item.fromString ?? '', item.toString ?? '')),
      )
      .map(() => change.created),
  );

/** Whether something that happened on this side at `at` still waits for a trigger of its half. */
export function waits(end: End, kind: 'issue_updated' | 'comment' | 'attachment', at: string): boolean {
  if (end.rules.updateOn.includes(kind)) return false;
  const last = firedTimes(end).at(-1);
  return last === undefined || Date.parse(at) > Date.parse(last);
}
