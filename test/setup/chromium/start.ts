import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Environment variable by which globalSetup tells the workers: a `ChromiumStart` as JSON. */
export const TEST_CHROMIUM = 'ACCORD_TEST_CHROMIUM';

/** How the packaged browser is started on this machine. */
export interface ChromiumStart {
  readonly executablePath: string;
  /** What it needs in its environment besides ours. */
  readonly env: Readonly<Record<string, string>>;
}

const LIMIT_MS = 60_000;

/** Tries it: where the system lacks libraries that Chromium needs, those of the package are used. */
export async function chromiumIn(folder: string): Promise<ChromiumStart> {
  const executablePath = join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const plain: ChromiumStart = { executablePath, env: fonts };
  const fault = await faultOf(plain);
  if (fault === null) return plain;
  const equipped = { executablePath, env: { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } };
  const remaining = await faultOf(equipped);
  if (remaining === null) return equipped;
  throw new Error(`The browser of the tests does not start here: ${fault}\nWith the package's libraries: ${remaining}`);
}

const faultOf = ({ executablePath, env }: ChromiumStart): Promise<string | null> =>
  promisify(execFile)(executablePath, ['--version'], { env: { ...process.env, ...env }, timeout: LIMIT_MS }).then(
    () => null,
    (error: unknown) => String(error),
  );
