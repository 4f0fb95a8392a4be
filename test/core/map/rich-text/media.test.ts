import fc from 'fast-check';
import { type MediaTarget, mediaRefs, rewriteMedia } from '../../../../src/core/map';
import { type AdfDoc, type AdfNode } from '../../../../src/core/model';
import {
  block,
  cell,
  doc,
  expand,
  layout,
  li,
  media,
  mediaGroup,
  mediaInline,
  mediaSingle,
  p,
  panel,
  table,
  task,
  taskList,
  text,
} from '../support/adf';
import { schemaFaults } from '../support/adf-schema';
import { unknownNode, validDoc } from '../support/adf-arbitrary';

const TARGETS: Readonly<Record<string, MediaTarget>> = {
  copied: { is: 'copied', mediaId: 'theirs', name: 'shot.png' },
  awaited: { is: 'awaited', attachmentId: 'att-7', name: 'shot.png' },
  lost: { is: 'unavailable', name: 'shot.png', url: 'https://example.com/shot.png' },
};
const find = (id: string): MediaTarget | null => TARGETS[id] ?? null;
const rewrite = (input: AdfDoc): ReturnType<typeof rewriteMedia> => rewriteMedia(input, find, 'ACME');

const caption: AdfNode = { type: 'caption', content: [text('The smoke')] };

/** Every position that the schema gives to a file. */
const POSITIONS: readonly (readonly [string, (id: string) => AdfDoc])[] = [
  ['a picture on its own', (id) => doc(mediaSingle(media(id)))],
  ['a picture with a caption', (id) => doc(mediaSingle(media(id), caption))],
  ['a group of files', (id) => doc(mediaGroup(media(id), media('copied')))],
  ['a file in a line', (id) => doc(p('see ', mediaInline(id), ' there'))],
  ['a heading', (id) => doc({ type: 'heading', attrs: { level: 1 }, content: [mediaInline(id)] })],
  ['a picture in a list item', (id) => doc(block('bulletList', li(p('a'), mediaSingle(media(id)))))],
  ['a picture as a whole list item', (id) => doc(block('orderedList', li(mediaSingle(media(id)))))],
  ['a nested list', (id) => doc(block('bulletList', li(p('a'), block('bulletList', li(mediaSingle(media(id)))))))],
  ['a picture in a table cell', (id) => doc(table([cell(mediaSingle(media(id)))]))],
  ['a group in a table cell', (id) => doc(table([cell(mediaGroup(media(id)))]))],
  [
    'a table header',
    (id) =>
      doc(block('table', block('tableRow', { type: 'tableHeader', attrs: {}, content: [mediaSingle(media(id))] }))),
  ],
  ['a line in a table cell', (id) => doc(table([cell(p(mediaInline(id)))]))],
  ['a panel', (id) => doc(panel(mediaSingle(media(id)), mediaGroup(media(id))))],
  ['a quote', (id) => doc(block('blockquote', mediaSingle(media(id)), mediaGroup(media(id))))],
  ['an expand', (id) => doc(expand('Log', mediaSingle(media(id)), mediaGroup(media(id))))],
  [
    'an expand in a table',
    (id) => doc(table([cell({ type: 'nestedExpand', attrs: { title: 'x' }, content: [mediaSingle(media(id))] })])),
  ],
  ['a layout', (id) => doc(layout([mediaSingle(media(id))], [mediaGroup(media(id)), p('b')]))],
  ['a task', (id) => doc(taskList(task(false, mediaInline(id))))],
  [
    'a decision',
    (id) =>
      doc({
        type: 'decisionList',
        attrs: { localId: 'd' },
        content: [{ type: 'decisionItem', attrs: { localId: 'i', state: 'DECIDED' }, content: [mediaInline(id)] }],
      }),
  ],
];

describe('rewriteMedia in every position', () => {
  it.each(POSITIONS)('%s: the example is valid', (_name, make) => {
    expect(schemaFaults(make('copied'))).toEqual([]);
  });

  it.each(POSITIONS)('%s: a copied file is pointed at its copy', (_name, make) => {
    const { doc: out, pendingMedia } = rewrite(make('copied'));
    expect(schemaFaults(out)).toEqual([]);
    expect(mediaRefs(out)).toEqual([{ id: 'theirs', alt: 'shot.png' }]);
    expect(pendingMedia).toEqual([]);
    expect(JSON.stringify(out)).toEqual(
      JSON.stringify(make('copied')).replaceAll('"copied"', '"theirs"').replaceAll('"jira-1"', '""'),
    );
  });

  it.each(POSITIONS)('%s: an awaited file is named in words', (_name, make) => {
    const { doc: out, pendingMedia } = rewrite(make('awaited'));
    expect(schemaFaults(out)).toEqual([]);
    expect(pendingMedia).toEqual(['att-7']);
    expect(JSON.stringify(out)).toContain('📎 shot.png (attached)');
    expect(JSON.stringify(out)).not.toContain('awaited');
  });

  it.each(POSITIONS)('%s: a file that cannot come is named and linked', (_name, make) => {
    const { doc: out, pendingMedia } = rewrite(make('lost'));
    expect(schemaFaults(out)).toEqual([]);
    expect(pendingMedia).toEqual([]);
    expect(JSON.stringify(out)).toContain('📎 shot.png (file from ACME)');
    expect(JSON.stringify(out)).toContain('"href":"https://example.com/shot.png"');
    expect(JSON.stringify(out)).not.toContain('"lost"');
  });
});

