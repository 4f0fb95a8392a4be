import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const DOCUMENTS = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));

/** What stands in code marks and begins like a path of the tests. */
const TEST_PATH = /`(test\/[\w./-]+)`/g;

const namedTests = (name: string): readonly string[] =>
  [...readFileSync(join(ROOT, 'docs', name), 'utf8').matchAll(TEST_PATH)].map(([, path = '']) => path);

/** A file, a folder, or a file without its ending. */
const exists = (path: string): boolean =>
  ['', '.test.ts', '.ts'].some((ending) => existsSync(join(ROOT, `${path}${ending}`)));

test.each(DOCUMENTS)('each test that %s names is there', (name) => {
  expect(namedTests(name).filter((path) => !exists(path))).toEqual([]);
});

test('security.md names its tests', () => {
  expect(namedTests('security.md').length).toBeGreaterThan(30);
});
