import { render, type ComponentChildren } from 'preact';
import { followTheme } from './host/host';
import { loadTimeZone, Reach } from './kit';

/** Puts a page into its shell. */
export const start = (page: (root: HTMLElement) => ComponentChildren): void => {
  const root = document.getElementById('page');
  if (!root) return;
  followTheme();
  void loadTimeZone().then(() => {
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
