import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ensureFolder } from './proved-folder';

const PACKAGE = '@sparticuz/chromium';

/** Belongs to this checkout alone and goes with its packages. */
const CACHE = resolve(__dirname, '..', '..', '..', 'node_modules', '.cache', 'accord');

/** A program of its own, since the package knows one place only: the folder for temporary files of its process. */
const UNPACK = `import(${JSON.stringify(PACKAGE)}).then(({ default: packaged }) => packaged.executablePath())`;

/** The browser, its fonts, what draws without a graphics card, and the libraries that bare systems lack. */
const HOLDS = [
  'chromium',
  'fonts.conf',
  'fonts/fonts/Open_Sans/OpenSans-Regular.ttf',
  'libGLESv2.so',
  'al2023/lib/libnss3.so',
];

/** The system's own fonts where it has some, and the one that comes with the package where it has none. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`;

/** Unpacks the packaged browser, once for a checkout, and returns the folder. */
export async function unpackChromium(parent = CACHE): Promise<string> {
  return ensureFolder({ parent, name: `chromium-${await packagedVersion()}`, holds: HOLDS, fill });
}

async function packagedVersion(): Promise<string> {
  const entry = require.resolve(PACKAGE);
  const { version } = JSON.parse(await readFile(join(dirname(entry), '..', '..', 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
}

async function fill(draft: string): Promise<void> {
  // The name of a system that lacks Chromium's libraries, so that they are unpacked too.
  const env = { ...process.env, TMPDIR: draft, TEMP: draft, TMP: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  await promisify(execFile)(process.execPath, ['-e', UNPACK], { cwd: __dirname, env });
  await writeFile(join(draft, 'fonts.conf'), FONTS);
}
