import { type AdfDoc, type AdfMark, type AdfNode } from '../../../../src/core/model';

export const doc = (...content: AdfNode[]): AdfDoc => ({ type: 'doc', version: 1, content });

export const text = (value: string, ...marks: AdfMark[]): AdfNode =>
  marks.length === 0 ? { type: 'text', text: value } : { type: 'text', text: value, marks };

export const p = (...content: (AdfNode | string)[]): AdfNode => ({
  type: 'paragraph',
  content: content.map((child) => (typeof child === 'string' ? text(child) : child)),
});

export const br: AdfNode = { type: 'hardBreak' };

export const block = (type: string, ...content: AdfNode[]): AdfNode => ({ type, content });

export const li = (...content: AdfNode[]): AdfNode => block('listItem', ...content);

export const mention = (id: string, name: string): AdfNode => ({ type: 'mention', attrs: { id, text: name } });

export const media = (id = 'm1', alt: string | null = 'shot.png'): AdfNode => ({
  type: 'media',
  attrs: { type: 'file', id, collection: 'jira-1', width: 640, height: 480, ...(alt !== null && { alt }) },
});

export const mediaInline = (id = 'm1', alt = 'shot.png'): AdfNode => ({
  type: 'mediaInline',
  attrs: { type: 'file', id, collection: 'jira-1', alt },
});

export const mediaSingle = (...content: AdfNode[]): AdfNode => ({
  type: 'mediaSingle',
  attrs: { layout: 'center', width: 50 },
  content,
});

export const mediaGroup = (...content: AdfNode[]): AdfNode => block('mediaGroup', ...content);

export const cell = (...content: AdfNode[]): AdfNode => ({ type: 'tableCell', attrs: {}, content });

export const table = (...rows: AdfNode[][]): AdfNode =>
  block('table', ...rows.map((cells) => block('tableRow', ...cells)));

export const panel = (...content: AdfNode[]): AdfNode => ({ type: 'panel', attrs: { panelType: 'info' }, content });

export const expand = (title: string, ...content: AdfNode[]): AdfNode => ({
  type: 'expand',
  attrs: { title },
  content,
});

export const layout = (...columns: AdfNode[][]): AdfNode =>
  block('layoutSection', ...columns.map((content) => ({ type: 'layoutColumn', attrs: { width: 50 }, content })));

export const task = (done: boolean, ...content: AdfNode[]): AdfNode => ({
  type: 'taskItem',
  attrs: { localId: 't', state: done ? 'DONE' : 'TODO' },
  content,
});

export const taskList = (...content: AdfNode[]): AdfNode => ({ type: 'taskList', attrs: { localId: 'l' }, content });

export const decisionList = (...content: AdfNode[]): AdfNode => ({
  type: 'decisionList',
  attrs: { localId: 'd' },
  content: content.map((child) => ({
    type: 'decisionItem',
    attrs: { localId: 'i', state: 'DECIDED' },
    content: [child],
  })),
});
