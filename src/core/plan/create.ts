import type { Link, Side } from '../model';
import { otherSide } from '../model';

/** A pair whose second issue does not exist yet. */
export function newLink(args: {
  readonly id: string;
  readonly contractId: string;
  readonly origin: Side;
  readonly issue: { readonly id: string; readonly key: string };
  readonly at: string;
}): Link {
  const { id, contractId, origin, issue, at } = args;
  const none = { master: null, provider: null };
  return {
    id,
    contractId,
    state: 'creating',
    origin,
    issues: { ...none, [origin]: issue, [otherSide(origin)]: null },
    facets: {},
    fired: { master: false, provider: false },
    lastStatus: none,
    createIntent: null,
    linkedAt: at,
    seen: none,
    scopeSeen: none,
  };
}
