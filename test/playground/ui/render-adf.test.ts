import { doc, image, paragraph } from '../../../playground/client/adf';
import type { AdfNode } from '../../../playground/client/jira';
import { html } from '../../../playground/ui/html';
import { renderAdf } from '../../../playground/ui/render-adf';

const render = (...content: AdfNode[]): string => renderAdf(doc(...content), () => null).text;

describe('rich text as a page', () => {
  test('encodes what people write', () => {
    expect(render(paragraph('<img src=x onerror="alert(1)">'))).toContain(
      '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;',
    );
  });

  test.each(['javascript:alert(1)', ' javascript:alert(1)', 'JaVaScript:1', 'data:text/html,x', 'java\nscript:1'])(
    'a link to %j is no link',
    (href) => {
      const node: AdfNode = { type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] };
      expect(render(paragraph(node))).not.toContain('href');
    },
  );

  test('a colour that is no colour is left out', () => {
    const node: AdfNode = {
      type: 'text',
      text: 'x',
      marks: [{ type: 'textColor', attrs: { color: 'red;background:url(/x)' } }],
    };
    expect(render(paragraph(node))).not.toContain('style');
  });

  test('shows what is inside a node that it does not know', () => {
    expect(render({ type: 'newThing', content: [paragraph('still here')] })).toContain('still here');
  });

  test('a picture shows where its file is known, and its name where not', () => {
    const picture = image('m-1', 'pump.png');
    const shown = renderAdf(picture, () => ({ address: '/ui/files/1/pump.png', name: 'pump.png', image: true })).text;
    expect(shown).toContain('<img src="/ui/files/1/pump.png"');
    expect(render(picture)).toContain('pump.png');
    expect(render(picture)).not.toContain('<img');
  });

  test('parts of a template are encoded unless they are markup themselves', () => {
    expect(html`<b title="${'"'}">${['<', html`<i>${'&'}</i>`, null, 3]}</b>`.text).toBe(
      '<b title="&quot;">&lt;<i>&amp;</i>3</b>',
    );
  });
});
