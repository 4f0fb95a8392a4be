import { migrate } from '../../../src/adapters/postgres/migrate';
import { MIGRATIONS } from '../../../migrations';
import { onServer, TEST_SERVER, withDatabase } from '../../setup/server';
import { shapeOf } from './shape';

const server = process.env[TEST_SERVER] ?? '';
const names = MIGRATIONS.map(({ name }) => name);

/** An empty database, not the migrated template. */
const inEmptyDatabase = async (work: (url: string) => Promise<void>): Promise<void> => {
  const name = `accord_migrations_${process.pid}_${Math.floor(Math.random() * 1e9)}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
  await work(withDatabase(server, name)).finally(() =>
    onServer(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  );
};

test('from empty, and again: the second time nothing is left to do', () =>
  inEmptyDatabase(async (url) => {
    expect(await migrate(url)).toEqual(names);
    const shape = await shapeOf(url);
    expect(await migrate(url)).toEqual([]);
    expect(await shapeOf(url)).toEqual(shape);
  }));

test('the shape is the one that was agreed on', () =>
  inEmptyDatabase(async (url) => {
    await migrate(url);
    expect(await shapeOf(url)).toMatchSnapshot();
  }));

test('step by step gives the same shape as all at once', () =>
  inEmptyDatabase(async (atOnce) => {
    await migrate(atOnce);
    await inEmptyDatabase(async (url) => {
      for (let count = 1; count <= MIGRATIONS.length; count += 1) {
        expect(await migrate(url, undefined, MIGRATIONS.slice(0, count))).toEqual(names.slice(count - 1, count));
      }
      expect(await shapeOf(url)).toBe(await shapeOf(atOnce));
    });
  }));

test('processes that start together do not collide', () =>
  inEmptyDatabase(async (url) => {
    const ran = await Promise.all([1, 2, 3, 4].map(() => migrate(url)));
    expect(ran.filter((steps) => steps.length > 0)).toEqual([names]);
  }));

test('a step that fails leaves nothing behind', () =>
  inEmptyDatabase(async (url) => {
    const broken = { name: '9999-broken', up: (run: (sql: string) => Promise<void>) => run('SELECT no_such_column') };
    await expect(migrate(url, undefined, [...MIGRATIONS, broken])).rejects.toThrow('no_such_column');
    expect(await shapeOf(url)).toBe('');
    expect(await migrate(url)).toEqual(names);
  }));

test('are numbered in the order in which they run, each number once', () => {
  const numbers = names.map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});
