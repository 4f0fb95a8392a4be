import type { AdfDoc, AdfNode, Value } from '../../src/core/model';

export const text = (words: string): Value => ({ kind: 'text', text: words });

export const number = (value: number): Value => ({ kind: 'number', number: value });

export const option = (label: string): Value => ({ kind: 'option', label });

export const labels = (...all: readonly string[]): Value => ({ kind: 'options', labels: all });

/** One paragraph for each argument. */
export const aDoc = (...paragraphs: readonly string[]): AdfDoc => ({
  type: 'doc',
  version: 1,
  content: paragraphs.map((words): AdfNode => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })),
});

export const rich = (...paragraphs: readonly string[]): Value => ({ kind: 'richText', doc: aDoc(...paragraphs) });

/** A paragraph of text and a picture by its media id. */
export const withPicture = (words: string, mediaId: string): AdfDoc => ({
  ...aDoc(words),
  content: [
    ...aDoc(words).content,
    {
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [{ type: 'media', attrs: { id: mediaId, type: 'file', collection: '' } }],
    },
  ],
});
