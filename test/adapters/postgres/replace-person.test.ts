import { replaceIn, replaceInJson } from '../../../src/adapters/postgres/people/replace-person';

const ID = '557058:f58131cb-b67d-43c7-b30d-6b58d40bd077';
const UUID = 'f58131cb-b67d-43c7-b30d-6b58d40bd077';
const json = (value: unknown, id = ID, names: readonly string[] = []): unknown =>
  JSON.parse(replaceInJson(JSON.stringify(value), replaceIn(id, names)));

describe('an account id is replaced', () => {
  test('where it stands by itself, as a value or among words', () => {
    const replace = replaceIn(ID, []);
    expect(json({ users: [ID, 'other'], jql: `assignee = ${ID}` })).toEqual({
      users: ['erased', 'other'],
      jql: 'assignee = erased',
    });
    expect(replace(`[~accountid:${ID}] asked, ${ID}: yes.`)).toBe('[~accountid:erased] asked, erased: yes.');
    expect(replace(`a\\n${ID}`)).toBe('a\\nerased');
  });

  test('and not where it is the tail, the head or the middle of a longer one', () => {
    for (const longer of [`qm:${ID}`, `${ID}0`, `${ID}-x`, `${ID}:x`, `x-${ID}`, `é${ID}`]) {
      expect(json({ user: longer })).toEqual({ user: longer });
    }
    expect(json({ user: ID }, UUID)).toEqual({ user: ID });
    expect(json({ user: ID }, '557058')).toEqual({ user: ID });
  });

  test('never in a key, however deep, nor in the keys of JSON inside of JSON', () => {
    const value = { [ID]: ID, deep: [{ [`a ${ID} b`]: { [ID]: 1 } }], text: JSON.stringify({ [ID]: ID }) };
    expect(json(value)).toEqual({
      [ID]: 'erased',
      deep: [{ [`a ${ID} b`]: { [ID]: 1 } }],
      text: JSON.stringify({ [ID]: 'erased' }),
    });
  });

  test('where it is a word that our own keys have', () => {
    const value = { kind: 'user', user: 'kind' };
    expect(json(value, 'kind')).toEqual({ kind: 'user', user: 'erased' });
  });
});

test('a name goes from values alone, also one that a field has', () => {
  expect(json({ Summary: 'Summary asked', text: 'Summaryless' }, ID, ['Summary'])).toEqual({
    Summary: 'Former user asked',
    text: 'Summaryless',
  });
});

test('half a surrogate pair, quotes and what is not ours stay as they were', () => {
  const text = `{ "a" : "\\ud83d \\"x\\"" }`;
  expect(replaceInJson(text, replaceIn(ID, []))).toBe(text);
  expect(replaceInJson(`{"a":"\\ud83d ${ID}"}`, replaceIn(ID, []))).toBe('{"a":"\\ud83d erased"}');
});
