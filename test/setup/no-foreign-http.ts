import nock from 'nock';

/** Loopback is where tests run their own servers. Everything else must be declared with nock. */
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\]|::1)(:\d+)?$/;

/** Hosts that the present test called without leave. */
export const undeclared: string[] = [];

interface Unmatched {
  readonly host?: string | null;
  readonly hostname?: string | null;
  readonly options?: { readonly host?: string; readonly hostname?: string };
}

/** Called for every request that nock has no answer for, those to loopback too. */
const remember = (request: Unmatched): void => {
  const { host, hostname } = request.options ?? request;
  const named = host ?? hostname ?? '';
  if (!LOOPBACK.test(named)) undeclared.push(named);
};

const realFetch = globalThis.fetch;

/** nock 13 does not know the built-in fetch. */
const guardedFetch: typeof fetch = (input, init) => {
  const { host } = new URL(input instanceof Request ? input.url : input);
  if (LOOPBACK.test(host)) return realFetch(input, init);
  undeclared.push(host);
  return Promise.reject(new Error(`A test may not call ${host}.`));
};

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(LOOPBACK);
  nock.emitter.on('no match', remember);
  globalThis.fetch = guardedFetch;
});

// The code under test may well swallow the error: the test fails all the same.
afterEach(() => {
  const hosts = undeclared.splice(0);
  if (hosts.length > 0) throw new Error(`Undeclared HTTP to ${[...new Set(hosts)].join(', ')}.`);
});

// nock patches node's own http, which outlives the test file.
afterAll(() => {
  nock.emitter.removeListener('no match', remember);
  nock.cleanAll();
  nock.restore();
  globalThis.fetch = realFetch;
});
