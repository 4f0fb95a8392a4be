/* Fills a shell from the JSON API. Text only: nothing that comes from a site is ever put in as markup. */

const items = document.getElementById('items');
const note = document.getElementById('note');
const { page, issue } = document.querySelector('main').dataset;

/** A token lives minutes: each call asks the host for a fresh one. */
const getToken = () => new Promise((resolve) => AP.context.getToken(resolve));

const call = async (path) => {
  const response = await fetch(path, { headers: { authorization: `JWT ${await getToken()}` } });
  const body = await response.json();
  if (!response.ok) throw new Error([body.error.message, body.error.remedy].filter(Boolean).join(' '));
  return body;
};

const show = (lines, empty) => {
  items.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    }),
  );
  note.textContent = lines.length === 0 ? empty : '';
};

const pages = {
  admin: async () => {
    const { connections } = await call('/api/connections');
    const lines = connections.map(
      ({ name, state, partner }) => `${name}: ${partner?.name ?? 'no partner yet'}, ${state}`,
    );
    show(lines, 'There is no connection yet.');
  },
  panel: async () => {
    const { links, why } = await call(`/api/issues/${encodeURIComponent(issue)}/links`);
    const lines = links.map(
      ({ partner, remoteKey, state }) => `${partner?.name ?? partner}: ${remoteKey ?? '…'}, ${state}`,
    );
    show(lines, why ?? 'This issue is not linked.');
  },
};

const start = async () => {
  try {
    AP.theming?.initializeTheming?.();
    await pages[page]();
  } catch (error) {
    note.textContent = error.message;
  }
};

void start();
