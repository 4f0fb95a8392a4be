import type { Methods, Reply } from '../connect-host';

/** `AP.jira`, in small. */
export const jira: Methods = {
  refreshIssuePage: () => refresh(),
  isNativeApp: (reply: Reply) => reply(false),
  openCreateIssueDialog: (reply: Reply) => {
    window.open('/create', '_blank');
    reply([]);
  },
};

/** Jira's own parts of the page anew; frames stay as they are. */
async function refresh(): Promise<void> {
  const answer = await fetch(window.location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll<HTMLElement>('[data-refresh]')) {
    const next = fresh.querySelector(`[data-refresh="${part.dataset.refresh ?? ''}"]`);
    if (next) part.replaceChildren(...next.childNodes);
  }
}
