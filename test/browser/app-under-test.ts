import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Held } from '../../playground/taking';
import { listen, taking } from '../setup/taking';

export interface TinyApp {
  readonly descriptorUrl: string;
  close(): Promise<void>;
}

const MODULES = {
  jiraProjectAdminTabPanels: [{ key: 'tab', name: { value: 'Tiny tab' }, url: '/page?project={project.key}' }],
  adminPages: [{ key: 'admin', name: { value: 'Tiny' }, url: '/page?place={ac.place}' }],
  jiraIssueContexts: [
    { key: 'panel', name: { value: 'Tiny panel' }, target: { type: 'web_panel', url: '/page?issue={issue.key}' } },
  ],
};

/** An app that accepts what comes and has one page: Atlassian's `all.js` and a text that can grow. */
export const startTinyApp = (hostScript: () => string): Promise<TinyApp> =>
  taking((held) => takeTinyApp(held, hostScript));

async function takeTinyApp(held: Held, hostScript: () => string): Promise<TinyApp> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    if (path === '/descriptor')
      response.setHeader('content-type', 'application/json').end(JSON.stringify(descriptor()));
    else if (path === '/page') response.setHeader('content-type', 'text/html').end(pageWith(hostScript()));
    else response.writeHead(204).end();
  });
  await listen(held, server);
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const descriptor = () => ({
    key: 'com.example.tiny',
    name: 'Tiny',
    baseUrl,
    authentication: { type: 'jwt' },
    apiMigrations: { 'signed-install': true, 'context-qsh': true },
    lifecycle: { installed: '/installed' },
    scopes: ['READ'],
    modules: MODULES,
  });
  return { descriptorUrl: `${baseUrl}/descriptor`, close: () => held.release() };
}

const pageWith = (hostScript: string): string => `<!doctype html>
<html lang="en">
  <head><title>Tiny</title><script src="${hostScript}"></script></head>
  <body><main class="ac-content">Hello</main></body>
</html>`;
