import request from 'supertest';
import { signRs256 } from '../adapters/connect/sign';
import { lifecycleClaims, lifecycleToken, payload, siteToken, startWebWorld, type WebWorld } from './web-world';

let world: WebWorld;
afterEach(async () => world.close());

const post = async (path: string, token: string | null, forwardedFor?: string) => {
  const call = request(world.app).post(path);
  if (token !== null) void call.set('authorization', `JWT ${token}`);
  if (forwardedFor !== undefined) void call.set('x-forwarded-for', forwardedFor);
  return call.send(payload());
};

const flood = async (many: number, token: () => string | null = () => null, forwardedFor?: string) => {
  const answers: Awaited<ReturnType<typeof post>>[] = [];
  for (let call = 0; call < many; call += 1) answers.push(await post('/installed', token(), forwardedFor));
  return answers;
};

const statuses = (answers: readonly { readonly status: number }[]) => new Set(answers.map(({ status }) => status));

const stateOf = async () => (await world.sites.findByClientKey('client-acme'))?.state;

let made = 0;
const withMadeUpKey = (): string =>
  signRs256(lifecycleClaims('/installed', { iss: 'nobody' }), world.keys.privatePem, `made-up-${(made += 1)}`);

test('a flood of unsigned calls is slowed down and told for how long; genuine calls of the same address all pass', async () => {
  world = await startWebWorld();
  const answers = await flood(300);
  expect(statuses(answers)).toEqual(new Set([401, 429]));
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThan(80);
  expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
  expect(answers.at(-1)?.body).toMatchObject({ error: { code: 'too-many-requests' } });
  expect(world.keyServer.asked).toEqual([]);

  expect((await post('/installed', lifecycleToken('/installed'))).status).toBe(204);
  expect((await post('/disabled', siteToken('POST', '/disabled'))).status).toBe(204);
  expect((await post('/enabled', siteToken('POST', '/enabled'))).status).toBe(204);
  expect((await post('/uninstalled', lifecycleToken('/uninstalled'))).status).toBe(204);
  expect(await stateOf()).toBe('uninstalled');
});

test('another case of letters and a slash at the end are counted as well', async () => {
  world = await startWebWorld();
  await flood(300);
  for (const path of ['/INSTALLED', '/installed/', '/UnInstalled/']) expect((await post(path, null)).status).toBe(429);
});

test('key ids made up by the hundred cost few fetches, and an uninstall passes although nothing was proved before', async () => {
  world = await startWebWorld();
  await post('/installed', lifecycleToken('/installed'));
  const before = world.keyServer.asked.length;
  expect(statuses(await flood(300, withMadeUpKey))).toEqual(new Set([401, 429]));
  expect(world.keyServer.asked.length - before).toBeLessThan(45);
  expect((await post('/uninstalled', lifecycleToken('/uninstalled'))).status).toBe(204);
  expect(await stateOf()).toBe('uninstalled');
});

test('what is slowed down fills no log', async () => {
  world = await startWebWorld();
  await flood(300);
  expect(world.log.lines.filter(({ message }) => message === 'token refused').length).toBeLessThan(80);
  expect(world.log.lines.filter(({ level }) => level !== 'debug').length).toBeLessThan(160);
});

describe('behind a proxy', () => {
  test('a caller is who the trusted proxy says; what the caller wrote in front of it counts for nothing', async () => {
    world = await startWebWorld({ env: { ACCORD_TRUSTED_PROXIES: '1' } });
    let last = 0;
    const spoofing = async (): Promise<number> =>
      (await post('/installed', null, `10.0.0.${(last += 1)}, 203.0.113.9`)).status;
    const seen: number[] = [];
    for (let call = 0; call < 100; call += 1) seen.push(await spoofing());
    expect(seen.at(-1)).toBe(429);
    expect((await post('/installed', null, '198.51.100.1')).status).toBe(401);
  });

  test('the addresses of one IPv6 network are one caller', async () => {
    world = await startWebWorld({ env: { ACCORD_TRUSTED_PROXIES: '1' } });
    const seen: number[] = [];
    for (let call = 0; call < 100; call += 1)
      seen.push((await post('/installed', null, `2001:db8:1:2::${call.toString(16)}`)).status);
    expect(seen.at(-1)).toBe(429);
    expect((await post('/installed', null, '2001:db8:1:3::1')).status).toBe(401);
  });

  test('without one nobody believes the header', async () => {
    world = await startWebWorld({ env: { ACCORD_TRUSTED_PROXIES: '0' } });
    const seen: number[] = [];
    for (let call = 0; call < 100; call += 1) seen.push((await post('/installed', null, `198.51.100.${call}`)).status);
    expect(seen.at(-1)).toBe(429);
  });
});
