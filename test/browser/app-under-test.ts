import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const MODULES = {
  jiraProjectAdminTabPanels: [{ key: 'tab', name: { value: 'Tiny tab' }, url: '/page?project={project.key}' }],
  adminPages: [{ key: 'admin', name: { value: 'Tiny' }, url: '/page?place={ac.place}' }],
  jiraIssueContexts: [
    { key: 'panel', name: { value: 'Tiny panel' }, target: { type: 'web_panel', url: '/page?issue={issue.key}' } },
  ],
};

/** An app that accepts what comes and has one page: Atlassian's `all.js` and a text that can grow. */
export async function startTinyApp(hostScript: () => string): Promise<{ descriptorUrl: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    if (path === '/descriptor')
      response.setHeader('content-type', 'application/json').end(JSON.stringify(descriptor()));
    else if (path === '/page') response.setHeader('content-type', 'text/html').end(pageWith(hostScript()));
    else response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
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
  return { descriptorUrl: `${baseUrl}/descriptor`, server };
}

const pageWith = (hostScript: string): string => `<!doctype html>
<html lang="en">
  <head><title>Tiny</title><script src="${hostScript}"></script></head>
  <body><main class="ac-content">Hello</main></body>
</html>`;
