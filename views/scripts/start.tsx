import { render, type ComponentChildren } from 'preact';
import { followTheme } from './host/host';
import { loadTimeZone, Reach } from './kit';

/** A form that was not sent for its faults leads to the first of them, where a reader reads what is wrong. */
const leadToFaults = (root: HTMLElement): void =>
  root.addEventListener('submit', ({ target }) => {
    requestAnimationFrame(() => {
      if (target instanceof HTMLElement) target.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    });
  });

/** Puts a page into its shell, once it is `ready` and the person's time zone is known. */
export const start = (
  page: (root: HTMLElement) => ComponentChildren,
  ready: Promise<void> = Promise.resolve(),
): void => {
  const root = document.getElementById('page');
  if (!root) return;
  followTheme();
  leadToFaults(root);
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
