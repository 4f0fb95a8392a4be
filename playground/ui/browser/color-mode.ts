/** Before anything is drawn: Jira marks its pages with the colours in use, never with `auto`. */
const root = document.documentElement;
const dark = window.matchMedia('(prefers-color-scheme: dark)');

if (root.dataset.colorMode === 'auto') root.dataset.colorMode = dark.matches ? 'dark' : 'light';
