import { adfLength, commentBody, renderHeader } from '../../../src/core/map';
import { type ReceiveComments } from '../../../src/core/model';
import { br, doc, media, mediaSingle, mention, p, text } from './support/adf';
import { schemaFaults } from './support/adf-schema';
import { context } from './support/metas';

const vars = { author: 'Ann {{site}} $& **x**', site: 'ACME', time: '24 Nov 2026,\n10:15 UTC' };
const rule = (header: string | null): ReceiveComments => ({ as: 'internal', header, visibility: null, deletes: true });
const body = doc(p('Hello'));

describe('renderHeader', () => {
  it.each([
    ['{{author}} ({{ site }})', 'Ann {{site}} $& **x** (ACME)'],
    ['{{time}}', '24 Nov 2026, 10:15 UTC'],
    ['{{nobody}} {{constructor}}', '{{nobody}} {{constructor}}'],
    ['{{site}}{{site}}', 'ACMEACME'],
  ])('%s', (template, expected) => {
    expect(renderHeader(template, vars)).toBe(expected);
  });
});

describe('commentBody', () => {
  it('puts the header above the body in italics', () => {
    const em = { type: 'em' };
    const out = commentBody(body, rule('From {{site}}\n{{time}}'), vars, context());
    expect(out).toEqual({
      body: doc(p(text('From ACME', em), br, text('24 Nov 2026, 10:15 UTC', em)), p('Hello')),
      pendingMedia: [],
    });
    expect(schemaFaults(out.body)).toEqual([]);
  });

  it.each([null, '', ' '])('leaves the body alone without a header (%j)', (header) => {
    expect(commentBody(body, rule(header), vars, context()).body).toEqual(body);
  });

  it('carries people and files to the other side', () => {
    const source = doc(p(mention('acc-ann', '@Ann'), mention('acc-bob', '@Bob')), mediaSingle(media('m', 'a.png')));
    const out = commentBody(
      source,
      rule(null),
      vars,
      context({ media: () => ({ is: 'awaited', attachmentId: '7', name: 'a.png' }) }),
    );
    expect(out).toEqual({
      body: doc(p(mention('acc-anna', '@Ann'), '@Bob'), p('📎 a.png (attached)')),
      pendingMedia: ['7'],
    });
  });

  it('cuts a comment that its header makes too long', () => {
    const out = commentBody(doc(p('x'.repeat(32_760))), rule('{{site}} {{site}}'), vars, context());
    expect(adfLength(out.body)).toBeLessThanOrEqual(32_767);
    expect(out.body.content[0]).toEqual(p(text('ACME ACME', { type: 'em' })));
    expect(out.excerptOf).toContain('x'.repeat(32_760));
  });
});
