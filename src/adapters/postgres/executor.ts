import {
  type CreationAttributes,
  type Model,
  type Order,
  QueryTypes,
  type Sequelize,
  type Transaction,
  type WhereOptions,
} from 'sequelize';
import { guarded } from './errors';
import { modelOf, type TableOf } from './table';

export interface Rows<Row extends object> {
  find(where: WhereOptions<Row>): Promise<Row | null>;
  list(where: WhereOptions<Row>, order?: Order, limit?: number): Promise<readonly Row[]>;
  count(where: WhereOptions<Row>): Promise<number>;
  insert(row: Row): Promise<void>;
  insertAll(rows: readonly Row[]): Promise<void>;
  /** Inserts, or replaces the row with the same key. */
  put(row: Row): Promise<void>;
  /** Returns how many rows were changed. */
  update(values: Partial<Row>, where: WhereOptions<Row>): Promise<number>;
  remove(where: WhereOptions<Row>): Promise<number>;
}

/** Where statements run: on the pool, or inside one transaction. Stores are made on it and know nothing else. */
export interface Executor {
  /** Parametrised SQL (`$1`, ...). Arrays are bound as Postgres arrays; hand JSON in as text. */
  sql<Row extends object>(statement: string, bind?: readonly unknown[]): Promise<readonly Row[]>;
  table<Row extends object>(table: TableOf<Row>): Rows<Row>;
  /** Runs in a transaction: the present one, or a new one. */
  atomically<T>(work: (executor: Executor) => Promise<T>): Promise<T>;
}

export const executorOn = (sequelize: Sequelize, transaction: Transaction | null): Executor => ({
  sql: <Row extends object>(statement: string, bind: readonly unknown[] = []) =>
    guarded(() => sequelize.query<Row>(statement, { bind: [...bind], type: QueryTypes.SELECT, transaction })),
  table: <Row extends object>(table: TableOf<Row>) => rowsOf(sequelize, transaction, table),
  atomically: <T>(work: (executor: Executor) => Promise<T>) => {
    if (transaction) return work(executorOn(sequelize, transaction));
    return guarded(() => sequelize.transaction((begun) => work(executorOn(sequelize, begun))));
  },
});

const rowsOf = <Row extends object>(
  sequelize: Sequelize,
  transaction: Transaction | null,
  table: TableOf<Row>,
): Rows<Row> => {
  const model = modelOf(sequelize, table);
  const all = (where: WhereOptions<Row>, order: Order, limit?: number) =>
    guarded(async () => {
      const found = await model.findAll({ where, order, transaction, ...(limit === undefined ? {} : { limit }) });
      return found.map((row) => row.get({ plain: true }));
    });
  return {
    find: async (where) => (await all(where, [], 1))[0] ?? null,
    list: (where, order = [], limit) => all(where, order, limit),
    count: (where) => guarded(() => model.count({ where, transaction })),
    insert: (row) => guarded(async () => void (await model.create(toCreate(row), { transaction, returning: false }))),
    insertAll: (rows) =>
      guarded(async () => void (await model.bulkCreate(rows.map(toCreate), { transaction, returning: false }))),
    put: (row) => guarded(async () => void (await model.upsert(toCreate(row), { transaction, returning: false }))),
    update: (values, where) => guarded(async () => (await model.update(values, { where, transaction }))[0]),
    remove: (where) => guarded(() => model.destroy({ where, transaction })),
  };
};

/** Sequelize's type of a row to create is the row with `undefined` allowed where it may be null. */
const toCreate = <Row extends object>(row: Row) => row as unknown as CreationAttributes<Model<Row, Row>>;
