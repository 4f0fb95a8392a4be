import { plainText, shallow } from '../../../../src/core/map';
import { type AdfDoc, type AdfNode } from '../../../../src/core/model';

const nested = (levels: number): AdfDoc => {
  let inner: AdfNode = { type: 'paragraph', content: [{ type: 'text', text: 'deep' }] };
  for (let at = 0; at < levels; at += 1) {
    inner = { type: 'bulletList', content: [{ type: 'listItem', content: [inner] }] };
  }
  return { type: 'doc', version: 1, content: [inner] };
};

test('a text that people could write is the very same', () => {
  const doc = nested(20);
  expect(shallow(doc)).toBe(doc);
});

test.each([40, 1_000, 100_000])('%i lists in one another keep their words, and no stack is exhausted', (levels) => {
  const flat = shallow(nested(levels));
  expect(plainText(flat)).toContain('deep');
  expect(shallow(flat)).toEqual(flat);
});
