import { type PerSide } from '../../../core/model';
import { type MyContract } from '../../../sync/agreements';
import { decisionOf, mayTakeBoth } from '../../../sync/choices';
import { type ConflictRecord } from '../../../sync/ports';
import { facetWords } from '../facet-words';
import { type Sight, WITHHELD } from '../sight';

/**
 * The values are contract values: each side has sent or offered its own, so both may read both. A person reads them who
 * may view the own issue.
 */
export const viewConflict = (
  conflict: ConflictRecord,
  { contract, connection, side }: MyContract,
  keys: PerSide<string | null>,
  { partner, sight }: { readonly partner: string; readonly sight: Sight },
) => ({
  id: conflict.id,
  contract: { id: contract.id, name: contract.name },
  connection: connection.id,
  link: conflict.linkId,
  keys,
  side,
  subject: facetWords(conflict.facet),
  rule: conflict.rule,
  winner: conflict.winner,
  chosen: conflict.chosen,
  open: decisionOf(conflict) === null,
  both: sight === 'yes' && mayTakeBoth(conflict, side, partner),
  values: sight === 'yes' ? { master: conflict.values.master, provider: conflict.values.provider } : null,
  withheld: sight === 'yes' ? null : WITHHELD[sight],
  at: conflict.at,
});
