import { type Answer, type ApiWorld, type SiteName, startApiWorld } from './api-world';
import { type Operation, operations } from './description';
import { type Call, callsOf } from './marked-calls';
import { marks, PARTIES, type Party } from './marked-half';
import { fillWithMarks, type MarkedIds } from './marked-world';

let world: ApiWorld;
let ids: MarkedIds;
beforeAll(async () => {
  world = await startApiWorld();
  ids = await fillWithMarks(world);
});
afterAll(() => world.close());

const pathOf = (operation: Operation, { params = [], query = '' }: Call): string => {
  const left = [...params];
  return operation.path.replace(/\{[^}]+\}/g, () => left.shift() ?? 'missing') + query;
};

const send = (site: SiteName, operation: Operation, call: Call): Promise<Answer<unknown>> => {
  const client = world.as(site);
  const path = pathOf(operation, call);
  switch (operation.method) {
    case 'post':
      return client.post(path, call.body);
    case 'put':
      return client.put(path, call.body);
    case 'patch':
      return client.patch(path, call.body);
    case 'delete':
      return client.delete(path);
    default:
      return client.get(path);
  }
};

const isLast = (call: Call): boolean => call.last ?? false;

/** Every operation of the document, those that end things at last. */
const sendAll = async (by: SiteName, about: Party, last: boolean): Promise<[Operation, number][]> => {
  const calls = callsOf(ids, about, by);
  const answers: [Operation, number][] = [];
  for (const operation of operations) {
    const call = calls[operation.id];
    if (!call) throw new Error(`${operation.id} is in the document and not in this test.`);
    if (isLast(call) === last) answers.push([operation, (await send(by, operation, call)).status]);
  }
  return answers;
};

/** Operations whose answer held a word of `party`. */
const leaks = (reader: SiteName, party: Party): string[] =>
  world.seen
    .filter(({ site, text }) => site === reader && marks(party).test(text))
    .map(({ operation }) => operation.id);

test('the markers are where they belong', () => {
  for (const party of PARTIES) {
    const { text } = world.seen.find(({ site, operation }) => site === party && operation.id === 'enableHalf') ?? {};
    expect(text).toMatch(marks(party));
    expect(text).toContain('"enabled":true');
  }
});

test('a site that has no part in it finds nothing, on every route', async () => {
  for (const about of PARTIES) {
    const answers = [...(await sendAll('initech', about, false)), ...(await sendAll('initech', about, true))];
    const found = answers.filter(([operation, status]) => operation.path.includes('{') && status !== 404);
    expect(found).toEqual([]);
  }
  expect(PARTIES.flatMap((party) => leaks('initech', party))).toEqual([]);
});

test('the partner reads nothing of a half but what it offers, on every route', async () => {
  const answers: [Operation, number][] = [];
  for (const last of [false, true]) for (const party of PARTIES) answers.push(...(await sendAll(party, party, last)));
  const done = new Set(answers.filter(([, status]) => status < 300).map(([{ id }]) => id));
  const never = operations.map(({ id }) => id).filter((id) => !done.has(id));
  expect(never.sort()).toEqual(['acceptInvitation', 'declineInvitation', 'previewInvitation']);
  expect(leaks('globex', 'acme')).toEqual([]);
  expect(leaks('acme', 'globex')).toEqual([]);
});
