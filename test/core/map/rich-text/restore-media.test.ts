import fc from 'fast-check';
import { restoreMedia, rewriteMedia } from '../../../../src/core/map';
import { type AdfNode } from '../../../../src/core/model';
import { block, doc, li, media, mediaSingle, p, task, taskList, text } from '../support/adf';
import { schemaFaults } from '../support/adf-schema';
import { validDoc } from '../support/adf-arbitrary';

const OWN: Readonly<Record<string, string>> = { 'shot.png': 'own-1', 'plan.pdf': 'own-2' };
const find = (name: string): string | null => OWN[name] ?? null;
const file = (id: string, alt: string): NonNullable<AdfNode['attrs']> => ({ type: 'file', id, collection: '', alt });
const picture: AdfNode = {
  type: 'mediaSingle',
  attrs: { layout: 'center' },
  content: [{ type: 'media', attrs: file('own-1', 'shot.png') }],
};
const inline = (id: string, alt: string): AdfNode => ({ type: 'mediaInline', attrs: file(id, alt) });

describe('restoreMedia', () => {
  it.each<[string, AdfNode, AdfNode]>([
    ['a picture on its own', p('📎 shot.png (attached)'), picture],
    ['one that stayed at the other site', p('📎 shot.png (file from ACME (EU))'), picture],
    [
      'a linked line',
      p(text('📎 shot.png (file from ACME)', { type: 'link', attrs: { href: 'https://e.com' } })),
      picture,
    ],
    ['another file', p('📎 plan.pdf (attached)'), p(inline('own-2', 'plan.pdf'))],
    ['a file in a line', p('see ', '📎 shot.png (attached)'), p('see ', inline('own-1', 'shot.png'))],
    ['a list item', block('bulletList', li(p('📎 shot.png (attached)'))), block('bulletList', li(picture))],
    ['a task', taskList(task(true, text('📎 shot.png (attached)'))), taskList(task(true, inline('own-1', 'shot.png')))],
  ])('%s', (_name, line, expected) => {
    expect(restoreMedia(doc(line), find)).toEqual(doc(expected));
    expect(schemaFaults(doc(expected))).toEqual([]);
  });

  it.each<[string, AdfNode]>([
    ['a file that this side does not have', p('📎 other.png (attached)')],
    ['any other text', p('📎 shot.png')],
    ['a text around it', p('see 📎 shot.png (attached)')],
    ['code', block('codeBlock', text('📎 shot.png (attached)'))],
    ['a caption', mediaSingle(media('m'), { type: 'caption', content: [text('📎 shot.png (attached)')] })],
  ])('leaves %s', (_name, line) => {
    expect(restoreMedia(doc(line), find)).toEqual(doc(line));
  });

  it('keeps valid documents valid after a way there and back', () => {
    fc.assert(
      fc.property(validDoc, (input) => {
        const there = rewriteMedia(input, () => ({ is: 'awaited', attachmentId: '1', name: 'shot.png' }), 'ACME').doc;
        expect(schemaFaults(restoreMedia(there, find))).toEqual([]);
        expect(
          JSON.stringify(there).includes('📎') === JSON.stringify(restoreMedia(there, find)).includes('own-1'),
        ).toBe(true);
      }),
    );
  });
});
