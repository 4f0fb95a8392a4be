import { sendValue } from '../map';
import {
  type EnsureIssue,
  type FacetKey,
  type FacetState,
  otherSide,
  type PlanInput,
  type ProblemDraft,
  type Side,
  type Snapshot,
  type Value,
  withSide,
} from '../model';
import { bring, withConstants } from './creation-fields';
import { BLANK, ISSUE, isParkedOn, versionsText, WORKFLOW } from './facet';
import { type Note } from './piece';
import { fieldFacets } from './routes';
import { OPEN, type Scene } from './scene';
import { statusBase } from './status';

export interface Creation {
  readonly operation: EnsureIssue | null;
  readonly baseline: Readonly<Record<FacetKey, FacetState>>;
  readonly problems: readonly ProblemDraft[];
  readonly notes: readonly Note[];
}

const nothing = (side: Side, code: string, reason: string): Creation => ({
  operation: null,
  baseline: {},
  problems: [],
  notes: [{ side, code, reason }],
});

/** A target that does not exist yet, so that values can be put into its shape. */
const unborn = (issueType: string): Snapshot => ({
  issueId: '',
  key: '',
  projectKey: '',
  issueType,
  status: { id: '', name: '', category: 'undefined' },
  created: '',
  updated: '',
  secured: false,
  fields: {},
  comments: [],
  attachments: [],
  createdFor: null,
  matchesJql: true,
});

const sceneOf = (input: PlanInput, from: Side, source: Snapshot): Scene => ({
  input,
  link: input.link,
  halves: input.contract.halves,
  snapshots: withSide({ master: source, provider: source }, otherSide(from), unborn('')),
  gates: { master: OPEN, provider: OPEN },
  versions: versionsText(input.contract.versions),
  ours: withSide({ master: false, provider: false }, otherSide(from), true),
});

/** The partner's issue, made in one call with everything that the contract gives it. */
export function planCreation(input: PlanInput, from: Side, source: Snapshot, began: string): Creation {
  const to = otherSide(from);
  const { halves } = input.contract;
  const rule = halves[to].receive.create;
  if (rule === null) return nothing(from, 'no-create', `The ${to} takes no new issues under this contract.`);
  const scene = sceneOf(input, from, source);
  const parked = input.link.facets[ISSUE] ?? BLANK;
  if (isParkedOn(parked, source.updated, scene.versions)) {
    return nothing(from, 'parked', 'The issue could not be created and waits until an admin mends its problem.');
  }
  const issueType = issueTypeFor(scene, from);
  if (issueType === null) return noType(from, to, source);
  const delivered = fieldFacets(halves).map((facet) => bring(scene, facet, from));
  const given = delivered.flatMap(({ write }) => (write === null ? [] : [write]));
  const fields = withConstants(scene, to, given);
  return {
    operation: {
      kind: 'ensureIssue',
      id: `issue:${to}`,
      side: to,
      project: rule.project,
      issueType,
      fields,
      lookFirst: input.link.createIntent !== null,
      print: source.updated,
      ...(input.link.createIntent === null ? {} : { attemptedAt: input.link.createIntent.at }),
    },
    baseline: {
      ...Object.fromEntries(delivered.map(({ key, state }) => [key, state])),
      [WORKFLOW]: { ...BLANK, base: withSide(BLANK.base, from, statusBase(began)) },
    },
    problems: delivered.flatMap(({ problem }) => (problem === null ? [] : [problem])),
    notes: delivered.flatMap(({ note }) => (note === null ? [] : [note])),
  };
}

const noType = (from: Side, to: Side, source: Snapshot): Creation => ({
  ...nothing(from, 'no-issue-type', `The ${to} has no issue type for this issue.`),
  problems: [
    {
      facet: ISSUE,
      side: to,
      code: 'no-issue-type',
      subject: 'Creating the issue',
      cause: `The ${to}'s side names no issue type for what the partner sent.`,
      remedy: 'Choose an issue type for it, or one for all other values, where your side says how new issues are made.',
      print: source.updated,
    },
  ],
});

function issueTypeFor(scene: Scene, from: Side): string | null {
  const to = otherSide(from);
  const rule = scene.halves[to].receive.create?.issueType ?? null;
  if (rule === null || typeof rule === 'string') return rule;
  const send = scene.halves[from].send.fields.find((field) => field.as === rule.from);
  const value = send === undefined ? undefined : scene.snapshots[from].fields[send.field];
  const sent = send === undefined || value === undefined ? null : sendValue(send, value);
  const label = sent?.is === 'value' ? labelIn(sent.value) : null;
  if (label === null) return rule.otherwise;
  return (Object.hasOwn(rule.values, label) ? rule.values[label] : null) ?? rule.otherwise ?? label;
}

const labelIn = (value: Value): string | null => {
  if (value.kind === 'option') return value.label;
  return value.kind === 'text' ? value.text : null;
};
