import { DataTypes, type Model, type ModelAttributes, type ModelStatic, Op, type Sequelize } from 'sequelize';

/** Type of a column. Ids are text: they are opaque, and a wrong one is then not found instead of an error. */
export const column = {
  text: { type: DataTypes.TEXT },
  number: { type: DataTypes.INTEGER },
  flag: { type: DataTypes.BOOLEAN },
  time: { type: DataTypes.DATE },
  json: { type: DataTypes.JSON },
  serial: { type: DataTypes.BIGINT, autoIncrement: true },
  bytes: { type: DataTypes.BLOB },
  texts: { type: DataTypes.ARRAY(DataTypes.TEXT) },
} as const;

type Column = (typeof column)[keyof typeof column];

/** A table whose rows are written and read as they are. Columns in camel case here, in snake case in Postgres. */
export interface TableOf<Row extends object> {
  readonly name: string;
  readonly columns: Readonly<Record<keyof Row & string, Column>>;
  readonly key: readonly (keyof Row & string)[];
}

export const defineTable = <Row extends object>(
  name: string,
  key: readonly (keyof Row & string)[],
  columns: Readonly<Record<keyof Row & string, Column>>,
): TableOf<Row> => ({ name, key, columns });

export type RowModel<Row extends object> = ModelStatic<Model<Row, Row>>;

/** The Sequelize model of a table, defined once for each pool. */
export const modelOf = <Row extends object>(sequelize: Sequelize, table: TableOf<Row>): RowModel<Row> => {
  if (sequelize.isDefined(table.name)) return sequelize.model(table.name);
  const names = Object.keys(table.columns) as (keyof Row & string)[];
  const attributes = Object.fromEntries(
    names.map((name) => [name, { ...table.columns[name], primaryKey: table.key.includes(name) }]),
  ) as ModelAttributes<Model<Row, Row>, Row>;
  return sequelize.define<Model<Row, Row>>(table.name, attributes, {
    tableName: table.name,
    underscored: true,
    timestamps: false,
  });
};

export { Op };
