import type { BrowserContext, Frame, Page, Request } from 'playwright-core';
import { sleep, until } from '../../playground/client/wait';

export interface Shift {
  readonly value: number;
  /** What moved, as selectors. */
  readonly moved: readonly string[];
}

/** Runs in every frame: notes what moves without a person's doing, and how often frames in it change their height. */
const WATCH = `
window.seenShifts = [];
window.seenResizes = 0;
const nameOf = (node) => {
  const element = node && (node.nodeType === 1 ? node : node.parentElement);
  return element ? element.tagName.toLowerCase() + (element.className ? '.' + element.className : '') : '?';
};
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries())
    if (!hadRecentInput) window.seenShifts.push({ value, moved: sources.map(({ node }) => nameOf(node)) });
}).observe({ type: 'layout-shift', buffered: true });
document.addEventListener('DOMContentLoaded', () => {
  const heights = new ResizeObserver(() => { window.seenResizes++; });
  const watch = () => document.querySelectorAll('iframe:not([data-watched])').forEach((frame) => {
    frame.dataset.watched = '';
    heights.observe(frame);
  });
  new MutationObserver(watch).observe(document.documentElement, { childList: true, subtree: true });
});`;

export const watchShifts = (context: BrowserContext): Promise<unknown> => context.addInitScript(WATCH);

export const shiftsIn = (frame: Frame): Promise<readonly Shift[]> => frame.evaluate<readonly Shift[]>('seenShifts');

/** How often the page's frames changed their size since it was loaded, the first time included. */
export const resizesIn = (page: Page): Promise<number> => page.mainFrame().evaluate<number>('seenResizes');

export const sumOf = (shifts: readonly Shift[]): number => shifts.reduce((sum, { value }) => sum + value, 0);

/** Answers come late and apart from each other, so that each of them is drawn by itself. */
export async function slowDown(page: Page): Promise<{ rest(): Promise<void> }> {
  const open = new Set<Request>();
  let turn = 0;
  await page.route('**/api/**', async (route) => {
    open.add(route.request());
    await sleep(150 + (turn++ % 4) * 120);
    await route.continue().catch(() => undefined);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  const isQuiet = async (): Promise<true | null> => {
    if (open.size > 0) return null;
    await sleep(100);
    return open.size === 0 ? true : null;
  };
  return {
    rest: async () => void (await until(isQuiet, { limitMs: 20_000, everyMs: 50, what: 'the page to come to rest' })),
  };
}
