import type { Locator, Page, Request } from 'playwright-core';

const isWrite = (request: Request): boolean =>
  request.method() !== 'GET' &&
  /\/api\//.test(request.url()) &&
  !/\/(check|preview|forecast|metadata)\b/.test(request.url());

/** What the frames of a page wrote through the JSON API from now on, as `PUT /api/contracts/...`. */
export function watchWrites(page: Page): readonly string[] {
  const writes: string[] = [];
  page.on('request', (request) => {
    if (isWrite(request)) writes.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return writes;
}

/**
 * A double click of a slow hand: the second click comes when the first is done and answered, at the same place, whatever
 * stands there by then.
 */
export async function clickTwice(page: Page, button: Locator): Promise<void> {
  // Goes there once it is switched on, stands still and nothing is in front of it.
  await button.click({ trial: true });
  await button.hover();
  const answered = page.waitForResponse((response) => isWrite(response.request()));
  await page.mouse.down({ clickCount: 1 });
  await page.mouse.up({ clickCount: 1 });
  await (await answered).finished();
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
}
