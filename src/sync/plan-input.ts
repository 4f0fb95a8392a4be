import {
  type EventHint,
  type ForeignValue,
  type Link,
  otherSide,
  type PerSide,
  perSide,
  type PlanInput,
  type Restore,
  type Side,
  type SideState,
  type UserTable,
  type Value,
} from '../core/model';
import { type Agreement } from './agreement';
import { siteName } from './agreements';
import { type ReadingDeps } from './deps';
import { type SidesRead } from './read-sides';
import { accountsIn, issuesIn } from './snapshot-parts';

/** Gathers everything that core needs to plan. Reads; writes nothing. */
export const planInput = async (
  deps: ReadingDeps,
  agreement: Agreement,
  link: Link,
  read: SidesRead,
  events: readonly EventHint[],
): Promise<PlanInput> => {
  const { contract, halves, connection, sites } = agreement;
  const [users, foreign, linkedIssues, restores] = await Promise.all([
    userTable(deps, agreement, link, read),
    foreignValues(deps, agreement, link),
    linkedIssuesOf(deps, connection.id, read.now),
    restoresOf(deps, link),
  ]);
  return {
    contract: { id: contract.id, name: contract.name, halves, versions: contract.versions },
    siteNames: { master: siteName(sites.master), provider: siteName(sites.provider) },
    link,
    now: read.now,
    catalog: read.catalog,
    events,
    users,
    foreign,
    linkedIssues,
    restores,
    at: deps.clock.now().toISOString(),
  };
};

/** The values themselves stand with the conflict, and only there. */
const restoresOf = async (
  { database }: ReadingDeps,
  { restores = {} }: Link,
): Promise<Readonly<Record<string, Restore>>> => {
  const asked = Object.entries(restores).map(async ([facet, { conflict, side, both }]) => {
    const record = await database.stores.conflicts.find(conflict);
    const values = record && perSide((each) => JSON.parse(record.values[each]) as Value);
    return values ? [[facet, { side, both, values }] as const] : [];
  });
  return Object.fromEntries((await Promise.all(asked)).flat());
};

/** People who stood in a field when it was last settled: one that was taken out since is in no snapshot any more. */
const formerPeople = (link: Link, { catalog }: SidesRead, side: Side): readonly string[] =>
  Object.values(link.facets).flatMap(({ fields, base }) => {
    const type = fields && catalog[side][fields[side]]?.type;
    return type === 'users' ? (base[side]?.elements ?? []) : [];
  });

const userTable = async (deps: ReadingDeps, agreement: Agreement, link: Link, read: SidesRead): Promise<UserTable> => {
  const pairs = (await deps.database.stores.userPairs.list(agreement.connection.id)).map(({ accounts }) => accounts);
  const known = async (side: Side): Promise<readonly string[]> => {
    const other = read.now[otherSide(side)];
    if (other.state !== 'present') return [];
    const paired = new Set(pairs.map((pair) => pair[otherSide(side)]));
    const present = [...accountsIn(other.snapshot), ...formerPeople(link, read, otherSide(side))];
    const asked = [...new Set(present)].filter((accountId) => !paired.has(accountId));
    return asked.length === 0 ? [] : read.jira[side].existingUsers(asked);
  };
  const [master, provider] = await Promise.all([known('master'), known('provider')]);
  return { pairs, known: { master, provider } };
};

type ForeignOfSide = Readonly<Record<string, ForeignValue>>;

const foreignValues = async (
  { database }: ReadingDeps,
  { sites }: Agreement,
  link: Link,
): Promise<PerSide<ForeignOfSide>> => {
  const of = async (side: Side): Promise<ForeignOfSide> => {
    const issue = link.issues[side];
    return issue ? database.stores.written.foreign(sites[side].id, issue.id, link.id) : {};
  };
  const [master, provider] = await Promise.all([of('master'), of('provider')]);
  return { master, provider };
};

const linkedIssuesOf = async (
  { database }: ReadingDeps,
  connectionId: string,
  now: PerSide<SideState>,
): Promise<PlanInput['linkedIssues']> => {
  const of = async (side: Side): Promise<Readonly<Record<string, { id: string; key: string }>>> => {
    const state = now[side];
    const ids = state.state === 'present' ? issuesIn(state.snapshot) : [];
    return ids.length === 0 ? {} : database.stores.links.partners(connectionId, side, ids);
  };
  const [master, provider] = await Promise.all([of('master'), of('provider')]);
  return { master, provider };
};
