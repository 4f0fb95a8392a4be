import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStage } from '../../playground/stage/stage';
import { TEST_CHROMIUM } from '../setup/chromium/start';
import { cloneTemplate } from '../setup/database';
import { expectNothingHeld, watchServer, type Watched } from '../setup/held';
import { openWorld } from './harness';

let watched: Watched;
beforeEach(async () => (watched = await watchServer()));
afterEach(() => watched.end());

it('a browser that does not start: the add-on, the sites and the database are given back', async () => {
  const start = process.env[TEST_CHROMIUM];
  process.env[TEST_CHROMIUM] = JSON.stringify({ executablePath: join(tmpdir(), 'no-browser'), env: {} });
  await expect(openWorld()).rejects.toThrow("executable doesn't exist");
  process.env[TEST_CHROMIUM] = start;
  await expectNothingHeld(watched);
});

it('an add-on that refuses to be installed: it and the sites are given back', async () => {
  const { url, drop } = await cloneTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'accord-stage-'));
  const env = { DATABASE_URL: url, ACCORD_ALLOWED_HOSTS: 'nobody.example', LOG_LEVEL: 'silent' };
  await expect(openStage({ folder, ports: null, env, say: () => undefined })).rejects.toThrow('Installing Accord');
  await drop();
  await expectNothingHeld(watched);
});
