import { type Express } from 'express';

interface Layer {
  readonly name: string;
  readonly regexp: RegExp;
  readonly route?: {
    readonly path: string;
    readonly methods: Readonly<Record<string, boolean>>;
    readonly stack: readonly Layer[];
  };
  readonly handle: { readonly stack?: readonly Layer[] };
}

export interface ListedRoute {
  readonly method: string;
  readonly path: string;
  /** Names of all that runs before and in the route, in order, without what stands in front of everything. */
  readonly chain: readonly string[];
}

const GLOBAL = new Set(['query', 'expressInit', 'requestLog', 'securityHeaders']);

/** `/^\/api\/?(?=\/|$)/i` -> `/api`; empty for a middleware on every path. */
const prefixOf = ({ regexp }: Layer): string => {
  const { source } = regexp;
  if (source === '^\\/?(?=\\/|$)') return '';
  return source.replace('^', '').replace('\\/?(?=\\/|$)', '').replaceAll('\\/', '/');
};

const walk = (stack: readonly Layer[], prefix: string, before: readonly string[]): readonly ListedRoute[] => {
  const chain = [...before];
  const found: ListedRoute[] = [];
  for (const layer of stack) {
    if (layer.route) {
      const { path, methods, stack: inner } = layer.route;
      const names = [...chain, ...inner.map(({ name }) => name)];
      for (const method of Object.keys(methods)) {
        found.push({ method: method.toUpperCase(), path: prefix + path, chain: names });
      }
    } else if (layer.handle.stack) found.push(...walk(layer.handle.stack, prefix + prefixOf(layer), chain));
    else if (prefixOf(layer) !== '') {
      found.push({ method: 'ALL', path: prefix + prefixOf(layer), chain: [...chain, layer.name] });
    } else if (!GLOBAL.has(layer.name)) chain.push(layer.name);
  }
  return found;
};

/** Every route of an Express 4 app with its middleware chain, in the order in which they are tried. */
export const listRoutes = (app: Express): readonly ListedRoute[] =>
  walk((app as unknown as { _router: { stack: readonly Layer[] } })._router.stack, '', []);
