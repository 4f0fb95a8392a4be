// `npm run sbom [-- <file>]` writes what production installs as CycloneDX: the same bytes for the same package-lock.json and npm.
// npm is asked for everything and the production part is taken here: its own `--omit=dev` also leaves out what both need.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const file = resolve(process.argv[2] ?? join(root, 'sbom.cdx.json'));

const readJson = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const { name, version } = readJson('package.json');

/** `name@version` of each package that `npm ci --omit=dev --omit=optional` installs from a registry. */
const production = new Set(
  Object.entries(readJson('package-lock.json').packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.link)
    .filter(([, entry]) => !entry.dev && !entry.optional && !entry.devOptional)
    .map(([path, entry]) => `${entry.name ?? path.replace(/^.*node_modules\//, '')}@${entry.version}`),
);

const answer = execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'ignore'],
  shell: process.platform === 'win32',
});
const { serialNumber: _serial, metadata, components, dependencies, ...bom } = JSON.parse(answer);
const { timestamp: _time, component, ...rest } = metadata;

const own = `${name}@${version}`;
const kept = components.filter((each) => production.has(each['bom-ref']));
const missing = [...production].filter((ref) => !kept.some((each) => each['bom-ref'] === ref));
if (missing.length > 0) throw new Error(`npm left out ${missing.join(', ')}`);

/** The address a package came from is that of whatever registry this machine is told to use. */
const withoutOrigin = ({ externalReferences = [], ...each }) => ({
  ...each,
  externalReferences: externalReferences.filter(({ type }) => type !== 'distribution'),
});
const isKept = (ref) => ref === own || production.has(ref);

const written = {
  ...bom,
  // npm names the folder, and a dependency that was left out points nowhere.
  metadata: { ...rest, component: { ...component, name } },
  components: kept.map(withoutOrigin),
  dependencies: dependencies
    .filter(({ ref }) => isKept(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isKept) })),
};
writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
process.stdout.write(`${kept.length} packages in ${file}\n`);
