import fc from 'fast-check';
import { adfLength, excerptOf, plainText } from '../../../../src/core/map';
import { block, doc, li, p, text } from '../support/adf';
import { schemaFaults } from '../support/adf-schema';
import { validDoc } from '../support/adf-arbitrary';

const note = text('more', { type: 'em' });

describe('excerptOf', () => {
  it('leaves a text that fits', () => {
    const input = doc(p('short'));
    expect(excerptOf(input, 5, 'more')).toBe(input);
  });

  it('takes whole blocks while they fit', () => {
    const input = doc(p('1234567890'), block('bulletList', li(p('abc')), li(p('def'))), p('x'.repeat(50)));
    expect(excerptOf(input, 24, 'more')).toEqual(doc(...input.content.slice(0, 2), p(note)));
  });

  it('takes the start of a block where nothing else would be left', () => {
    expect(excerptOf(doc(p('x'.repeat(100))), 20, 'more')).toEqual(doc(p('x'.repeat(15)), p(note)));
  });

  it('never cuts a character in two', () => {
    expect(plainText(excerptOf(doc(p('😀'.repeat(50))), 20, 'more'))).toBe(`${'😀'.repeat(7)}\n\nmore`);
  });

  it('never exceeds the limit, stays valid and is the same each time', () => {
    fc.assert(
      fc.property(validDoc, fc.nat(120), fc.string({ maxLength: 30 }), (input, limit, words) => {
        const out = excerptOf(input, limit, words);
        expect(adfLength(out)).toBeLessThanOrEqual(limit);
        expect(schemaFaults(out)).toEqual([]);
        expect(excerptOf(input, limit, words)).toEqual(out);
      }),
      { numRuns: 200 },
    );
  });
});
