/** What Jira's host script (`all.js`) gives a framed page; only what we use. https://developer.atlassian.com/cloud/jira/platform/about-the-javascript-api/ */
interface HostScript {
  readonly context?: { getToken(done: (token: string) => void): void };
  readonly theming?: { initializeTheming?(): void };
  readonly register?: (handlers: Record<string, (data: ThemeTold) => void>) => void;
  readonly flag?: { create(flag: { title: string; body: string; type: string; close: string }): unknown };
  readonly user?: { getTimeZone?(done: (zone: string) => void): void };
  readonly history?: {
    replaceState?(state: string): void;
    getState?(type: 'hash', done: (state: string | undefined) => void): void;
  };
  readonly resize?: (width?: string, height?: string) => void;
  readonly getLocation?: (done: (address: string) => void) => void;
}
interface ThemeTold {
  readonly initialTheme?: { readonly colorMode?: string };
  readonly newTheme?: { readonly colorMode?: string };
}
declare global {
  interface Window {
    readonly AP?: HostScript;
  }
}

const host = (): HostScript => window.AP ?? {};
const WAIT_MS = 10_000;

/** A fresh context token; it lives minutes, so it is asked for before each call. Rejects when Jira does not answer. */
export const getToken = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const { context } = host();
    if (!context) return reject(new Error('Open this page inside Jira.'));
    const timer = setTimeout(() => reject(new Error('Jira did not answer. Reload the page.')), WAIT_MS);
    context.getToken((token) => {
      clearTimeout(timer);
      resolve(token);
    });
  });

export type FlagType = 'success' | 'info' | 'warning' | 'error';
/** A notice in Jira's own corner of the screen. */
export const showFlag = (type: FlagType, title: string, body = ''): void => {
  host().flag?.create({ type, title, body, close: type === 'error' ? 'manual' : 'auto' });
};

/** The person's zone as Jira knows it, else the browser's. */
export const timeZone = (): Promise<string> =>
  new Promise((resolve) => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { user } = host();
    if (!user?.getTimeZone) return resolve(own);
    setTimeout(() => resolve(own), 1_000);
    user.getTimeZone((zone) => resolve(zone || own));
  });

/** Jira tells its colours when we ask to follow them, and again whenever they change. */
const applyTheme = ({ initialTheme, newTheme }: ThemeTold): void => {
  const mode = (newTheme ?? initialTheme)?.colorMode;
  if (mode) document.documentElement.dataset['colorMode'] = resolveMode(mode);
};
const dark = window.matchMedia('(prefers-color-scheme: dark)');
let asked = 'auto';
const resolveMode = (mode: string): string => {
  asked = mode;
  return mode === 'auto' ? (dark.matches ? 'dark' : 'light') : mode;
};

/**
 * Follows Jira's theme. The host script would put style elements into the page, which our policy forbids; our style
 * sheet holds both themes, so only the attribute has to change.
 */
export const followTheme = (): void => {
  const { register, theming } = host();
  document.documentElement.dataset['colorMode'] = resolveMode('auto');
  dark.addEventListener('change', () => {
    document.documentElement.dataset['colorMode'] = resolveMode(asked);
  });
  register?.({ theme_initialized: applyTheme, theme_changed: applyTheme });
  theming?.initializeTheming?.();
};

const CALM_MS = 600;

/**
 * The frame as high as its content. Jira's script does that by itself, but takes five changes within 400 ms for a flicker
 * and then stays at the highest; once the content rests, we say how high it is.
 */
export const keepHeight = (content: HTMLElement): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => host().resize?.('100%', `${Math.ceil(content.getBoundingClientRect().height)}px`);
  new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(tell, CALM_MS);
  }).observe(content);
};

/** Keeps the place inside the page in Jira's address, behind `#!`, so that a reload or a link comes back to it. */
export const rememberPlace = (place: string): void => host().history?.replaceState?.(place);
export const rememberedPlace = (): Promise<string> =>
  new Promise((resolve) => {
    const { history } = host();
    if (!history?.getState) return resolve('');
    setTimeout(() => resolve(''), 1_000);
    history.getState('hash', (state) => resolve(state ?? ''));
  });

/** Address of Jira's own page around this one; empty where Jira does not tell. */
export const pageAddress = (): Promise<string> =>
  new Promise((resolve) => {
    const { getLocation } = host();
    if (!getLocation) return resolve('');
    setTimeout(() => resolve(''), 1_000);
    getLocation(resolve);
  });
