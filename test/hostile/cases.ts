import { checkAdf } from '../../src/adapters/jira/adf/check';
import {
  acceptsFile,
  commentBody,
  type MapContext,
  excerptOf,
  plainText,
  printOf,
  readField,
  shallow,
} from '../../src/core/map';
import { parseDuration } from '../../src/core/map/duration';
import { fromPlainText } from '../../src/core/map/rich-text';
import { cascadeReadings, isUrl, parseDate, parseInstant, parseNumber, singleLine } from '../../src/core/map/text';
import { type AdfDoc, type AdfNode, type FieldMeta } from '../../src/core/model';
import { diffHalves } from '../../src/sync/contracts/diff';
import { readHalf } from '../../src/web/routes/contracts/half-schema';
import { HttpError } from '../../src/web/middleware';
import { isTooDeep, plainJsonFaults } from '../../src/web/routes/shapes';
import { readDelivery } from '../../src/web/routes/webhooks/read-delivery';

/** One piece of work that never yields, made for a size, as bad as a tenant can make it. */
export interface HostileCase {
  readonly name: string;
  /** What a tenant can reach: Jira's limits, or the limits of our doors. */
  readonly size: number;
  readonly unit: string;
  make(size: number): () => unknown;
}

const text = (words: string, marks: readonly string[] = []): AdfNode =>
  marks.length === 0
    ? { type: 'text', text: words }
    : { type: 'text', text: words, marks: marks.map((type) => ({ type })) };
const doc = (content: readonly AdfNode[]): AdfDoc => ({ type: 'doc', version: 1, content });
const paragraph = (content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });

const times = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** Pieces of two characters with marks that change each time, so that none joins the next. */
const marked = (pieces: number): AdfDoc =>
  doc([paragraph(times(pieces, (at) => text('x ', at % 2 === 0 ? ['strong', 'em'] : ['underline', 'strike'])))]);
/** One long run of pieces that all join. */
const joined = (pieces: number): AdfDoc => doc([paragraph(times(pieces, () => text('xy')))]);
const blocks = (count: number): AdfDoc => doc(times(count, (at) => paragraph([text(`p${at}`)])));
/** Lists in lists. */
const nested = (depth: number, kind = 'bulletList'): AdfDoc => {
  let inner: AdfNode = paragraph([text('deep')]);
  for (let at = 0; at < depth; at += 1) {
    inner =
      kind === 'blockquote'
        ? { type: kind, content: [inner] }
        : { type: kind, content: [{ type: 'listItem', content: [inner] }] };
  }
  return doc([inner]);
};
const group = (files: number): AdfDoc =>
  doc([
    {
      type: 'mediaGroup',
      content: times(files, (at) => ({ type: 'media', attrs: { type: 'file', id: `m${at}`, collection: '' } })),
    },
  ]);
const mentions = (count: number): AdfDoc =>
  doc([paragraph(times(count, (at) => ({ type: 'mention', attrs: { id: `user-${at}`, text: `@User ${at}` } })))]);

const COMMENTS = { as: 'public', header: '{{author}} ({{site}}), {{time}}', visibility: null, deletes: true } as const;
const VARS = { author: 'Ann', site: 'Acme', time: 'today' };
const context: MapContext = {
  towards: 'provider',
  users: { pairs: [], known: { master: [], provider: [] } },
  siteName: 'Acme',
  linkedIssues: {},
  media: () => null,
};

const DESCRIPTION: FieldMeta = {
  id: 'description',
  name: 'Description',
  type: 'richText',
  custom: false,
  options: null,
  maxLength: 32_767,
  required: false,
};

/** A text into fields of other types. */
const parsings = (words: string): unknown => [
  singleLine(words),
  parseNumber(words),
  parseDuration(words),
  parseDate(words),
  parseInstant(words),
  cascadeReadings(words),
  fromPlainText(words),
  isUrl(words),
];

/** Everything that a text goes through on its way, one after the other. */
const WAYS: Readonly<Record<string, (it: AdfDoc) => unknown>> = {
  read: (it) => readField(DESCRIPTION, it),
  line: (it) => parsings(plainText(shallow(it))),
  print: (it) => printOf({ kind: 'richText', doc: shallow(it) }),
  plain: (it) => plainText(shallow(it)),
  comment: (it) => commentBody(shallow(it), COMMENTS, VARS, context),
  excerpt: (it) => excerptOf(shallow(it), 1_000, 'Shortened.'),
  check: (it) => checkAdf(shallow(it)),
};

