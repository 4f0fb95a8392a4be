// Puts what is needed of a development package beside the compiled code, where Node finds it by the same name. Of
// @atlaskit/adf-schema that is one file of JSON; the package itself would bring an editor and its statistics into production.
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = resolve(process.argv[2] ?? join(root, 'dist'));

const PACKAGE = '@atlaskit/adf-schema';
const FILES = ['dist/json-schema/v1/full.json', 'LICENSE'];

for (const file of FILES) {
  const target = join(out, 'node_modules', PACKAGE, file);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(root, 'node_modules', PACKAGE, file), target);
}
