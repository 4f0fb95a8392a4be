import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { themeStyles } from '../tokens';
import express, { type RequestHandler, type Router } from 'express';

const HERE = join(__dirname, '..');
const CONNECT = dirname(require.resolve('atlassian-connect-js/dist/connect-host.js'));

/** By this `all.js` knows where to fetch its style sheets from. */
const CDN_DOMAIN = 'CDN_DOMAIN = "connect-cdn.atl-paas.net"';

/**
 * Style sheets and scripts: ours, and Atlassian's out of the package `atlassian-connect-js`. `all.js` is for the pages of
 * apps. Its CDN is this site, and the path is the one by which `all.js` finds the `data-options` on its own script tag.
 */
export function addAssets(router: Router): void {
  router.get(
    '/ui/style.css',
    text('css', () => readFileSync(join(HERE, 'style.css'), 'utf8')),
  );
  router.get(
    '/ui/host.js',
    text(
      'js',
      once(() => bundle('main.ts')),
    ),
  );
  router.get(
    '/ui/color-mode.js',
    text(
      'js',
      once(() => bundle('color-mode.ts')),
    ),
  );
  const allScript = once(() => readFileSync(join(CONNECT, 'iframe.js'), 'utf8'));
  router.get('/atlassian-connect/all.js', (request, response) => {
    const script = allScript()
      .replace(CDN_DOMAIN, `CDN_DOMAIN = "${request.headers.host ?? ''}/atlassian-connect"`)
      .replace('"https://" + CDN_DOMAIN', '"http://" + CDN_DOMAIN');
    response.type('js').set(FRAMED).send(script);
  });
  router.get('/atlassian-connect/themes/atlaskit-tokens_:name.css', (request, response, next) => {
    themeStyles().then((styles) => {
      const css = styles[request.params.name];
      if (css === undefined) next();
      else response.type('css').set(FRAMED).send(css);
    }, next);
  });
  router.use('/atlassian-connect', express.static(CONNECT, { index: false, maxAge: '1h', setHeaders: setFramed }));
}

/** Apps load these from another origin. */
const FRAMED = { 'cache-control': 'max-age=3600', 'cross-origin-resource-policy': 'cross-origin' };

const setFramed = (response: { setHeader(name: string, value: string): unknown }): void => {
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
};

const text =
  (type: string, read: () => string): RequestHandler =>
  (_request, response) => {
    response.type(type).set('cache-control', 'no-cache').send(read());
  };

function once(make: () => string): () => string {
  let made: string | null = null;
  return () => (made ??= make());
}

/** A script of `browser/` with all that it imports. */
function bundle(name: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(HERE, 'browser', name)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minifySyntax: true,
    legalComments: 'inline',
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}
