// Builds the browser's part of the pages: scripts by esbuild, Atlassian's design tokens as a static style sheet, and a
// manifest that maps each entry to its name with a hash in it, so that a browser may keep the file for good.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const views = dirname(fileURLToPath(import.meta.url));
const out = join(views, 'built');
const tokens = join(views, 'built', 'tokens.css');

/** Never half written for a server or another build that reads it at this moment. */
const replace = (file, content) => {
  writeFileSync(`${file}.${process.pid}`, content);
  renameSync(`${file}.${process.pid}`, file);
};

const writeTokens = async () => {
  // The package logs that a feature gate client of Atlassian's own is missing: of no meaning here.
  const { log, warn, error, debug } = console;
  Object.assign(console, { log() {}, warn() {}, error() {}, debug() {} });
  const { default: getThemeStyles } = createRequire(import.meta.url)('@atlaskit/tokens/get-theme-styles');
  const themes = await getThemeStyles({
    colorMode: 'auto',
    light: 'light',
    dark: 'dark',
    spacing: 'spacing',
    typography: 'typography',
    shape: 'shape',
  });
  Object.assign(console, { log, warn, error, debug });
  replace(tokens, themes.map(({ css }) => css).join('\n'));
};

mkdirSync(out, { recursive: true });
await writeTokens();
const { metafile } = await build({
  absWorkingDir: views,
  entryPoints: ['scripts/admin.tsx', 'scripts/panel.tsx', 'scripts/project.tsx', 'styles/accord.css'],
  outdir: out,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  sourcemap: 'linked',
  format: 'esm',
  target: ['chrome109', 'firefox115', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  metafile: true,
  logLevel: 'warning',
});
const entries = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint);
const manifest = Object.fromEntries(
  entries.map(([file, { entryPoint }]) => [basename(entryPoint).replace(/\.tsx$/, '.js'), basename(file)]),
);
replace(join(out, 'manifest.json'), JSON.stringify(manifest, null, 2));
const current = new Set([
  ...Object.keys(metafile.outputs).map((file) => basename(file)),
  'manifest.json',
  'tokens.css',
]);
for (const file of readdirSync(out)) if (!current.has(file) && /\.(js|css|map)$/.test(file)) rmSync(join(out, file));
