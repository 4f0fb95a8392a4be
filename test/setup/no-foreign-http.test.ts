import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import axios from 'axios';
import nock from 'nock';
import { undeclared } from './no-foreign-http';

/** Takes the note away, so that this test does not fail by what it tests. */
const noted = (): readonly string[] => undeclared.splice(0);

test('a foreign host that nobody declared is refused and noted', async () => {
  await expect(axios.get('https://api.acme.example/x')).rejects.toThrow('Disallowed net connect');
  await expect(fetch('https://api.acme.example/x')).rejects.toThrow('may not call');
  expect(noted()).toEqual(['api.acme.example:443', 'api.acme.example']);
});

test('a declared host with an undeclared path is noted too', async () => {
  nock('https://api.acme.example').get('/known').reply(200, { ok: true });
  expect((await axios.get<{ ok: boolean }>('https://api.acme.example/known')).data).toEqual({ ok: true });
  nock('https://api.acme.example').get('/known').reply(200);
  await expect(axios.get('https://api.acme.example/other')).rejects.toThrow('No match');
  expect(noted()).toHaveLength(1);
});

test('loopback is free', async () => {
  const server = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  expect((await axios.get<string>(url)).data).toBe('hello');
  expect(await (await fetch(url)).text()).toBe('hello');
  expect(noted()).toEqual([]);
  await new Promise((resolve) => server.close(resolve));
});
