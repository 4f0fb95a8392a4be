import { ClaimLost, type Lease } from '../../sync/ports';
import { type Executor, type Rows } from './executor';
import { FENCE } from './stores/lane-statements';

/** A claim that a run writes under, and what tells the run that it is to end. */
export interface Fence {
  readonly lease: Lease;
  readonly signal: AbortSignal;
}

/**
 * Statements of one run. Whatever writes does so in a transaction that first takes the row of the lane with the token of
 * the claim: nobody can claim the lane until it ends, and a run that lost its claim changes nothing.
 */
export const fencedExecutor = (pool: Executor, fence: Fence): Executor => {
  const atomically: Executor['atomically'] = async (work) => {
    stopIfOver(fence);
    return pool.atomically(async (inside) => {
      await holdLane(inside, fence);
      const result = await work(inside);
      stopIfOver(fence);
      return result;
    });
  };
  const reading: Executor['sql'] = async (statement, bind) => {
    stopIfOver(fence);
    return pool.sql(statement, bind);
  };
  return {
    sql: (statement, bind) =>
      isRead(statement) ? reading(statement, bind) : atomically((inside) => inside.sql(statement, bind)),
    table: (table) => fencedRows(pool.table(table), (write) => atomically((inside) => write(inside.table(table)))),
    atomically,
  };
};

const isRead = (statement: string): boolean => /^\s*SELECT\b/i.test(statement);

const stopIfOver = ({ lease, signal }: Fence): void => {
  if (signal.aborted) throw new ClaimLost(lease.key);
};

const holdLane = async (inside: Executor, fence: Fence): Promise<void> => {
  const { key, token } = fence.lease;
  const held = await inside.sql(FENCE, [key, token]);
  if (held.length === 0) throw new ClaimLost(key);
};

const fencedRows = <Row extends object>(
  rows: Rows<Row>,
  write: <T>(work: (rows: Rows<Row>) => Promise<T>) => Promise<T>,
): Rows<Row> => ({
  find: (where) => rows.find(where),
  list: (where, order, limit) => rows.list(where, order, limit),
  count: (where) => rows.count(where),
  insert: (row) => write((inside) => inside.insert(row)),
  insertAll: (all) => write((inside) => inside.insertAll(all)),
  put: (row) => write((inside) => inside.put(row)),
  update: (values, where) => write((inside) => inside.update(values, where)),
  remove: (where) => write((inside) => inside.remove(where)),
});
