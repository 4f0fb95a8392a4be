import { connectHost } from './connect-host';
import { getJson } from './site';

/** The site's answer to `classifier=json`. */
interface OpenedPage {
  readonly addon: { readonly key: string };
  readonly module: { readonly key: string; readonly type: string; readonly place: string };
  readonly url: string;
  readonly context: { readonly jira: unknown };
}

/** As Jira's. */
const SANDBOX = [
  'allow-downloads',
  'allow-forms',
  'allow-modals',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-scripts',
  'allow-same-origin',
  'allow-top-navigation-by-user-activation',
  'allow-storage-access-by-user-activation',
].join(' ');

/** Makes the frame that a mount names, once. */
export async function openFrame(mount: HTMLElement): Promise<void> {
  const { connect = '', title = '' } = mount.dataset;
  if (mount.dataset.state) return;
  mount.dataset.state = 'opening';
  try {
    const page = await getJson<OpenedPage>(`${connect}${connect.includes('?') ? '&' : '?'}classifier=json`);
    const container = connectHost.create(extensionOf(page, connect)).get(0);
    mount.replaceChildren(container);
    container.querySelector('iframe')?.setAttribute('title', title);
    mount.dataset.state = 'open';
  } catch (error) {
    mount.dataset.state = 'failed';
    mount.textContent = `The app's page cannot be opened: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const extensionOf = ({ addon, module, url, context }: OpenedPage, connect: string) => ({
  addon_key: addon.key,
  key: module.key,
  url,
  options: {
    autoresize: true,
    hostOrigin: window.location.origin,
    isFullPage: module.place !== 'issue',
    moduleType: module.type,
    productContext: context.jira,
    /** Ours: by it the modules know what the frame is about. */
    connect,
    sandbox: SANDBOX,
    width: '100%',
  },
});

/** All frames of the page. One in a closed box is opened with it. */
export function openFrames(): void {
  for (const mount of document.querySelectorAll<HTMLElement>('[data-connect]')) {
    const box = mount.closest('details');
    if (!box || box.open) void openFrame(mount);
    box?.addEventListener('toggle', () => {
      if (box.open) void openFrame(mount);
    });
  }
}
