import fc from 'fast-check';
import { doc, mention, paragraph, panel, table, text } from '../../../playground/client/adf';
import { fromAdf, toAdf } from '../../../playground/ui/markup';

describe('the markup of text boxes', () => {
  test.each([
    ['a paragraph', 'one line\nand its next'],
    ['headings and lists', '# Title\n\n- one\n- two\n\n1. first\n2. second'],
    ['marks', 'a **bold** and *leaning* and `code` and [a link](https://example.com/x)'],
    ['a mention', 'ask @[Anna Schmidt](account-1) first'],
    ['a table', '| Time | Pressure |\n| 10:01 | 3.2 bar |'],
    ['a panel with a list', ':::warning\nDo not\n\n- restart\n:::'],
    ['fenced code', '```log\n# not a heading\n```'],
    ['a quote', '> said\n> before'],
  ])('%s comes back as it was written', (_name, source) => {
    expect(fromAdf(toAdf(source))).toBe(source);
  });

  test('says what it means in the document format', () => {
    expect(toAdf('see **this**, @[Ben](b1)\n\n:::info\nnote\n:::\n\n| a | b |')).toEqual(
      doc(
        paragraph('see ', text('this', 'strong'), ', ', mention('b1', 'Ben')),
        panel('info', 'note'),
        table(['a', 'b']),
      ),
    );
  });

  test('shows as JSON what it cannot say, and takes the JSON back', () => {
    const document = doc({ type: 'expand', attrs: { title: 'More' }, content: [paragraph('inside')] });
    const shown = fromAdf(document);
    expect(shown.startsWith('{')).toBe(true);
    expect(toAdf(shown)).toEqual(document);
  });

  test('never loses a document, whatever its text', () => {
    const document = fc
      .array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 })
      .map((lines) => doc(...lines.map((line) => paragraph(line))));
    fc.assert(
      fc.property(document, (original) => {
        expect(toAdf(fromAdf(original))).toEqual(original);
      }),
      { numRuns: 300 },
    );
  });

  test('an empty box is no document', () => {
    expect(toAdf(' \r\n ')).toBeNull();
  });
});
