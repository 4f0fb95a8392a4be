import { canonical } from '../map';
import {
  type FacetKey,
  type FacetState,
  type FieldWrite,
  type Json,
  type Link,
  type Operation,
  otherSide,
  pausersOf,
  type PerSide,
  perSide,
  type Plan,
  type PlanInput,
  type Side,
  SIDES,
  type Skipped,
  type Snapshot,
} from '../model';
import { planAttachments } from './attachments';
import { atBirth, statusBefore } from './birth';
import { brake } from './brakes';
import { carriedOver } from './carried-over';
import { planComments } from './comments';
import { planConstants } from './constants';
import { planCreation } from './creation';
import { intentOf } from './intent';
import { planEnding } from './ending';
import { facetOf, isParkedOn, ISSUE, versionsText, WORKFLOW } from './facet';
import { planFields } from './fields';
import { guarded } from './guarded';
import { acts, type Note, type Piece } from './piece';
import { answering, type Remark } from './relevance';
import { withoutResting, woken } from './resting';
import { type Gate, OPEN, type Scene, stateIn } from './scene';
import { isAboutSight } from './hidden';
import { inScope } from './scope';
import { statusIn } from './status';
import { noteSight } from './sight';
import { type Differs, fires } from './triggers';
import { withoutRefused } from './whole-refusal';
import { planWorkflow } from './workflow';

/**
 * The one door of the brain: what is to be done so that both issues agree under the contract. Pure; the same input gives
 * the same plan. Branch numbers are those of the truth table in `core/README.md`.
 */
export function plan(input: PlanInput): Plan {
  if (input.link.state === 'closed') return idle(input.link, 'closed', 'This pair has ended.');
  const now = { ...input, link: woken(noteSight(input), input.at) };
  return withoutRefused(withoutResting(planSeen(now), now), now);
}

function planSeen(input: PlanInput): Plan {
  const { link, now } = input;
  if (link.state === 'paused') return idle(link, 'paused', pausedText(link));
  const { master, provider } = now;
  if (master.state === 'gone' || provider.state === 'gone') return endPlan(input);
  if (master.state === 'present' && provider.state === 'present') {
    return pairPlan(input, { master: master.snapshot, provider: provider.snapshot });
  }
  const present = SIDES.find((side) => now[side].state === 'present');
  const state = present === undefined ? undefined : now[present];
  if (present === undefined || state?.state !== 'present') return idle(link, 'absent', 'There is no issue to send.');
  return createPlan(input, present, state.snapshot);
}

const EMPTY_PLAN = { operations: [], baseline: {}, conflicts: [], problems: [], skipped: [], branches: {} } as const;

const idle = (link: Link, code: string, reason: string): Plan => ({
  ...EMPTY_PLAN,
  link,
  skipped: [{ facet: ISSUE, code, reason }],
});

const pausedText = (link: Link): string => {
  const who = pausersOf(link).map((side) => `the ${side}`);
  return `${who.join(' and ').replace('the', 'The')} paused this pair.`;
};

const skippedOf = (facet: FacetKey, notes: readonly Note[]): readonly Skipped[] =>
  notes.map(({ code, reason }) => ({ facet, code, reason }));

function endPlan(input: PlanInput): Plan {
  const { link } = input;
  const versions = versionsText(input.contract.versions);
  const ending = planEnding(input, link, (print) => isParkedOn(facetOf(link, ISSUE), print, versions));
  return {
    ...EMPTY_PLAN,
    operations: ending.operations,
    problems: ending.problems,
    skipped: skippedOf(ISSUE, ending.notes),
    link: ending.closes ? { ...link, state: 'closed' } : link,
    branches: { [ISSUE]: ending.branch },
  };
}

function createPlan(input: PlanInput, from: Side, source: Snapshot): Plan {
  const { link } = input;
  const gate = standingGate(input, from, source);
  if (!gate.open) return idle(link, gate.code, gate.reason);
  // Planned once more, the events that made the pair are handled: what they told stands with the link.
  const before = link.facets[WORKFLOW]?.base[from] ?? null;
  const began = before === null ? statusBefore(source, from, input.events) : statusIn(before);
  const { operation, baseline, problems, notes } = planCreation(input, from, source, began);
  const intent = operation === null ? link.createIntent : (link.createIntent ?? intentOf(operation, input.at));
  return {
    ...EMPTY_PLAN,
    operations: operation === null ? [] : [operation],
    baseline: { ...baseline, ...seenAgain(link) },
    problems,
    skipped: skippedOf(ISSUE, notes),
    link: { ...link, createIntent: intent, lastStatus: { ...link.lastStatus, [from]: began } },
    branches: { [ISSUE]: from === 'master' ? 4 : 2 },
  };
}

