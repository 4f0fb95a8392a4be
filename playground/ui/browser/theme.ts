const root = document.documentElement;
const dark = window.matchMedia('(prefers-color-scheme: dark)');

const YEAR_SECONDS = 31_536_000;

/** The choice at the top of the page. Atlassian's host script watches the attribute and tells the frames. */
export function switchTheme(): void {
  const choice = document.querySelector<HTMLSelectElement>('#theme');
  if (!choice) return;
  const apply = (): void => {
    const mode = choice.value === 'auto' ? (dark.matches ? 'dark' : 'light') : choice.value;
    if (root.dataset.colorMode !== mode) root.dataset.colorMode = mode;
  };
  choice.addEventListener('change', () => {
    document.cookie = `playground-theme=${choice.value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Strict`;
    apply();
  });
  dark.addEventListener('change', apply);
}
