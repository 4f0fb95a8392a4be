import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preProcessFile } from 'typescript';
import { locked, ROOT } from './locked';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const read = (...parts: string[]): string => readFileSync(join(ROOT, ...parts), 'utf8');
const manifest = (...parts: string[]): Manifest => JSON.parse(read(...parts, 'package.json')) as Manifest;

const { dependencies, overrides } = manifest();
const isLeftOut = (name: string): boolean => dependencies[name] === 'file:packages/left-out';
const leftOut = Object.keys(dependencies).filter(isLeftOut);
const ours = Object.keys(dependencies).filter((name) => !isLeftOut(name));

/** The build copies what is needed of them. */
const BUILD_TIME = ['@atlaskit/adf-schema'];

const packageOf = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

/** Packages that a folder of sources loads, as the compiler sees it; a package known by its types alone too. */
const imported = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => preProcessFile(read(folder, file)).importedFiles.map(({ fileName }) => fileName))
    .filter((name) => !/^(\.|node:)/.test(name))
    .map(packageOf);

const used = new Set([...imported('src'), ...imported('migrations')]);

test('what the add-on imports is installed in production, or copied by the build', () => {
  expect([...used].filter((name) => !ours.includes(name) && !BUILD_TIME.includes(name))).toEqual([]);
  expect(read('tools/copy-build-time.mjs')).toContain(`'${BUILD_TIME.join()}'`);
});

test('what is installed in production is imported, or asked for by what is', () => {
  const peers = ours.flatMap((name) => Object.keys(manifest('node_modules', name).peerDependencies ?? {}));
  expect(ours.filter((name) => !used.has(name) && !peers.includes(name))).toEqual([]);
});

describe('what is left out', () => {
  test.each(leftOut)('%s: nothing of it is on the machine, and a use throws', (name) => {
    expect(overrides[name]).toBe(`$${name}`);
    const found = locked().filter((each) => each.name === name);
    expect(found.map(({ where }) => where)).toEqual(['left-out']);
    const real = jest.requireActual<{ get?: unknown }>(name);
    expect(() => real.get).toThrow('docs/supply-chain.md');
  });

  test.each([
    ...['request', 'tough-cookie', 'har-validator', 'node-fetch', 'mongodb', 'redis', 'jose', 'inquirer', 'colors'],
    ...['react', 'prosemirror-model', '@atlaskit/adf-schema', '@atlaskit/feature-gate-js-client', 'preact'],
  ])('%s is nothing that production installs', (name) => {
    expect(locked().filter((each) => each.name === name && each.where === 'production')).toEqual([]);
  });

  test('of form-data only the present line is there', () => {
    const found = locked().filter(({ name, where }) => name === 'form-data' && where === 'production');
    expect(found.map(({ version }) => version.split('.')[0])).toEqual(['4']);
  });
});

describe('docs/supply-chain.md', () => {
  const page = read('docs/supply-chain.md');
  const rowsAfter = (heading: string): readonly (readonly string[])[] =>
    (page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

  test('names what is left out', () => {
    expect(
      rowsAfter('What is left out')
        .map(([, name]) => name)
        .sort(),
    ).toEqual([...leftOut].sort());
  });

  test('names what atlassian-connect-express still brings, by the version that is installed', () => {
    const rows = rowsAfter('What stays because atlassian-connect-express needs it');
    const told = Object.fromEntries(rows.map(([, name = '', version]) => [name, version]));
    const brought = Object.keys(manifest('node_modules', 'atlassian-connect-express').dependencies);
    const stays = brought.filter((name) => !isLeftOut(name) && !ours.includes(name));
    expect(Object.keys(told)).toEqual(expect.arrayContaining(stays));
    const installed = locked().filter(({ name, path }) => path === `node_modules/${name}` && name in told);
    expect(told).toEqual(Object.fromEntries(installed.map(({ name, version }) => [name, version])));
  });

  test('counts what is installed', () => {
    const count = locked().filter(({ where }) => where === 'production').length;
    expect(page).toMatch(new RegExp(`\\| packages installed in production \\| 403 +\\| ${count} +\\|`));
  });
});