describe('rewriteMedia', () => {
  it('keeps what the text says of the file and drops what belongs to the source site', () => {
    const file = {
      type: 'media',
      attrs: { type: 'file', id: 'copied', collection: 'c', occurrenceKey: 'k', alt: 'a.png', width: 9, height: 8 },
      marks: [{ type: 'border', attrs: { size: 1, color: '#000000' } }],
    };
    expect(rewrite(doc(mediaSingle(file))).doc).toEqual(
      doc(
        mediaSingle({
          ...file,
          attrs: { type: 'file', id: 'theirs', collection: '', alt: 'a.png', width: 9, height: 8 },
        }),
      ),
    );
  });

  it('keeps a caption under the words that stand for its picture', () => {
    expect(rewrite(doc(mediaSingle(media('awaited'), caption))).doc).toEqual(
      doc(p('📎 shot.png (attached)'), p('The smoke')),
    );
  });

  it('keeps the copied files of a group together, in order', () => {
    const group = mediaGroup(media('copied'), media('copied'), media('awaited'), media('copied'));
    expect(rewrite(doc(group)).doc.content.map(({ type, content }) => [type, content?.length])).toEqual([
      ['mediaGroup', 2],
      ['paragraph', 1],
      ['mediaGroup', 1],
    ]);
  });

  it('names a file that nobody knows by its alt text, else "file"', () => {
    const { doc: out } = rewrite(doc(mediaSingle(media('unknown', 'plan.pdf')), mediaSingle(media('unknown', null))));
    expect(out).toEqual(doc(p('📎 plan.pdf (file from ACME)'), p('📎 file (file from ACME)')));
  });

  it('keeps the link of a picture on its words', () => {
    const link = { type: 'link', attrs: { href: 'https://example.com/own' } };
    const { doc: out } = rewrite(doc(mediaSingle({ ...media('lost'), marks: [link] })));
    expect(out).toEqual(doc(p(text('📎 shot.png (file from ACME)', link))));
  });

  it('asks for a file by the name in the text too', () => {
    const asked: (string | null)[] = [];
    rewriteMedia(
      doc(mediaSingle(media('x', 'a.png')), p(mediaInline('y', ' '))),
      (_id, name) => (asked.push(name), null),
      'ACME',
    );
    expect(asked).toEqual(['a.png', null]);
  });

  it('leaves external pictures and smart links alone', () => {
    const external = doc(
      mediaSingle({ type: 'media', attrs: { type: 'external', url: 'https://example.com/x.png' } }),
      { type: 'blockCard', attrs: { url: 'https://example.com' } },
      p({ type: 'inlineCard', attrs: { url: 'https://example.com' } }),
    );
    expect(rewrite(external)).toEqual({ doc: external, pendingMedia: [] });
    expect(mediaRefs(external)).toEqual([]);
  });

  it('gives a valid document for every valid document', () => {
    fc.assert(
      fc.property(validDoc, (input) => {
        expect(schemaFaults(input)).toEqual([]);
        const { doc: out, pendingMedia } = rewrite(input);
        expect(schemaFaults(out)).toEqual([]);
        const before = new Set(mediaRefs(input).map(({ id }) => id));
        expect(pendingMedia).toEqual(before.has('awaited') ? ['att-7'] : []);
        expect(mediaRefs(out).map(({ id }) => id)).toEqual(before.has('copied') ? ['theirs'] : []);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps unknown nodes as they are', () => {
    fc.assert(
      fc.property(validDoc, unknownNode, (input, unknown) => {
        const { doc: out } = rewrite(doc(...input.content, unknown, panel(unknown, p('x'))));
        expect(out.content.at(-2)).toEqual(unknown);
        expect(out.content.at(-1)).toEqual(panel(unknown, p('x')));
      }),
    );
  });
});
