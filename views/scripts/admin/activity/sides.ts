import { type Overview, type Side } from '../../host/api-types';
import { NO_NAMES, projectOf, type SideNames } from '../../text/site-names';

export interface Sides {
  /** Ours; null where both are. */
  readonly side: Side | null;
  readonly names: SideNames;
}

/** Both sides of what a record is about, as this site knows them. */
export const sidesOf = (
  record: {
    readonly connection: string | null;
    readonly keys: Readonly<Record<Side, string | null>>;
  },
  standing: Pick<Overview, 'site' | 'connections'> | null,
): Sides => {
  const connection = standing?.connections.find(({ id }) => id === record.connection);
  if (!standing || !connection) return { side: null, names: NO_NAMES };
  if (connection.internal) {
    const { master, provider } = record.keys;
    return { side: null, names: { master: projectOf(master), provider: projectOf(provider) } };
  }
  const [mine, theirs] = [standing.site.name, connection.partner?.name ?? null];
  const names = connection.side === 'master' ? { master: mine, provider: theirs } : { master: theirs, provider: mine };
  return { side: connection.side, names };
};
