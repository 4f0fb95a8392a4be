import type { Frame, Page } from 'playwright-core';

/**
 * Runs in a frame: texts with an override whose direction spills over what stands beside them, elements that came out of
 * a text, and what is too wide.
 */
const INSPECT = `(() => {
  const found = [];
  for (const element of document.querySelectorAll('main img, main script, main iframe, [onerror]'))
    found.push('element: ' + element.outerHTML.slice(0, 120));
  const isolated = (style) => /isolate|plaintext/.test(style.unicodeBidi);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (!text.data.includes('\\u202e')) continue;
    const parent = text.parentElement;
    if (!parent || parent.closest('textarea, option, title, desc, .visually-hidden, script, pre')) continue;
    let element = parent;
    let safe = false;
    for (;;) {
      const style = getComputedStyle(element);
      safe = isolated(style) && style.display === 'inline';
      // Each text of a drawing is laid out by itself.
      if (element.tagName === 'text') safe = true;
      if (safe || style.display !== 'inline') break;
      element = element.parentElement;
    }
    if (safe) continue;
    const others = element.textContent.replace(text.data, '').trim();
    if (others !== '') found.push('spills: ' + element.tagName + '.' + element.className + ' in ' + element.parentElement.className + ' beside "' + others.slice(0, 60) + '"');
  }
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) {
    const widest = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 4);
    found.push(wide + ' px too wide: ' + widest.map((one) => one.tagName + '.' + one.className).join(' | '));
  }
  return [...new Set(found)];
})()`;

/** What is wrong with how a frame shows hostile texts, in words. */
export const faultsOf = (frame: Frame): Promise<readonly string[]> => frame.evaluate<readonly string[]>(INSPECT);

/** Dialogs that a page opened: a text that became code would call `alert`. */
export function watchDialogs(page: Page): readonly string[] {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(dialog.message());
    void dialog.dismiss();
  });
  return seen;
}
