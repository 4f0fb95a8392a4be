import { type Browser, chromium } from 'playwright-core';
import { type ChromiumStart, TEST_CHROMIUM } from '../setup/chromium/start';
import { taking } from '../setup/taking';

/**
 * Of the flags that the package advises those that switch security off are left out: frames of other origins and content
 * policies are what we test.
 */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--hide-scrollbars=false'];

/** Outside jest: `launchChromium(await chromiumIn(await unpackChromium()))`. */
export const launchChromium = ({ executablePath, env }: ChromiumStart = told()): Promise<Browser> =>
  taking(async (held) => {
    const settings = { executablePath, env: { ...ours(), ...env }, args: FLAGS, chromiumSandbox: false };
    return held.keep(await chromium.launch(settings), (browser) => browser.close());
  });

function told(): ChromiumStart {
  const start = process.env[TEST_CHROMIUM];
  if (!start) throw new Error(`${TEST_CHROMIUM} is not set: only tests in test/browser get a browser.`);
  return JSON.parse(start) as ChromiumStart;
}

const ours = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
