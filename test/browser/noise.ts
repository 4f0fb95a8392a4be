import type { BrowserContext, Page } from 'playwright-core';

/** Everything that a page complained of: errors of scripts, console errors, content policies, requests that failed. */
export function listenTo(page: Page, noise: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') noise.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => noise.push(error.stack ?? error.message));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'failed';
    // A page that is left drops what it still waits for.
    if (why !== 'net::ERR_ABORTED') noise.push(`${why}: ${request.method()} ${request.url()}`);
  });
}

/** A policy that only reports leaves no error in the console. Runs in the browser, in every frame. */
const REPORT = `document.addEventListener('securitypolicyviolation', (event) => {
  console.error('CSP ' + event.violatedDirective + ': ' + event.blockedURI + ' at ' + event.sourceFile + ':' + event.lineNumber);
});`;

export const reportPolicies = (context: BrowserContext): Promise<unknown> => context.addInitScript(REPORT);
