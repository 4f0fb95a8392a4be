import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const LIMIT_MS = 60_000;

export interface Printed {
  readonly code: number;
  readonly text: string;
}

/** `npm run preview -- ...` beside an add-on whose data lies in this folder. */
export const runPreview = (dataFolder: string, args: readonly string[]): Promise<Printed> =>
  new Promise((done) => {
    const command = ['--import', 'tsx', join('src', 'preview.ts'), ...args];
    const env = { ...process.env, ACCORD_DATA: dataFolder };
    execFile(process.execPath, command, { cwd: ROOT, env, timeout: LIMIT_MS }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      done({ code, text: `${out}${err}` });
    });
  });