const TEXTS: readonly (readonly [string, number, string, (size: number) => AdfDoc])[] = [
  ['marked pieces', 16_000, 'pieces', marked],
  ['joined pieces', 16_000, 'pieces', joined],
  ['short blocks', 8_000, 'blocks', blocks],
  ['lists in lists', 10_000, 'levels', (size) => nested(size)],
  ['quotes in quotes', 10_000, 'levels', (size) => nested(size, 'blockquote')],
  ['files in a group', 4_000, 'files', group],
  ['mentions', 8_000, 'mentions', mentions],
  ['white space', 32_767, 'characters', (size) => doc([paragraph([text(' \n'.repeat(size / 2) + 'x')])])],
  ['digits', 32_767, 'characters', (size) => doc([paragraph([text(`${'1'.repeat(size)}x`)])])],
  ['steps of a cascade', 32_767, 'characters', (size) => doc([paragraph([text('>'.repeat(size))])])],
  ['blanks before a unit', 32_767, 'characters', (size) => doc([paragraph([text(`1${' '.repeat(size)}x`)])])],
  [
    'cell of white space',
    32_767,
    'characters',
    (size) =>
      doc([
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [
                { type: 'tableCell', content: [{ type: 'codeBlock', content: [text(`${' '.repeat(size)}x`)] }] },
              ],
            },
          ],
        },
      ]),
  ],
];

const textCases: readonly HostileCase[] = TEXTS.flatMap(([name, size, unit, make]) =>
  Object.entries(WAYS).map(([way, go]): HostileCase => ({
    name: `text: ${name}: ${way}`,
    size,
    unit,
    make: (count) => {
      const made = make(count);
      // A copy each time: what is remembered of a document must not help.
      return () => go({ ...made });
    },
  })),
);

const halfWith = (part: object): object => ({
  scope: { project: 'SUP' },
  ...part,
});

const HALVES: readonly (readonly [string, number, string, (size: number) => object])[] = [
  ['unknown keys', 40_000, 'keys', (size) => halfWith(Object.fromEntries(times(size, (at) => [`unknown${at}`, at])))],
  ['unknown keys in rules', 20_000, 'keys', (size) => halfWith({ send: { fields: times(size, () => ({ q: 1 })) } })],
  ['rules without a field', 40_000, 'rules', (size) => halfWith({ send: { fields: times(size, () => ({})) } })],
  [
    'triggers',
    30_000,
    'triggers',
    (size) => halfWith({ send: { createOn: times(size, (at) => ({ transition: { to: `S${at}` } })) } }),
  ],
  [
    'steps',
    20_000,
    'steps',
    (size) => halfWith({ send: { workflow: times(size, (at) => ({ to: `S${at}`, signal: `g${at}` })) } }),
  ],
  [
    'steps of one signal',
    20_000,
    'steps',
    (size) =>
      halfWith({ receive: { workflow: times(size, (at) => ({ signal: 'g', to: `S${at}`, from: [`F${at}`] })) } }),
  ],
  [
    'names of one step',
    40_000,
    'names',
    (size) =>
      halfWith({
        receive: { workflow: times(2, () => ({ signal: 'g', to: 'S', from: times(size, (at) => `F${at}`) })) },
      }),
  ],
  [
    'value table',
    40_000,
    'rows',
    (size) =>
      halfWith({
        send: {
          fields: [{ field: 'summary', as: 'T', values: Object.fromEntries(times(size, (at) => [`v${at}`, 'x'])) }],
        },
      }),
  ],
  [
    'places of a header',
    200_000,
    'characters',
    (size) => halfWith({ receive: { comments: { as: 'public', header: '{{ '.repeat(size / 3) } } }),
  ],
  [
    'blanks in a header',
    900_000,
    'characters',
    (size) => halfWith({ receive: { comments: { as: 'public', header: `{{${' '.repeat(size)}` } } }),
  ],
  [
    'quotes in the JQL',
    900_000,
    'characters',
    (size) => halfWith({ scope: { project: 'SUP', jql: `"${'\\'.repeat(size)}` } }),
  ],
  [
    'open quotes in the JQL',
    900_000,
    'characters',
    (size) => halfWith({ scope: { project: 'SUP', jql: `'"`.repeat(size / 2) } }),
  ],
  [
    'patterns',
    50_000,
    'patterns',
    (size) => halfWith({ send: { attachments: { which: 'all', names: times(size, () => '[a]') } } }),
  ],
];

const halfCases: readonly HostileCase[] = HALVES.map(([name, size, unit, make]) => ({
  name: `half: ${name}`,
  size,
  unit,
  make: (count) => {
    const body = JSON.stringify(make(count));
    return () => {
      const half: unknown = JSON.parse(body);
      return plainJsonFaults(half).length > 0 || readHalf(half);
    };
  },
}));

