import { chromiumIn, TEST_CHROMIUM } from './chromium/start';
import { unpackChromium } from './chromium/unpack';
import startWorld from './start-world';
import stopWorld from './stop-world';

/** Once per run: the world, and the packaged browser, unpacked before there are workers. */
const startBrowser = async (): Promise<void> => {
  await startWorld();
  try {
    process.env[TEST_CHROMIUM] = JSON.stringify(await chromiumIn(await unpackChromium()));
  } catch (error) {
    // jest calls no teardown after a set-up that failed.
    await stopWorld();
    throw error;
  }
};

export default startBrowser;
