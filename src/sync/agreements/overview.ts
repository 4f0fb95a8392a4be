import { type Contract, otherSide, type PerSide, SIDES } from '../../core/model';
import { type Stores } from '../ports';
import { hasPart, isLive, type MyConnection } from './access';
import { nextStep, type NextStep, type PartnerState } from './next-step';
import { type Partners, partnerStateOf } from './partner-state';

/** How one connection is doing, in figures. */
export interface ConnectionFigures {
  readonly contracts: { readonly total: number; readonly running: number; readonly off: number };
  readonly lastChangeAt: string | null;
  /** Pairs with something still to do. */
  readonly waiting: number;
  readonly openProblems: number;
  readonly openConflicts: number;
  readonly nextStep: NextStep | null;
}

type Counts = Readonly<Record<string, number>>;

interface Counted {
  readonly lastChanges: Readonly<Record<string, string>>;
  readonly waiting: Counts;
  readonly problems: Readonly<Record<string, PerSide<number>>>;
  readonly conflicts: Counts;
  readonly requests: Readonly<Record<string, PerSide<number>>>;
}

/** Five questions for all connections together, however many contracts they have. */
const count = async (stores: Stores, connectionIds: readonly string[], ids: readonly string[]): Promise<Counted> => {
  const [lastChanges, waiting, problems, conflicts, requests] = await Promise.all([
    stores.activity.lastChanges(connectionIds),
    stores.lanes.countWaiting(ids),
    stores.problems.countOpen(ids),
    stores.conflicts.countOpen(ids),
    stores.pairRequests.countWaiting(ids),
  ]);
  return { lastChanges, waiting, problems, conflicts, requests };
};

const groupBy = <T>(all: readonly T[], key: (each: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
};

const sum = (contracts: readonly Contract[], of: (id: string) => number): number =>
  contracts.reduce((total, { id }) => total + of(id), 0);

const isRunning = ({ connection }: MyConnection, partner: PartnerState, { enabled }: Contract): boolean =>
  connection.state === 'active' &&
  partner === 'here' &&
  SIDES.every((side) => enabled[side] && !connection.paused[side]);

const figuresOf = (
  mine: MyConnection,
  partner: PartnerState,
  contracts: readonly Contract[],
  counted: Counted,
): ConnectionFigures => {
  const problemsAt = (id: string, sides: readonly (keyof PerSide<number>)[]): number =>
    sides.reduce((total, side) => total + (counted.problems[id]?.[side] ?? 0), 0);
  const own = mine.internal ? SIDES : [mine.side];
  const idsWith = (of: (id: string) => number) => new Set(contracts.map(({ id }) => id).filter((id) => of(id) > 0));
  const conflictsAt = (id: string): number => counted.conflicts[id] ?? 0;
  const running = contracts.filter((contract) => isRunning(mine, partner, contract)).length;
  // What an ended connection, or a side that was removed, left open can no longer be mended: it is history, not a figure.
  const live = contracts.filter((contract) => isLive({ ...mine, contract }));
  return {
    contracts: { total: contracts.length, running, off: contracts.length - running },
    lastChangeAt: counted.lastChanges[mine.connection.id] ?? null,
    waiting: sum(live, (id) => counted.waiting[id] ?? 0),
    openProblems: sum(live, (id) => problemsAt(id, SIDES)),
    openConflicts: sum(live, conflictsAt),
    nextStep: nextStep({
      mine,
      contracts: live,
      partner,
      withRequests: idsWith((id) => counted.requests[id]?.[otherSide(mine.side)] ?? 0),
      withProblems: idsWith((id) => problemsAt(id, own)),
      withConflicts: idsWith(conflictsAt),
    }),
  };
};

/** How the connections of a site are doing, by connection id; as many statements for a hundred of them as for one. */
export const readFigures = async (
  stores: Stores,
  connections: readonly MyConnection[],
  partners: Partners,
): Promise<ReadonlyMap<string, ConnectionFigures>> => {
  const ids = connections.map(({ connection }) => connection.id);
  const contracts = groupBy(await stores.contracts.listForConnections(ids), ({ connectionId }) => connectionId);
  const partsOf = (mine: MyConnection) =>
    (contracts.get(mine.connection.id) ?? []).filter((contract) => hasPart(mine, contract));
  const counted = await count(
    stores,
    ids,
    connections.flatMap(partsOf).map(({ id }) => id),
  );
  const figures = (mine: MyConnection): ConnectionFigures =>
    figuresOf(mine, partnerStateOf(mine, partners.of(mine)), partsOf(mine), counted);
  return new Map(connections.map((mine) => [mine.connection.id, figures(mine)]));
};
