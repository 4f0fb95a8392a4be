import { makeOffer, NO_OFFER, privateWords, readOffer, withoutWordsOf } from '../../../src/sync/contracts';
import { parseHalf } from '../../../src/web/routes/contracts/half-schema';
import { fieldMeta } from '../../fakes/fake-jira-port';

const half = parseHalf({
  scope: { project: 'SECRET', issueTypes: ['Bug'], jql: 'labels = hidden' },
  send: {
    createOn: ['issue_created'],
    fields: [
      { field: 'summary', as: 'Title' },
      { field: 'customfield_1', as: 'Severity', values: { Own: 'Shared' } },
    ],
    workflow: [
      { to: 'Shipped', signal: 'done' },
      { to: 'Closed', signal: 'done' },
    ],
  },
  receive: {
    create: { project: 'SECRET', issueType: 'Bug', defaults: { customfield_2: { value: 'Inner' } } },
    workflow: [{ signal: 'started', to: 'Doing' }],
  },
});
const options = ['Own', 'Other'].map((label, index) => ({ id: `${index}`, label, children: [] }));
const catalog = {
  summary: fieldMeta('summary'),
  customfield_1: fieldMeta('customfield_1', { type: 'option', options, maxLength: null }),
};

describe('what a half offers', () => {
  test('names, types, labels after the table, each signal once', () => {
    expect(makeOffer(half, catalog, NO_OFFER)).toEqual({
      fields: [
        { name: 'Title', type: 'text', kind: 'text', options: null },
        { name: 'Severity', type: 'option', kind: 'option', options: ['Shared', 'Other'] },
      ],
      signals: ['done'],
      createsIssues: true,
      sendsComments: false,
      sendsAttachments: false,
      acceptsIssues: true,
      acceptsComments: false,
      acceptsAttachments: false,
      conflict: { all: 'master', fields: {} },
    });
  });

  test('while Jira is away, what is known of the fields that are still sent', () => {
    const earlier = makeOffer(half, catalog, NO_OFFER);
    const less = parseHalf({ scope: { project: 'SECRET' }, send: { fields: [{ field: 'summary', as: 'Title' }] } });
    expect(makeOffer(less, null, earlier).fields.map(({ name }) => name)).toEqual(['Title']);
  });

  test.each([null, undefined, 'text', {}, { fields: 'none' }])('of nothing stored: nothing (%p)', (stored) => {
    expect(readOffer(stored)).toEqual(NO_OFFER);
  });
});

describe('words of a half that stay at home', () => {
  test('all that is the site’s own, and nothing that both agreed on', () => {
    const words = privateWords(half);
    expect(words).toEqual(
      expect.arrayContaining(['SECRET', 'Bug', 'labels = hidden', 'customfield_1', 'Own', 'Shipped', 'Doing', 'Inner']),
    );
    for (const shared of ['Title', 'Severity', 'Shared', 'done', 'started']) expect(words).not.toContain(shared);
  });

  test('a sentence with such a word is replaced', () => {
    expect(withoutWordsOf(half, 'It is not in "Shipped".', 'No.')).toBe('No.');
    expect(withoutWordsOf(half, 'Field "Title" waits.', 'No.')).toBe('Field "Title" waits.');
    expect(withoutWordsOf(null, 'It is not in "Shipped".', 'No.')).toBe('It is not in "Shipped".');
  });
});
