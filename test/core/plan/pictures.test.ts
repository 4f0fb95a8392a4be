import { mediaRefs, plainText } from '../../../src/core/map';
import type { AdfDoc, AttachmentSnapshot, PlanInput, Value } from '../../../src/core/model';
import { plan } from '../../../src/core/plan';
import { aDoc, aField, aFile, present, rich, settledAt, withPicture } from '../../builders';
import { type Case, inputOf, planOf, writtenBy } from './cast';

const FIELDS = { master: 'a', provider: 'b' };
const RICH: Case['fields'] = [aField('a', { type: 'richText' }), aField('b', { type: 'richText' })];

const picture = (words: string, file: AttachmentSnapshot): AdfDoc => withPicture(words, `media-${file.id}`);
const shown = (doc: AdfDoc): Value => ({ kind: 'richText', doc });

interface Files {
  readonly master?: readonly AttachmentSnapshot[];
  readonly provider?: readonly AttachmentSnapshot[];
}

const withFiles = (given: Case, files: Files): PlanInput => {
  const input = inputOf(given);
  const { master, provider } = input.now;
  if (master.state !== 'present' || provider.state !== 'present') throw new Error('both sides are there');
  return {
    ...input,
    now: {
      master: present({ ...master.snapshot, attachments: files.master ?? [] }),
      provider: present({ ...provider.snapshot, attachments: files.provider ?? [] }),
    },
  };
};

const docAt = (written: Readonly<Record<string, unknown>>, place: string): AdfDoc => {
  const value = written[place] as Value | undefined;
  if (value?.kind !== 'richText') throw new Error(`no text was written to ${place}`);
  return value.doc;
};

const SHOT = aFile('shot');
const PICTURE = picture('look', SHOT);

describe('a side that has a readable line instead of a picture', () => {
  const poor = (): Value => {
    const first = plan(withFiles({ fields: RICH, master: shown(PICTURE) }, { master: [SHOT] }));
    return shown(docAt(writtenBy(first.operations), 'provider.b'));
  };
  const link = (): Case['link'] => ({
    facets: { 'field:Title': settledAt(shown(PICTURE), poor(), { fields: FIELDS }) },
  });
  const edited = (value: Value): Value => {
    if (value.kind !== 'richText') throw new Error('a text was expected');
    return shown({ ...value.doc, content: [...value.doc.content, ...aDoc('and more').content] });
  };

  it('got the line, since the file does not go', () => {
    const value = poor();
    expect(value.kind === 'richText' && plainText(value.doc)).toContain('📎 shot.png (file from umbrella)');
  });

  it('takes no picture away with an edit (law 4)', () => {
    const input = withFiles(
      { fields: RICH, master: shown(PICTURE), provider: edited(poor()), link: link() },
      {
        master: [SHOT],
      },
    );
    const doc = docAt(writtenBy(plan(input).operations), 'master.a');
    expect(mediaRefs(doc)).toEqual([{ id: 'media-shot', alt: 'shot.png' }]);
    expect(plainText(doc)).toContain('and more');
  });

  it('takes it away by taking the line away', () => {
    const given = { fields: RICH, master: shown(PICTURE), provider: rich('look', 'and more'), link: link() };
    const doc = docAt(writtenBy(plan(withFiles(given, { master: [SHOT] })).operations), 'master.a');
    expect(mediaRefs(doc)).toEqual([]);
  });

  it('of two files with its name, takes the one that the text shows', () => {
    const twins = [aFile('other', { name: 'shot.png' }), SHOT];
    const given = { fields: RICH, master: shown(PICTURE), provider: edited(poor()), link: link() };
    const doc = docAt(writtenBy(plan(withFiles(given, { master: twins })).operations), 'master.a');
    expect(mediaRefs(doc).map(({ id }) => id)).toEqual(['media-shot']);
  });

  it('keeps the line where the text shows neither of two: none is guessed', () => {
    const twins = [aFile('other', { name: 'shot.png' }), SHOT];
    const bare = shown(aDoc('look'));
    const state = settledAt(bare, poor(), { fields: FIELDS });
    const given = { fields: RICH, master: bare, provider: edited(poor()), link: { facets: { 'field:Title': state } } };
    const doc = docAt(writtenBy(plan(withFiles(given, { master: twins })).operations), 'master.a');
    expect(mediaRefs(doc)).toEqual([]);
    expect(plainText(doc)).toContain('📎 shot.png');
  });
});

describe('a text that names a file in words until it has come', () => {
  const copy = aFile('copy', { name: 'shot.png', writtenFor: 'L' });

  it.each([
    ['master', 'provider.b'],
    ['provider', 'master.a'],
  ] as const)('is written again once the file of the %s is there', (from, place) => {
    const other = from === 'master' ? 'provider' : 'master';
    const values = { [from]: shown(PICTURE), [other]: rich('look', '📎 shot.png (attached)') };
    const text = settledAt(values['master'] ?? rich(), values['provider'] ?? rich(), {
      fields: FIELDS,
      pendingMedia: ['shot'],
    });
    const file = { ...settledAt(rich(), rich()), ids: { [from]: 'shot', [other]: 'copy' } as never };
    const facets = { 'field:Title': text, [`attachment:${from}:shot`]: file };
    const files = { [from]: [SHOT], [other]: [copy] };
    const { operations } = plan(withFiles({ fields: RICH, ...values, link: { facets } }, files));
    expect(mediaRefs(docAt(writtenBy(operations), place))).toEqual([{ id: 'media-copy', alt: null }]);
  });

  it('waits in peace while it has not come', () => {
    const state = settledAt(shown(PICTURE), rich('look'), { fields: FIELDS, pendingMedia: ['shot'] });
    expect(
      planOf({
        fields: RICH,
        master: shown(PICTURE),
        provider: rich('look'),
        link: { facets: { 'field:Title': state } },
      }).operations,
    ).toEqual([]);
  });
});
