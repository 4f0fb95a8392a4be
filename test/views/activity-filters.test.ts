import {
  canBeLive,
  filterOf,
  isFiltered,
  momentOf,
  NO_FILTER,
  placeOf,
  prepend,
  queryOf,
} from '../../views/scripts/admin/activity/filters';
import { type Activity } from '../../views/scripts/host/api-types';

const NOW = Date.parse('2026-03-30T12:00:00Z');
const entry = (id: string, text = ''): Activity => ({
  id,
  text,
  at: '2026-03-30T11:00:00Z',
  connection: null,
  contract: null,
  link: null,
  kind: 'setFields',
  keys: { master: null, provider: null },
  actor: null,
  actorName: null,
  contractName: null,
});

describe('a time on the clocks of a zone', () => {
  it.each([
    ['2026-01-15T10:00', 'Europe/Berlin', '2026-01-15T09:00:00.000Z'],
    ['2026-07-15T10:00', 'Europe/Berlin', '2026-07-15T08:00:00.000Z'],
    ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T01:30', 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
    ['2026-11-01T12:00', 'America/New_York', '2026-11-01T17:00:00.000Z'],
    ['2026-05-01T05:45', 'Asia/Kathmandu', '2026-05-01T00:00:00.000Z'],
  ])('%s in %s is %s', (wall, zone, moment) => expect(momentOf(wall, zone)).toBe(moment));

  it.each(['', '2026', 'soon'])('%p: no time is asked for', (wall) => {
    const moment = momentOf(wall, 'UTC');
    expect(moment === null || moment === '2026-01-01T00:00:00.000Z').toBe(true);
  });
});

describe('a filter', () => {
  it('comes with the place', () => {
    expect(filterOf(['contract', 'c1'])).toEqual({ ...NO_FILTER, contract: 'c1' });
    expect(filterOf(['issue', 'SUP-1'])).toEqual({ ...NO_FILTER, key: 'SUP-1' });
    expect(isFiltered(filterOf([]))).toBe(false);
    expect(isFiltered(filterOf(['link', 'l1']))).toBe(true);
  });

  it('is the same again by its place, and forgets what means nothing', () => {
    const filter = { ...NO_FILTER, key: 'SUP-1/x', contract: 'c1', kind: 'files', range: 'own' } as const;
    const whole = { ...filter, from: '2026-01-02T03:04', to: '2026-01-03T03:04' };
    expect(filterOf(placeOf(whole))).toEqual(whole);
    expect(placeOf(NO_FILTER)).toEqual([]);
    expect(filterOf(['kind', 'toString', 'range', 'soon', 'nonsense', 'x', 'link'])).toEqual(NO_FILTER);
  });

  it('asks for the kinds and times that it means', () => {
    expect(queryOf({ ...NO_FILTER, key: ' sup-1 ', kind: 'trouble', range: 'day' }, NOW, 'UTC')).toEqual({
      key: 'sup-1',
      contract: null,
      connection: null,
      link: null,
      kind: ['problem', 'conflict'],
      from: '2026-03-29T12:00:00.000Z',
      to: null,
    });
  });

  it('is live unless its time is over', () => {
    expect(canBeLive(NO_FILTER, NOW, 'UTC')).toBe(true);
    expect(canBeLive({ ...NO_FILTER, range: 'own', to: '2026-03-30T11:00' }, NOW, 'UTC')).toBe(false);
    expect(canBeLive({ ...NO_FILTER, range: 'own', to: '2026-03-30T13:00' }, NOW, 'UTC')).toBe(true);
  });
});

describe('entries', () => {
  it('come before the older ones, each once', () => {
    const ids = prepend([entry('3'), entry('2')], [entry('2'), entry('1')]).map(({ id }) => id);
    expect(ids).toEqual(['3', '2', '1']);
  });
});
