import type { Frame, Page } from 'playwright-core';

/** What has the focus in a frame, as a reader tells it, and whether one can see that it has. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const labels = [...(element.labels ?? [])].map((label) => label.textContent);
  const name = element.getAttribute('aria-label') ?? (labels.join(' ') || element.textContent || '');
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    tag: element.tagName.toLowerCase(),
    name: name.replace(/\\s+/g, ' ').trim(),
    type: element.getAttribute('type'),
    visible: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
    top: box.top,
    height: window.innerHeight,
  };
})()`;

export interface Focused {
  readonly tag: string;
  readonly name: string;
  readonly type: string | null;
  /** An outline or a shadow says where the focus is. */
  readonly visible: boolean;
  readonly top: number;
  readonly height: number;
}

export const focusedIn = (frame: Frame): Promise<Focused | null> => frame.evaluate<Focused | null>(FOCUSED);

const MOST_TABS = 80;

/** Somebody without a mouse: everything is done by keys, and each stop of the focus has to be seen. */
export class Keyboard {
  /** Stops at which nothing told where the focus is. */
  readonly unseen: string[] = [];

  constructor(
    private readonly page: Page,
    readonly frame: Frame,
  ) {}

  /** Tab (or Shift+Tab) until the focus is on what the name begins with. */
  async tabTo(name: string | RegExp, { tag, back = false }: { tag?: string; back?: boolean } = {}): Promise<Focused> {
    const wanted = (found: Focused | null): found is Focused =>
      found !== null &&
      (tag === undefined || found.tag === tag) &&
      (typeof name === 'string' ? found.name.startsWith(name) : name.test(found.name));
    const passed: string[] = [];
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      const found = await focusedIn(this.frame);
      if (wanted(found)) return found;
      await this.page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
      const now = await focusedIn(this.frame);
      if (now) passed.push(`${now.tag} ${now.name.slice(0, 30)}`);
      if (now && !now.visible) this.unseen.push(`${now.tag} ${now.name.slice(0, 60)}`);
    }
    throw new Error(`${MOST_TABS} tabs do not lead to ${String(name)}, but to:\n${passed.join('\n')}`);
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  type(words: string): Promise<void> {
    return this.page.keyboard.type(words);
  }

  async pressOn(name: string | RegExp, key = 'Enter', tag?: string): Promise<void> {
    await this.tabTo(name, tag === undefined ? {} : { tag });
    await this.press(key);
  }

  async typeInto(name: string | RegExp, words: string): Promise<void> {
    await this.tabTo(name);
    await this.press('ControlOrMeta+a');
    await this.type(words);
  }
}
