import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locked } from './locked';

interface Bom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly name: string; readonly hashes?: readonly { readonly alg: string }[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'accord-sbom-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string): string => {
  const file = join(folder, name);
  execFileSync(process.execPath, [join(ROOT, 'tools/sbom.mjs'), file], { stdio: ['ignore', 'ignore', 'inherit'] });
  return readFileSync(file, 'utf8');
};

test('it is the same each time and names each package of production, and nothing else', () => {
  const text = write('one.json');
  expect(write('two.json')).toBe(text);
  const bom = JSON.parse(text) as Bom;
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'accord' } } });
  const names = new Set(bom.components.map(({ name }) => name));
  const production = new Set(locked().flatMap(({ name, where }) => (where === 'production' ? [name] : [])));
  expect([...names].sort()).toEqual([...production].sort());
  for (const { hashes } of bom.components) expect(hashes?.[0]?.alg).toBe('SHA-512');
  const refs = new Set(bom.dependencies.map(({ ref }) => ref));
  expect(bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
}, 60_000);