/** What is told of an issue that was not seen is over; a creation that failed is another matter. */
function seenAgain({ facets: { [ISSUE]: issue } }: Link): Plan['baseline'] {
  return issue !== undefined && isAboutSight(issue.parked?.print) ? { [ISSUE]: { ...issue, parked: null } } : {};
}

/** What keeps a side silent whatever happens: it left the scope, or carries a security level. */
function standingGate({ contract }: PlanInput, side: Side, snapshot: Snapshot): Gate {
  const half = contract.halves[side];
  const scope = inScope(half, snapshot);
  if (!scope.in && half.send.outOfScope !== 'keep') {
    return { open: false, why: 'scope', code: 'out-of-scope', reason: `${scope.reason} Nothing is sent from there.` };
  }
  if (snapshot.secured && !half.send.securityLevels) {
    const reason = `The ${side}'s issue has a security level, and its side does not send such issues.`;
    return { open: false, why: 'security', code: 'secured', reason };
  }
  return OPEN;
}

function pairPlan(given: PlanInput, snapshots: PerSide<Snapshot>): Plan {
  const known = carriedOver(given.link, given.contract.halves);
  const input = withBirth({ ...given, link: known }, snapshots);
  const { link, contract } = input;
  const left = SIDES.find(
    (side) => contract.halves[side].send.outOfScope === 'unlink' && !inScope(contract.halves[side], snapshots[side]).in,
  );
  if (left !== undefined) {
    return idle(
      { ...link, state: 'closed' },
      'out-of-scope',
      `The ${left}'s issue left the contract's scope; the pair has ended.`,
    );
  }
  const standing = perSide((side) => standingGate(input, side, snapshots[side]));
  const open = sceneOf(input, snapshots, standing);
  const wanted = look(open);
  const gates = perSide((side) => gateOf(open, side, differsOn(wanted, side)));
  const shut = SIDES.some((side) => gates[side].open !== standing[side].open);
  const scene = shut ? sceneOf(input, snapshots, gates) : open;
  const renamed = Object.keys(given.link.facets).filter((key) => !(key in known.facets));
  const made = assemble(scene, shut ? look(scene) : wanted);
  return renamed.length === 0 ? made : { ...made, renamed };
}

const withBirth = (input: PlanInput, snapshots: PerSide<Snapshot>): PlanInput => {
  const { link, events } = atBirth(input.link, snapshots);
  return { ...input, link, events: [...input.events, ...events] };
};

const sceneOf = (input: PlanInput, snapshots: PerSide<Snapshot>, gates: PerSide<Gate>): Scene => ({
  input,
  link: input.link,
  halves: input.contract.halves,
  snapshots,
  gates,
  versions: versionsText(input.contract.versions),
  ours: perSide((side) => snapshots[side].createdFor === input.link.id),
});

const look = (scene: Scene): readonly Piece[] => [
  ...planAttachments(scene),
  ...planFields(scene),
  ...planConstants(scene),
  ...planComments(scene),
  guarded(scene, WORKFLOW, () => planWorkflow(scene)),
];

function differsOn(pieces: readonly Piece[], side: Side): Differs {
  const kinds = new Set(
    pieces.filter(({ delivers }) => delivers.includes(side)).map(({ facet }) => facet.split(':')[0]),
  );
  return {
    fields: kinds.has('field'),
    workflow: kinds.has('workflow'),
    comments: kinds.has('comment'),
    attachments: kinds.has('attachment'),
  };
}

function gateOf(scene: Scene, side: Side, differs: Differs): Gate {
  const gate = scene.gates[side];
  if (!gate.open) return gate;
  const { input, link, halves, snapshots } = scene;
  if (fires(halves[side], link, side, snapshots[side], input.events, differs)) return OPEN;
  const never = halves[side].send.updateOn.length === 0;
  return {
    open: false,
    why: 'trigger',
    code: 'waits-for-trigger',
    reason: never
      ? `Changes of the ${side} are never sent: its side of the contract says so.`
      : `Changes of the ${side} wait until one of its update triggers fires.`,
  };
}

function assemble(scene: Scene, pieces: readonly Piece[]): Plan {
  const { link } = scene;
  const braked = brake(link, inOrder(scene, pieces), scene.versions);
  return {
    operations: braked.operations,
    baseline: baselineOf(scene, pieces),
    conflicts: pieces.flatMap(({ conflicts }) => conflicts),
    problems: [...pieces.flatMap(({ problems }) => problems), ...(braked.problem === null ? [] : [braked.problem])],
    skipped: answering([...waiting(scene, pieces), ...pieces.flatMap(remarksOf)], scene.input.events),
    link: nextLink(scene, pieces),
    faults: pieces.flatMap(({ fault }) => (fault === undefined ? [] : [fault])),
    branches: Object.fromEntries(pieces.flatMap(({ facet, branch }) => (branch === null ? [] : [[facet, branch]]))),
  };
}

