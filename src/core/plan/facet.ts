import type { BaseValue, FacetKey, FacetState, Link, PerSide, Side } from '../model';

/** A facet that nothing is known of yet. */
export const BLANK: FacetState = {
  base: { master: null, provider: null },
  ids: { master: null, provider: null },
  intent: false,
  pendingMedia: [],
  excerptOn: null,
  parked: null,
  closed: false,
};

export const facetOf = (link: Link, key: FacetKey): FacetState => link.facets[key] ?? BLANK;

export const commentKey = (side: Side, id: string): FacetKey => `comment:${side}:${id}`;

export const attachmentKey = (side: Side, id: string): FacetKey => `attachment:${side}:${id}`;

export const WORKFLOW = 'workflow' as const satisfies FacetKey;

export const ISSUE = 'issue' as const satisfies FacetKey;

/** The id in the key of a comment or attachment facet that was written on `side`; null for any other facet. */
export function idIn(key: FacetKey, kind: 'comment' | 'attachment', side: Side): string | null {
  const start = `${kind}:${side}:`;
  return key.startsWith(start) ? key.slice(start.length) : null;
}

/** A file as a baseline: Jira never changes one, so name and size tell it from others. */
export const fileBase = ({ name, bytes }: { readonly name: string; readonly bytes: number }): BaseValue => ({
  print: JSON.stringify([name, bytes]),
  elements: null,
});

/** Half versions as a parked facet remembers them: a changed contract is tried again. */
export const versionsText = ({ master, provider }: PerSide<number>): string => `${master}.${provider}`;

/** This very value was tried under this very contract and an admin has not mended it yet. */
export const isParkedOn = (state: FacetState, print: string, versions: string): boolean =>
  state.parked !== null && state.parked.print === print && state.parked.versions === versions;

/** The facet after everything about it was settled: nothing waits, nothing is parked. */
export function rest(state: FacetState, base: PerSide<BaseValue | null>): FacetState {
  const { released: _released, underWay: _underWay, trouble: _trouble, ...kept } = state;
  return { ...kept, base, intent: false, parked: null };
}

export const close = (state: FacetState): FacetState => ({
  ...rest(state, state.base),
  closed: true,
  pendingMedia: [],
});
