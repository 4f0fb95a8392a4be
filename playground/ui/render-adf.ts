import { asText, type JsonObject } from '../client/json';
import type { AdfNode } from '../client/jira';
import { html, safeHref, type Html } from './html';

/** Media id -> address of the picture or file on this page; null when no attachment of the issue is it. */
export interface MediaSource {
  readonly address: string;
  readonly name: string;
  readonly image: boolean;
}
export type FindMedia = (id: string, alt: string) => MediaSource | null;

type Draw = (node: AdfNode, inner: readonly Html[], find: FindMedia) => Html;

/** A document of the Atlassian Document Format for people to read. A node that is not known shows its content. */
export function renderAdf(node: AdfNode, find: FindMedia): Html {
  const inner = (node.content ?? []).map((child) => renderAdf(child, find));
  const draw = DRAW[node.type];
  return draw
    ? draw(node, inner, find)
    : html`<span class="unknown" title="${node.type}">${node.text ?? ''}${inner}</span>`;
}

const attr = (node: AdfNode, name: string): string => asText(node.attrs?.[name]);

const link = (address: unknown, label: readonly Html[] | string): Html => {
  const href = safeHref(address);
  return href === null ? html`<span>${label}</span>` : html`<a href="${href}" rel="noreferrer">${label}</a>`;
};

const HEADINGS: readonly ((inner: readonly Html[]) => Html)[] = [
  (inner) => html`<h3>${inner}</h3>`,
  (inner) => html`<h4>${inner}</h4>`,
  (inner) => html`<h5>${inner}</h5>`,
  (inner) => html`<h6>${inner}</h6>`,
];

const cell = (node: AdfNode): Html =>
  html`colspan="${attr(node, 'colspan') || '1'}" rowspan="${attr(node, 'rowspan') || '1'}"`;

const DRAW: Readonly<Record<string, Draw>> = {
  doc: (_node, inner) => html`<div class="adf">${inner}</div>`,
  text: (node) =>
    (node.marks ?? []).reduce<Html>((text, mark) => drawMark(mark.type, mark.attrs ?? {}, text), html`${node.text}`),
  paragraph: (_node, inner) => html`<p>${inner}</p>`,
  heading: (node, inner) => (HEADINGS[Math.min(4, Number(attr(node, 'level')) || 1) - 1] ?? paragraphOf)(inner),
  hardBreak: () => html`<br />`,
  rule: () => html`<hr />`,
  blockquote: (_node, inner) => html`<blockquote>${inner}</blockquote>`,
  bulletList: (_node, inner) =>
    html`<ul>
      ${inner}
    </ul>`,
  orderedList: (node, inner) =>
    html`<ol start="${attr(node, 'order') || '1'}">
      ${inner}
    </ol>`,
  listItem: (_node, inner) => html`<li>${inner}</li>`,
  taskList: (_node, inner) =>
    html`<ul class="tasks">
      ${inner}
    </ul>`,
  taskItem: (node, inner) => html`<li>${attr(node, 'state') === 'DONE' ? '☑' : '☐'} ${inner}</li>`,
  decisionList: (_node, inner) =>
    html`<ul class="tasks">
      ${inner}
    </ul>`,
  decisionItem: (_node, inner) => html`<li>◆ ${inner}</li>`,
  codeBlock: (_node, inner) => html`<pre><code>${inner}</code></pre>`,
  panel: (node, inner) => html`<div class="panel panel-${attr(node, 'panelType').replace(/\W/g, '')}">${inner}</div>`,
  expand: (node, inner) =>
    html`<details open>
      <summary>${attr(node, 'title') || 'Details'}</summary>
      ${inner}
    </details>`,
  nestedExpand: (node, inner) =>
    html`<details open>
      <summary>${attr(node, 'title') || 'Details'}</summary>
      ${inner}
    </details>`,
  table: (_node, inner) =>
    html`<div class="scroll">
      <table class="grid">
        <tbody>
          ${inner}
        </tbody>
      </table>
    </div>`,
  tableRow: (_node, inner) =>
    html`<tr>
      ${inner}
    </tr>`,
  tableHeader: (node, inner) => html`<th ${cell(node)}>${inner}</th>`,
  tableCell: (node, inner) => html`<td ${cell(node)}>${inner}</td>`,
  mention: (node) => html`<span class="mention" title="${attr(node, 'id')}">${attr(node, 'text') || '@someone'}</span>`,
  emoji: (node) => html`${attr(node, 'text') || attr(node, 'shortName')}`,
  status: (node) => html`<span class="lozenge">${attr(node, 'text')}</span>`,
  date: (node) => html`<time>${new Date(Number(attr(node, 'timestamp'))).toISOString().slice(0, 10)}</time>`,
  inlineCard: (node) => link(attr(node, 'url'), attr(node, 'url')),
  blockCard: (node) => html`<p>${link(attr(node, 'url'), attr(node, 'url'))}</p>`,
  embedCard: (node) => html`<p>${link(attr(node, 'url'), attr(node, 'url'))}</p>`,
  mediaSingle: (_node, inner) => html`<figure>${inner}</figure>`,
  mediaGroup: (_node, inner) => html`<div class="media-group">${inner}</div>`,
  caption: (_node, inner) => html`<figcaption>${inner}</figcaption>`,
  media: drawMedia,
  mediaInline: drawMedia,
  layoutSection: (_node, inner) => html`<div class="columns">${inner}</div>`,
  layoutColumn: (_node, inner) => html`<div>${inner}</div>`,
};

function paragraphOf(inner: readonly Html[]): Html {
  return html`<p>${inner}</p>`;
}

function drawMedia(node: AdfNode, _inner: readonly Html[], find: FindMedia): Html {
  const url = safeHref(node.attrs?.url);
  const alt = attr(node, 'alt');
  if (url !== null) return html`<img src="${url}" alt="${alt}" />`;
  const media = find(attr(node, 'id'), alt);
  if (media === null) return html`<span class="missing">▧ ${alt || 'file that is not on this site'}</span>`;
  return media.image
    ? html`<a href="${media.address}"><img src="${media.address}" alt="${alt || media.name}" /></a>`
    : html`<a href="${media.address}">${media.name} ⤓</a>`;
}

function drawMark(type: string, attrs: JsonObject, inner: Html): Html {
  switch (type) {
    case 'strong':
      return html`<strong>${inner}</strong>`;
    case 'em':
      return html`<em>${inner}</em>`;
    case 'code':
      return html`<code>${inner}</code>`;
    case 'strike':
      return html`<s>${inner}</s>`;
    case 'underline':
      return html`<u>${inner}</u>`;
    case 'subsup':
      return attrs.type === 'sub' ? html`<sub>${inner}</sub>` : html`<sup>${inner}</sup>`;
    case 'link':
      return link(attrs.href, [inner]);
    case 'textColor':
      return colored('color', attrs.color, inner);
    case 'backgroundColor':
      return colored('background-color', attrs.color, inner);
    default:
      return inner;
  }
}

/** A style attribute needs `style-src 'unsafe-inline'`: colours are the one place where rich text carries them. */
function colored(property: string, color: unknown, inner: Html): Html {
  const code = asText(color);
  return /^#[0-9a-f]{3,8}$/i.test(code) ? html`<span style="${property}: ${code}">${inner}</span>` : inner;
}