/** What a trigger let go stays free until it is delivered: the facet remembers it over failures and problems. */
function baselineOf(scene: Scene, pieces: readonly Piece[]): Readonly<Record<FacetKey, FacetState>> {
  const states = pieces.flatMap((each): readonly (readonly [FacetKey, FacetState])[] => {
    const goes = acts(each) || each.problems.length > 0;
    if (each.state === null && !goes) return [];
    const state = each.state ?? stateIn(scene, each.facet);
    return [[each.facet, goes ? onItsWay(state, each) : state], ...textFiles(scene, each)];
  });
  const seen = [...states, ...inSight(scene)];
  return Object.fromEntries(seen.filter(([key, state]) => !isSame(state, scene.link.facets[key])));
}

/** Both issues can be read: whatever was the matter with the issue itself is over. */
function inSight(scene: Scene): readonly (readonly [FacetKey, FacetState])[] {
  const { [ISSUE]: issue } = scene.link.facets;
  return issue === undefined || issue.parked === null ? [] : [[ISSUE, { ...issue, parked: null }]];
}

/** Files that are made out of long texts have facets of their own: a crash must find them again (law 5). */
const textFiles = (scene: Scene, { facet, operations }: Piece): readonly (readonly [FacetKey, FacetState])[] =>
  operations.flatMap((operation) =>
    operation.kind === 'ensureAttachment' && operation.facet !== facet
      ? [[operation.facet, { ...stateIn(scene, operation.facet), intent: true }] as const]
      : [],
  );

function onItsWay(state: FacetState, { writes }: Piece): FacetState {
  if (writes.length === 0) return { ...state, released: true };
  const sent = perSide((from) => writes.find(({ side }) => side === otherSide(from))?.write.source ?? null);
  return { ...state, released: true, underWay: sent };
}

const isSame = (one: FacetState, two: FacetState | undefined): boolean =>
  two !== undefined && canonical(one as unknown as Json) === canonical(two as unknown as Json);

/** A value that people want back is asked for until it stands there; what cannot be brought back is asked for once. */
function restoresLeft({ restores = {} }: Link, pieces: readonly Piece[]): Pick<Link, 'restores'> {
  const going = new Set(pieces.filter(isRestoring).map(({ facet }) => facet));
  const left = Object.entries(restores).filter(([facet]) => going.has(facet));
  return left.length === 0 ? {} : { restores: Object.fromEntries(left) };
}

const isRestoring = ({ writes, notes }: Piece): boolean =>
  writes.some(({ write }) => write.edit === true) || notes.some(({ code }) => code === 'parked');

function nextLink({ link, snapshots }: Scene, pieces: readonly Piece[]): Link {
  const { choices: _used, restores: _asked, newborn: _looked, ...rest } = link;
  const lastStatus = perSide((side) => snapshots[side].status.name);
  return { ...rest, ...restoresLeft(link, pieces), lastStatus, fired: { master: false, provider: false } };
}

/** One sentence for a side whose changes wait, however many they are. */
const waiting = ({ gates }: Scene, pieces: readonly Piece[]): readonly Remark[] =>
  SIDES.flatMap((side) => {
    const gate = gates[side];
    const held = pieces.some((each) => each.held.includes(side));
    return held && !gate.open ? [{ facet: ISSUE, note: { side, code: gate.code, reason: gate.reason } }] : [];
  });

const remarksOf = ({ facet, notes }: Piece): readonly Remark[] => notes.map((note) => ({ facet, note }));

const RANK: Readonly<Record<Operation['kind'], number>> = {
  ensureIssue: 0,
  ensureAttachment: 1,
  setFields: 2,
  ensureComment: 3,
  transition: 4,
  removeComment: 5,
  removeAttachment: 5,
  removeIssue: 6,
};

/** Files before the texts that show them, one write for all fields of a side, removals last. */
function inOrder(scene: Scene, pieces: readonly Piece[]): readonly Operation[] {
  const operations = [
    ...pieces.flatMap((each) => each.operations),
    ...SIDES.flatMap((side) => fieldsFor(scene, pieces, side)),
  ];
  return operations.sort((one, two) => RANK[one.kind] - RANK[two.kind]);
}

function fieldsFor({ snapshots }: Scene, pieces: readonly Piece[], side: Side): readonly Operation[] {
  const fields: readonly FieldWrite[] = pieces.flatMap(({ writes }) =>
    writes.flatMap((each) => (each.side === side ? [each.write] : [])),
  );
  if (fields.length === 0) return [];
  return [{ kind: 'setFields', id: `fields:${side}`, side, issueId: snapshots[side].issueId, fields }];
}
