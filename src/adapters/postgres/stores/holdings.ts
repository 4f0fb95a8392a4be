import { type HeldRow, type Holder, type Holdings } from '../../../sync/ports';
import { OF_PERSON } from '../export/of-person';
import { OF_SITE } from '../export/of-site';
import { countRows, rowsOf } from '../export/selection';
import { type StoreDeps } from './deps';

export const holdingsStore = ({ executor }: StoreDeps): Holdings => ({
  rows: async function* (of: Holder): AsyncIterable<HeldRow> {
    const isPerson = 'accountId' in of;
    const whose = isPerson ? [of.accountId, of.siteId] : [of.siteId];
    for (const selection of isPerson ? OF_PERSON : OF_SITE) yield* rowsOf(executor, selection, whose);
  },
  count: async (siteId) => {
    const counts: Record<string, number> = {};
    for (const selection of OF_SITE) {
      const count = await countRows(executor, selection, [siteId]);
      if (count > 0) counts[selection.table] = count;
    }
    return counts;
  },
});
