import type { FacetKey, FacetState, FieldMeta, Half, Link, PerSide, PlanInput, Side, Snapshot, Value } from '../model';
import { EMPTY } from '../model';
import { facetOf } from './facet';

/** Whether a side's changes may leave it now. */
export type Gate =
  | { readonly open: true }
  | {
      readonly open: false;
      /** `trigger` opens with an event; `scope` and `security` stay shut as long as the issue is what it is. */
      readonly why: 'trigger' | 'scope' | 'security';
      readonly code: string;
      readonly reason: string;
    };

export const OPEN: Gate = { open: true };

/** Two present issues and everything that is needed to compare them. */
export interface Scene {
  readonly input: PlanInput;
  readonly link: Link;
  readonly halves: PerSide<Half>;
  readonly snapshots: PerSide<Snapshot>;
  /** By the side that sends. */
  readonly gates: PerSide<Gate>;
  readonly versions: string;
  /** A side's issue was created for this link. */
  readonly ours: PerSide<boolean>;
}

export const stateIn = (scene: Scene, key: FacetKey): FacetState => facetOf(scene.link, key);

export const metaOf = (scene: Scene, side: Side, fieldId: string): FieldMeta | null =>
  scene.input.catalog[side][fieldId] ?? null;

export const valueOf = (scene: Scene, side: Side, fieldId: string): Value =>
  scene.snapshots[side].fields[fieldId] ?? EMPTY;

/** The gate of `from` for one facet: what a trigger let go once stays free until it is delivered. */
export function gateFor(scene: Scene, from: Side, state: FacetState): Gate {
  const gate = scene.gates[from];
  const mayEver = scene.halves[from].send.updateOn.length > 0;
  return !gate.open && gate.why === 'trigger' && mayEver && state.released === true ? OPEN : gate;
}