/** As the door of the API does: it looks for nesting before it parses. */
const readBody = (body: string): (() => unknown) => {
  const bytes = Buffer.from(body);
  return () => isTooDeep(bytes) || plainJsonFaults(JSON.parse(bytes.toString('utf8')));
};

const jsonCases: readonly HostileCase[] = [
  ['nested lists', 200_000, 'levels', (size: number) => `${'['.repeat(size)}${']'.repeat(size)}`] as const,
  ['nested objects', 100_000, 'levels', (size: number) => `${'{"a":'.repeat(size)}1${'}'.repeat(size)}`] as const,
  ['a wide list', 500_000, 'numbers', (size: number) => `[${'1,'.repeat(size)}1]`] as const,
  ['a wide object', 60_000, 'keys', (size: number) => `{${times(size, (at) => `"k${at}":1`).join(',')}}`] as const,
  ['lone surrogates', 150_000, 'texts', (size: number) => `[${'"\\ud800",'.repeat(size)}1]`] as const,
].map(([name, size, unit, make]) => ({
  name: `body: ${name}`,
  size,
  unit,
  make: (count) => readBody(make(count)),
}));

const hook = (fill: string): Buffer =>
  Buffer.from(`{"webhookEvent":"jira:issue_updated","issue":{"id":"1","key":"A-1","fields":{"description":${fill}}}}`);

/** A refusal is an answer as good as any. */
const readOrRefuse = (body: Buffer): unknown => {
  try {
    return readDelivery({}, body);
  } catch (error) {
    if (error instanceof HttpError) return error.code;
    throw error;
  }
};

const webhookCases: readonly HostileCase[] = [
  ['a long text', 1_000_000, 'characters', (size: number) => hook(JSON.stringify('x'.repeat(size)))] as const,
  ['nested lists', 200_000, 'levels', (size: number) => hook(`${'['.repeat(size)}${']'.repeat(size)}`)] as const,
  ['small values', 500_000, 'values', (size: number) => hook(`[${'1,'.repeat(size)}1]`)] as const,
  [
    'changes',
    10_000,
    'changes',
    (size: number) =>
      Buffer.from(
        JSON.stringify({
          webhookEvent: 'jira:issue_updated',
          changelog: { items: times(size, (at) => ({ field: `f${at}`, fieldId: `f${at}` })) },
        }),
      ),
  ] as const,
  [
    'empty changes',
    80_000,
    'changes',
    (size: number) => Buffer.from(`{"webhookEvent":"x","changelog":{"items":[${'{},'.repeat(size)}{}]}}`),
  ] as const,
].map(([name, size, unit, make]) => ({
  name: `webhook: ${name}`,
  size,
  unit,
  make: (count) => {
    const body = make(count);
    return () => readOrRefuse(body);
  },
}));

const rule = (names: readonly string[]) =>
  ({ which: 'all', maxBytes: null, names, existing: true, deletes: false, relay: false }) as const;

const otherCases: readonly HostileCase[] = [
  {
    name: 'files: 2,000 long names against all patterns that fit',
    size: 2_000,
    unit: 'files',
    make: (count) => {
      const files = times(count, (at) => ({ name: `${'a'.repeat(245)}${at}.txt`, bytes: 1 }));
      const patterns = rule(times(10, () => '*a'.repeat(100)));
      return () => files.filter((file) => acceptsFile(patterns, file).ok).length;
    },
  },
  {
    name: 'versions: two halves that differ in each rule',
    size: 500,
    unit: 'rules',
    make: (count) => {
      const half = (mark: string) =>
        halfWith({
          send: {
            fields: times(count, (at) => ({
              field: `f${at}`,
              as: `A${at}`,
              values: Object.fromEntries(times(60, (row) => [`v${row}`, mark])),
            })),
          },
        });
      const [before, after] = [half('x'), half('y')];
      return () => diffHalves(before, after).length;
    },
  },
];

export const HOSTILE: readonly HostileCase[] = [
  ...textCases,
  ...halfCases,
  ...jsonCases,
  ...webhookCases,
  ...otherCases,
];

/**
 * For the bench alone: most of it is the parser's and the collector's work, whose growth swings from run to run. 1 MB of
 * brackets is the most that a body has.
 */
export const BENCH_ONLY: readonly HostileCase[] = [
  {
    name: 'body: nested lists of 1 MB',
    size: 500_000,
    unit: 'levels',
    make: (count) => readBody(`${'['.repeat(count)}${']'.repeat(count)}`),
  },
];
