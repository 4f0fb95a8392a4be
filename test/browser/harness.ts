import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { adminOf, sitesOf, type Person, type WorldSite } from '../../playground/client/world';
import { setUp } from '../../playground/setup';
import { openStage, type Stage } from '../../playground/stage/stage';
import type { Held } from '../../playground/taking';
import { cloneTemplate } from '../setup/database';
import { taking } from '../setup/taking';
import { launchChromium } from './chromium';
import { listenTo, reportPolicies } from './noise';

export { axe, type Violation } from './axe';

export type Theme = 'light' | 'dark' | 'auto';

export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: Theme;
}

/** A page of Jira, and the add-on's frame in it. */
export interface Opened {
  readonly page: Page;
  readonly frame: Frame;
  /** What went wrong so far in any frame of the page, in words: empty on a good day. */
  readonly noise: readonly string[];
}

/** A whole playground in a browser: three sites and the add-on, on ports of their own. */
export interface BrowserWorld {
  readonly stage: Stage;
  /** The add-on's database, for what no page and no call can bring about: that time has passed. */
  readonly databaseUrl: string;
  readonly master: WorldSite;
  readonly acme: WorldSite;
  readonly globex: WorldSite;
  /** Jira settings > Apps > Accord. */
  openAdmin(site: WorldSite, person?: Person, view?: View): Promise<Opened>;
  /** The issue with its panel. */
  openIssue(site: WorldSite, key: string, person?: Person, view?: View): Promise<Opened>;
  /** Project settings > Accord. */
  openProject(site: WorldSite, key: string, person?: Person, view?: View): Promise<Opened>;
  /** Any page of Jira, without waiting for a frame. */
  openPage(site: WorldSite, path: string, person?: Person, view?: View): Promise<Pick<Opened, 'page' | 'noise'>>;
  close(): Promise<void>;
}

const MODULES = { admin: 'accord-admin', project: 'accord-project' } as const;

const WHOLE = { recursive: true, force: true } as const;

const FRAME_LIMIT_MS = 20_000;

/** No part of the add-on's page is waited for any more. */
const DRAWN = 'main:not(:has(.page-loading, .loading))';

type Settings = Readonly<Record<string, string>>;

interface WorldOptions {
  readonly ready?: boolean;
  readonly settings?: Settings;
}

/**
 * Starts everything. `ready` makes the connections and contracts of the playground; without it Accord is installed and
 * nothing more, as for a new customer. `settings`: of the add-on, beside its defaults.
 */
export const openWorld = ({ ready = false, settings = {} }: WorldOptions = {}): Promise<BrowserWorld> =>
  taking((held) => takeWorld(held, ready, settings));

async function takeWorld(held: Held, ready: boolean, settings: Settings): Promise<BrowserWorld> {
  const database = held.keep(await cloneTemplate(), ({ drop }) => drop());
  const folder = held.keep(mkdtempSync(join(tmpdir(), 'accord-browser-')), (path) => rmSync(path, WHOLE));
  const env = { DATABASE_URL: database.url, LOG_LEVEL: 'warn', ...settings };
  const stage = held.keep(await openStage({ folder, ports: null, env, say: () => undefined }), (it) => it.close());
  if (ready) await setUp(stage.world, () => undefined);
  const browser = held.keep(await launchChromium(), (it) => it.close());
  const [master, acme, globex] = sitesOf(stage.world) as [WorldSite, WorldSite, WorldSite];
  return {
    stage,
    databaseUrl: database.url,
    master,
    acme,
    globex,
    ...doorsOf(browser, stage),
    close: () => held.release(),
  };
}

type Doors = Pick<BrowserWorld, 'openAdmin' | 'openIssue' | 'openProject' | 'openPage'>;

function doorsOf(browser: Browser, stage: Stage): Doors {
  const addon = stage.sites[0]?.state.installations.all()[0]?.id ?? '';
  const openFrame = async (...where: Parameters<Doors['openPage']>): Promise<Opened> => {
    const { page, noise } = await openPage(browser, ...where);
    try {
      return { page, noise, frame: await frameIn(page) };
    } catch (error) {
      throw new Error(['The frame did not come.', ...noise].join('\n'), { cause: error });
    }
  };
  return {
    openPage: (...where) => openPage(browser, ...where),
    openAdmin: (site, ...rest) => openFrame(site, `/plugins/servlet/ac/${addon}/${MODULES.admin}`, ...rest),
    openIssue: (site, key, ...rest) => openFrame(site, `/browse/${key}`, ...rest),
    openProject: (site, key, ...rest) =>
      openFrame(site, `/plugins/servlet/ac/${addon}/${MODULES.project}?project.key=${key}`, ...rest),
  };
}

/** Each in a browser session of its own, so that nobody meets another's cookies. */
export async function openPage(
  browser: Browser,
  site: WorldSite,
  path: string,
  person: Person = adminOf(site),
  { width = 1280, height = 900, theme = 'light' }: View = {},
): Promise<Pick<Opened, 'page' | 'noise'>> {
  const context = await browser.newContext({ viewport: { width, height } });
  const cookie = (name: string, value: string) => ({ name, value, url: site.baseUrl });
  await context.addCookies([
    cookie(`playground-person-${site.name.toLowerCase()}`, encodeURIComponent(person.accountId)),
    cookie('playground-theme', theme),
  ]);
  await reportPolicies(context);
  const page = await context.newPage();
  const noise: string[] = [];
  listenTo(page, noise);
  await page.goto(site.baseUrl + path);
  return { page, noise };
}

/** The add-on's frame, once its page has drawn more than that it is loading. */
export async function frameIn(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('[data-connect] iframe.ap-iframe', { timeout: FRAME_LIMIT_MS });
  const frame = await element.contentFrame();
  if (!frame) throw new Error(`${page.url()} has an iframe without a document.`);
  await frame.locator(DRAWN).filter({ hasText: /\S/ }).waitFor({ timeout: FRAME_LIMIT_MS });
  return frame;
}

/** As a person does it, at the top of Jira's page: the frame follows without being loaded again. */
export const setTheme = (page: Page, theme: Theme): Promise<unknown> => page.selectOption('#theme', theme);

/** The whole page as `<name>.png` in the folder that ACCORD_SCREENSHOTS names; nothing where it names none. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.ACCORD_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
}
