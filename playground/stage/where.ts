import { resolve } from 'node:path';

/** State of the playground that a person runs; `--fresh` wipes it. */
export const DEFAULT_FOLDER = resolve(__dirname, '..', '..', '.data', 'playground');

export const RUNNING_FILE = 'running.json';
