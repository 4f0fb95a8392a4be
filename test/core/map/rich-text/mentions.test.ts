import fc from 'fast-check';
import { mentionRefs, rewriteMentions } from '../../../../src/core/map';
import { type UserRef } from '../../../../src/core/model';
import {
  block,
  cell,
  decisionList,
  doc,
  li,
  media,
  mediaSingle,
  mention,
  p,
  panel,
  table,
  task,
  taskList,
} from '../support/adf';
import { schemaFaults } from '../support/adf-schema';
import { validDoc } from '../support/adf-arbitrary';

const map = (user: UserRef): UserRef | null =>
  user.accountId === 'acc-ann' ? { ...user, accountId: 'acc-anna' } : null;

describe('rewriteMentions', () => {
  it('makes a real mention of a mapped user and a plain name of anyone else', () => {
    const out = rewriteMentions(doc(p('Hi ', mention('acc-ann', '@Ann'), ' and ', mention('acc-bob', 'Bob'))), map);
    expect(out).toEqual(doc(p('Hi ', mention('acc-anna', '@Ann'), ' and ', '@Bob')));
  });

  it('drops what the source site says of access and keeps the rest', () => {
    const full = { type: 'mention', attrs: { id: 'acc-ann', text: '@Ann', accessLevel: 'CONTAINER', localId: 'l' } };
    expect(rewriteMentions(doc(p(full)), map).content).toEqual([
      p({ type: 'mention', attrs: { id: 'acc-anna', text: '@Ann', localId: 'l' } }),
    ]);
  });

  it('calls nobody with @all, and keeps no id of a nameless one', () => {
    const all = { type: 'mention', attrs: { id: 'all', text: '@all', userType: 'SPECIAL' } };
    const nameless = { type: 'mention', attrs: { id: 'acc-x' } };
    expect(rewriteMentions(doc(p(all, ' ', nameless)), (user) => user)).toMatchObject({
      content: [{ content: [{ text: '@all' }, { text: ' ' }, { attrs: { id: 'acc-x', text: '@someone' } }] }],
    });
    expect(rewriteMentions(doc(p(nameless)), map)).toEqual(doc(p('@someone')));
  });

  it.each([
    ['list', doc(block('bulletList', li(p(mention('acc-bob', '@Bob')))))],
    ['table', doc(table([cell(p(mention('acc-bob', '@Bob')))]))],
    ['panel', doc(panel(p(mention('acc-bob', '@Bob'))))],
    ['task', doc(taskList(task(true, mention('acc-bob', '@Bob'))))],
    ['decision', doc(decisionList(mention('acc-bob', '@Bob')))],
    ['caption', doc(mediaSingle(media(), { type: 'caption', content: [mention('acc-bob', '@Bob')] }))],
  ])('reaches a %s', (_name, input) => {
    expect(mentionRefs(input)).toEqual([{ id: 'acc-bob', name: 'Bob' }]);
    const out = rewriteMentions(input, map);
    expect(mentionRefs(out)).toEqual([]);
    expect(schemaFaults(out)).toEqual([]);
  });

  it('keeps valid documents valid and leaves no unmapped id', () => {
    fc.assert(
      fc.property(validDoc, (input) => {
        const out = rewriteMentions(input, map);
        expect(schemaFaults(out)).toEqual([]);
        expect(mentionRefs(out).every(({ id }) => id === 'acc-anna')).toBe(true);
      }),
    );
  });
});
