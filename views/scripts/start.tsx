import { render, type ComponentChildren } from 'preact';
import { followTheme } from './host/host';
import { loadTimeZone, Reach } from './kit';

/** Puts a page into its shell, once it is `ready` and the person's time zone is known. */
export const start = (
  page: (root: HTMLElement) => ComponentChildren,
  ready: Promise<void> = Promise.resolve(),
): void => {
  const root = document.getElementById('page');
  if (!root) return;
  followTheme();
  void Promise.all([loadTimeZone(), ready]).then(() => {
    root.textContent = '';
    render(
      <>
        <Reach />
        {page(root)}
      </>,
      root,
    );
  });
};
