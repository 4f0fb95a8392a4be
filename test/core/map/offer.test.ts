import { offerOf } from '../../../src/core/map';
import { catalog, half } from './support/half';
import { sendRule } from './support/metas';

describe('offerOf', () => {
  it('shows names, types and labels, and nothing of the site', () => {
    const ours = half({
      scope: { jql: 'labels = secret' },
      send: {
        fields: [
          sendRule({ field: 'summary', as: 'Title' }),
          sendRule({ field: 'priority', as: 'Severity', values: { Highest: 'Blocker' } }),
          sendRule({ field: 'customfield_1', as: 'Place', values: { Hardware: 'Devices' } }),
          sendRule({ field: 'labels', as: 'Tags' }),
          sendRule({ field: 'customfield_gone', as: 'Gone' }),
        ],
      },
    });
    expect(offerOf(ours, catalog)).toEqual([
      { name: 'Title', type: 'text', kind: 'text', options: null },
      { name: 'Severity', type: 'priority', kind: 'option', options: ['Blocker', 'Low'] },
      { name: 'Place', type: 'cascade', kind: 'cascade', options: ['Devices', 'Devices > Printer'] },
      { name: 'Tags', type: 'labels', kind: 'options', options: null },
    ]);
  });

  it.each([
    ['skip' as const, ['Blocker']],
    ['problem' as const, ['Blocker']],
    [{ default: 'Other' }, ['Blocker', 'Other']],
  ])('with otherwise %j offers %j', (otherwise, options) => {
    const fields = [sendRule({ field: 'priority', values: { Highest: 'Blocker' }, otherwise })];
    expect(offerOf(half({ send: { fields } }), catalog)[0]?.options).toEqual(options);
  });
});
