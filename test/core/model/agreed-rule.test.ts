import { agreedRule, type ConflictRule, type FieldRule } from '../../../src/core/model';

const said = (all: ConflictRule, own: ConflictRule | null = null): FieldRule => ({ all, own });

it.each<[string, FieldRule, FieldRule, ConflictRule]>([
  ['both say the same', said('latest'), said('latest'), 'latest'],
  ['the master decides where they differ', said('latest'), said('master'), 'latest'],
  ['the master decides, the other way round', said('master'), said('latest'), 'master'],
  ['the provider asks: both are kept', said('master'), said('ask'), 'ask'],
  ['the master asks: both are kept', said('ask'), said('provider'), 'ask'],
  ['a field of its own goes before all of either side', said('master'), said('master', 'latest'), 'latest'],
  [
    'the field of the master goes before that of the provider',
    said('ask', 'provider'),
    said('master', 'latest'),
    'provider',
  ],
  ['the provider asks for this field alone', said('master', 'latest'), said('master', 'ask'), 'ask'],
  [
    'what is said of the field alone replaces asking on that side only',
    said('latest'),
    said('ask', 'latest'),
    'latest',
  ],
  ['one side still asks', said('master', 'latest'), said('ask'), 'ask'],
])('%s', (_name, master, provider, rule) => {
  expect(agreedRule({ master, provider })).toBe(rule);
});
