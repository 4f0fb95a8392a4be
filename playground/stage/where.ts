import { resolve } from 'node:path';

/** State of the playground that a person runs; `--fresh` wipes it. */
export const DEFAULT_FOLDER = resolve(__dirname, '..', '..', '.data', 'playground');

/** That of a playground whose connections and contracts are made by hand. */
export const EMPTY_FOLDER = resolve(__dirname, '..', '..', '.data', 'playground-empty');

export const RUNNING_FILE = 'running.json';
