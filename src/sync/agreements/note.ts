import { otherSide, type Side } from '../../core/model';
import { type ActivityEntry, type ActivityKind, type Clock, type Stores } from '../ports';
import { type MyConnection } from './access';
import { type Actor } from './acting';

interface Act {
  readonly kind: ActivityKind;
  readonly text: string;
  readonly contractId?: string;
}

type Draft = Omit<ActivityEntry, 'id'>;

const draft = (mine: MyConnection, act: Act, at: Date, side: Side | null, actor: string | null): Draft => ({
  at: at.toISOString(),
  connectionId: mine.connection.id,
  contractId: act.contractId ?? null,
  linkId: null,
  side,
  kind: act.kind,
  text: act.text,
  keys: { master: null, provider: null },
  actor,
});

/** For the acting side's admins only: its text may name what stands in the half. */
export const noteOwn = async (
  stores: Stores,
  clock: Clock,
  actor: Actor,
  mine: MyConnection,
  act: Act,
): Promise<void> => {
  await stores.activity.append([draft(mine, act, clock.now(), mine.side, actor.accountId)]);
};

/**
 * For both sides. Each gets its own entry, because who it was is the acting site's own business: account ids do not
 * cross. An internal connection has one reader, so one entry.
 */
export const noteShared = async (
  stores: Stores,
  clock: Clock,
  actor: Actor,
  mine: MyConnection,
  act: Act,
): Promise<void> => {
  const at = clock.now();
  const own = draft(mine, act, at, mine.internal ? null : mine.side, actor.accountId);
  const theirs = draft(mine, act, at, otherSide(mine.side), null);
  await stores.activity.append(mine.internal ? [own] : [own, theirs]);
};

/** Only for the other side: something that it should know and that the acting side has in more detail. */
export const noteForPartner = async (stores: Stores, clock: Clock, mine: MyConnection, act: Act): Promise<void> => {
  if (mine.internal) return;
  await stores.activity.append([draft(mine, act, clock.now(), otherSide(mine.side), null)]);
};
