import { connectHost, type Methods, type Reply } from '../connect-host';

const MARK = '#!';

const stateOf = (hash: string): string => (hash.startsWith(MARK) ? decodeURIComponent(hash.slice(MARK.length)) : '');

const hashOf = (state: string): string => `${MARK}${encodeURIComponent(state).replace(/%2F/gi, '/')}`;

/** `AP.history`: the state of a full page stands behind `#!` in Jira's own address. */
export const history: Methods = {
  getState: (type: string | undefined, reply: Reply) =>
    reply(type === 'all' ? { hash: stateOf(location.hash), href: location.href } : stateOf(location.hash)),
  pushState: (state: string, title: string | undefined, _url: string | undefined, _reply: Reply) => {
    window.history.pushState(null, '', hashOf(state));
    if (title) document.title = title;
  },
  replaceState: (state: string, title: string | undefined, _url: string | undefined, _reply: Reply) => {
    window.history.replaceState(null, '', hashOf(state));
    if (title) document.title = title;
  },
  go: (steps: number) => window.history.go(steps),
  back: () => window.history.back(),
  forward: () => window.history.forward(),
};

/** Back and forward reach the frames of full pages as the event `history_popstate`. */
export function tellHistory(): void {
  let before = window.location.href;
  window.addEventListener('popstate', () => {
    for (const mount of document.querySelectorAll<HTMLElement>('[data-connect]')) {
      const { addon = '', module = '' } = mount.dataset;
      const event = { newURL: window.location.href, oldURL: before, key: stateOf(location.hash) };
      connectHost.broadcastEvent('history_popstate', { addon_key: addon, key: module }, event);
    }
    before = window.location.href;
  });
}
