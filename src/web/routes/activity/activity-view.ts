import { hiddenHalf, type MyConnection, type MyContract } from '../../../sync/agreements';
import { withoutWordsOf } from '../../../sync/contracts';
import { type ActivityEntry } from '../../../sync/ports';
import { nameOf, type Names } from '../names';
import { type Sight, WITHHELD } from '../sight';

const PARTNERS_REASON = 'Nothing was sent. The reason is a rule of the partner’s side.';

/** Whether the entry is for this side, or for both. */
export const isReadable = (entry: ActivityEntry, { side, internal }: MyConnection): boolean =>
  internal || entry.side === null || entry.side === side;

/** Why nothing was done is said by both halves together; other sentences are made in shared words. */
export const activityText = (entry: ActivityEntry, mine: MyContract | null): string =>
  entry.kind === 'nothing' && mine ? withoutWordsOf(hiddenHalf(mine), entry.text, PARTNERS_REASON) : entry.text;

/** An entry for both sides never says who: account ids stay on their own site. */
export const actorOf = (entry: ActivityEntry, mine: MyConnection): string | null =>
  mine.internal || entry.side === mine.side ? entry.actor : null;

interface Reader {
  readonly names: Names;
  /** Whether the reader may view the entry's issue in Jira. */
  readonly sight: Sight;
}

export const viewEntry = (
  entry: ActivityEntry,
  mine: MyConnection,
  contract: MyContract | null,
  { names, sight }: Reader,
) => {
  const actor = actorOf(entry, mine);
  return {
    id: entry.id,
    at: entry.at,
    connection: entry.connectionId,
    contract: entry.contractId,
    contractName: contract?.contract.name ?? null,
    link: entry.linkId,
    kind: entry.kind,
    text: sight === 'yes' ? activityText(entry, contract) : WITHHELD[sight],
    keys: { master: entry.keys.master, provider: entry.keys.provider },
    actor,
    actorName: nameOf(names, actor),
  };
};
