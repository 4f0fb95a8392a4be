import { isEmptyValue, isSet, printOf, sendValue, writeLabel } from '../map';
import {
  type EnsureIssue,
  type FacetKey,
  type FacetState,
  type FieldWrite,
  otherSide,
  type PlanInput,
  type ProblemDraft,
  type Side,
  type Snapshot,
  type Value,
  withSide,
} from '../model';
import { carry } from './carry';
import { BLANK, ISSUE, isParkedOn, versionsText, WORKFLOW } from './facet';
import { type Note } from './piece';
import { type FieldFacet, fieldFacets, type Route } from './routes';
import { OPEN, type Scene } from './scene';
import { statusBase } from './status';
import { of, quoted } from './words';

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
export function planCreation(input: PlanInput, from: Side, source: Snapshot): Creation {
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
  const fields = [...given, ...constants(scene, to, new Set(given.map(({ fieldId }) => fieldId)))];
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
      [WORKFLOW]: { ...BLANK, base: withSide(BLANK.base, from, statusBase(source.status.name)) },
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
      cause: `The ${to}'s half names no issue type for what the partner sent.`,
      remedy: 'Add the value to `receive.create.issueType.values`, or give an `otherwise`.',
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
  const label = sent?.is === 'value' && sent.value.kind === 'option' ? sent.value.label : null;
  if (label === null) return rule.otherwise;
  return rule.values[label] ?? rule.otherwise ?? label;
}

interface Brought {
  readonly key: FacetKey;
  readonly state: FacetState;
  readonly write: FieldWrite | null;
  readonly problem: ProblemDraft | null;
  readonly note: Note | null;
}

/**
 * One field of the new issue. A base is only remembered at once where nothing is to be written; what is written gets it
 * from the receipt, so that a refused field is tried again.
 */
function bring(scene: Scene, facet: FieldFacet, from: Side): Brought {
  const { key, fields } = facet;
  const route = facet.routes[from];
  const value = scene.snapshots[from].fields[fields[from]] ?? ({ kind: 'empty' } as const);
  const open: FacetState = { ...BLANK, fields };
  const known: FacetState = { ...open, base: withSide(BLANK.base, from, printOf(value)) };
  const brought = { key, state: known, write: null, problem: null, note: null };
  const target = scene.input.catalog[otherSide(from)][fields[otherSide(from)]];
  if (route === null || target === undefined) return { ...brought, state: route === null ? known : open };
  const own = withoutForeign(scene, route, value);
  const note = own === value ? null : foreignNote(facet, from);
  const carried = carry(scene, route, target, own);
  switch (carried.is) {
    case 'skip':
      return { ...brought, note: { side: from, code: carried.code, reason: carried.reason } };
    case 'problem': {
      const { side, code, cause, remedy } = carried;
      const subject = `Field ${quoted(facet.name)}`;
      return {
        ...brought,
        state: open,
        problem: { facet: key, side, code, subject, cause, remedy, print: printOf(value).print },
      };
    }
    case 'value': {
      if (isEmptyValue(carried.value)) return { ...brought, note };
      const source = printOf(value);
      const common = {
        facet: key,
        fieldId: route.receive.field,
        source: isSet(target)
          ? { print: source.print, elements: source.elements ?? printOf(carried.value).elements }
          : source,
        pendingMedia: carried.pendingMedia,
        excerpt: carried.excerptOf !== null,
      };
      const write: FieldWrite =
        carried.raw === null
          ? { ...common, mode: 'set', value: carried.value }
          : { ...common, mode: 'raw', json: carried.raw };
      return { ...brought, state: open, write, note };
    }
  }
}

const foreignNote = ({ name }: FieldFacet, side: Side): Note => ({
  side,
  code: 'not-relayed',
  reason: `Field ${quoted(name)} came from another partner, and ${of(side)} half does not pass it on.`,
});

/** What another partner wrote stays out of the new issue, unless the half relays it (law 8). */
function withoutForeign({ input }: Scene, { from, send }: Route, value: Value): Value {
  const foreign = input.foreign[from][send.field];
  if (foreign === undefined || send.relay) return value;
  if (value.kind === 'options') {
    const labels = value.labels.filter((label) => foreign.elements?.includes(label) !== true);
    if (labels.length === value.labels.length) return value;
    return labels.length === 0 ? { kind: 'empty' } : { kind: 'options', labels };
  }
  return foreign.print === printOf(value).print ? { kind: 'empty' } : value;
}

/** Constants of the half, defaults of fields that the partner did not fill, and what the half says for creation. */
function constants({ halves, input }: Scene, to: Side, given: ReadonlySet<string>): readonly FieldWrite[] {
  const { fields, create } = halves[to].receive;
  const fixed = fields.flatMap(({ field, value }) => (value === null ? [] : [[field, value] as const]));
  const wanted = new Map([...Object.entries(create?.defaults ?? {}), ...fixed]);
  return [...wanted].flatMap(([fieldId, json]): readonly FieldWrite[] => {
    const meta = input.catalog[to][fieldId];
    if (given.has(fieldId) || meta === undefined) return [];
    const common = {
      facet: `field:${meta.name} (constant)>${to}`,
      fieldId,
      source: null,
      pendingMedia: [],
      excerpt: false,
    };
    return [{ ...common, mode: 'raw', json: writeLabel(meta, json) }];
  });
}
