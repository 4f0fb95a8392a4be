// Loaded first by the built add-on in `production.test.ts`: only what production installs can be found, and each touch of a package
// that was left out is noted. `production.test.ts` asks for both by a message.
const Module = require('node:module');
const { readFileSync } = require('node:fs');
const { join, resolve, sep } = require('node:path');

const root = resolve(__dirname, '../..');
const modules = join(root, 'node_modules') + sep;
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const stub = join(root, 'packages', 'left-out', 'index.js');

const PACKAGE = /^((?:@[^/]+\/)?[^/]+(?:\/node_modules\/(?:@[^/]+\/)?[^/]+)*)/;
const isInstalled = (file) => {
  const [, name] = PACKAGE.exec(file.slice(modules.length).split(sep).join('/')) ?? [];
  const entry = packages[`node_modules/${name}`];
  return entry !== undefined && !entry.dev && !entry.optional && !entry.devOptional;
};

const findReally = Module._resolveFilename;
Module._resolveFilename = function resolveInProduction(request, ...rest) {
  const found = findReally.call(this, request, ...rest);
  if (!found.startsWith(modules) || isInstalled(found)) return found;
  throw Object.assign(new Error(`Production has no '${request}' (${found})`), { code: 'MODULE_NOT_FOUND' });
};

const touched = [];
const refuse = (_target, name) => {
  touched.push(String(name));
  throw new Error(`a package that was left out was touched: ${String(name)}`);
};
require.cache[stub] = Object.assign(new Module(stub), {
  filename: stub,
  loaded: true,
  exports: new Proxy(function leftOut() {}, {
    get: refuse,
    set: refuse,
    has: refuse,
    apply: refuse,
    construct: refuse,
  }),
});

process.on('message', () => process.send({ touched, loaded: Object.keys(require.cache) }));
// The add-on ends by itself, whatever listens here.
process.channel?.unref();
