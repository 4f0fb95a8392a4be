import { type Connection, type Side, SIDES } from '../../core/model';
import { siteName } from '../agreements/site-name';
import { type OverSite } from '../ports';
import { BATCH, inBatches, inTurn, type Round } from './batches';
import { type RetentionDeps } from './forget';

/** A purge is called again until it finds nothing: each call takes one batch of one kind. */
const UNTIL_NOTHING = 1;
const AT_A_TIME = 50;

const hostOf = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/.*$/, '');

/** What every site is called until somebody names it: a word that says nothing of this one. */
const EVERYBODYS = /^(jira|atlassian|jira cloud|jira software)$/i;

const namesOf = (site: OverSite): readonly string[] =>
  [siteName(site), hostOf(site.displayUrl), hostOf(site.baseUrl)].filter((name) => !EVERYBODYS.test(name.trim()));

export const purgeConnection = async ({ stores }: RetentionDeps, round: Round, id: string): Promise<boolean> =>
  inBatches(round, () => stores.retention.purgeConnection(id, BATCH), UNTIL_NOTHING);

/** Connections that ended, and invitations that nobody took, after the grace period. */
export const purgeConnections = async (deps: RetentionDeps, round: Round): Promise<void> => {
  const over = await deps.stores.retention.connectionsOver(graceEnd(deps), AT_A_TIME);
  for (const id of over) await inTurn(deps, `connection ${id}`, () => purgeConnection(deps, round, id));
  if (over.length === AT_A_TIME) round.more = true;
};

const graceEnd = ({ clock, terms }: RetentionDeps): Date => new Date(clock.now().getTime() - terms.graceMs);

/** The side of the connection that stays; null where nobody does. */
const staying = (
  { sites }: Connection,
  siteId: string,
  over: ReadonlySet<string>,
): { readonly gone: Side; readonly stays: Side } | null => {
  const stays = SIDES.find((side) => {
    const id = sites[side];
    return id !== null && id !== siteId && !over.has(id);
  });
  return stays === undefined ? null : { stays, gone: stays === 'master' ? 'provider' : 'master' };
};

const tellPartner = async (deps: RetentionDeps, connection: Connection, side: Side): Promise<void> => {
  const at = deps.clock.now();
  const until = new Date(at.getTime() + deps.terms.graceMs).toISOString().slice(0, 10);
  const name = (await deps.stores.connections.find(connection.id))?.name ?? '';
  await deps.stores.activity.append([
    {
      at: at.toISOString(),
      connectionId: connection.id,
      contractId: null,
      linkId: null,
      side,
      kind: 'connection-ended',
      text: `The partner of "${name}" removed Accord; what was kept of that site is gone, and the connection has ended. Your own side can be read and exported until ${until}.`,
      keys: { master: null, provider: null },
      actor: null,
    },
  ]);
};

const leave = async (
  deps: RetentionDeps,
  round: Round,
  site: OverSite,
  connection: Connection,
  { gone, stays }: { readonly gone: Side; readonly stays: Side },
): Promise<boolean> => {
  const departure = {
    connectionId: connection.id,
    side: gone,
    names: namesOf(site),
    insteadOf: 'the partner',
    at: deps.clock.now(),
  };
  const left = await inBatches(round, () => deps.stores.retention.purgeSide(departure, BATCH), UNTIL_NOTHING);
  if (left) await tellPartner(deps, connection, stays);
  return left;
};

/** Everything of one site. Its partners keep their own halves, in connections that show as ended. */
export const purgeSite = async (
  deps: RetentionDeps,
  round: Round,
  site: OverSite,
  over: ReadonlySet<string>,
): Promise<boolean> => {
  const { stores, log } = deps;
  for (const connection of await stores.connections.listForSite(site.id)) {
    const sides = staying(connection, site.id, over);
    const left = sides
      ? await leave(deps, round, site, connection, sides)
      : await purgeConnection(deps, round, connection.id);
    if (!left) return false;
  }
  const gone = await inBatches(round, () => stores.retention.purgeSite(site.id, BATCH), UNTIL_NOTHING);
  if (gone) log.info({ siteId: site.id }, 'removed everything of a site');
  return gone;
};

/** Sites that were uninstalled, after the grace period. */
export const purgeSites = async (deps: RetentionDeps, round: Round): Promise<void> => {
  const cutoff = graceEnd(deps);
  const sites = await deps.stores.retention.sitesOver(cutoff, AT_A_TIME);
  const over = new Set(sites.map(({ id }) => id));
  for (const site of sites) {
    await inTurn(deps, `site ${site.id}`, async () => {
      if (await deps.stores.retention.disown(site.id, cutoff)) await purgeSite(deps, round, site, over);
    });
  }
  if (sites.length === AT_A_TIME) round.more = true;
};

const PAIRS_OF_A_CONTRACT = 500;

/** Contracts that both sides removed. */
export const purgeContracts = async (deps: RetentionDeps, round: Round): Promise<void> => {
  const { stores, log } = deps;
  const removed = await stores.contracts.listRemoved(AT_A_TIME);
  for (const id of removed) {
    const take = async (): Promise<number> => ((await stores.contracts.purge(id, PAIRS_OF_A_CONTRACT)) ? 0 : 1);
    await inTurn(deps, `contract ${id}`, async () => {
      if (await inBatches(round, take, UNTIL_NOTHING))
        log.info({ contractId: id }, 'took away a contract that both sides removed');
    });
  }
  if (removed.length === AT_A_TIME) round.more = true;
};
