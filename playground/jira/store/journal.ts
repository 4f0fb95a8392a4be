import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isObject, type Json } from '../json';
import { tablesOf, type State } from './state';

const FLUSH_AFTER_MS = 50;

/**
 * Keeps a site's state in a folder: `snapshot.jsonl` with every record, `journal.jsonl` with what changed since.
 * Both hold one `[table, id, record | null]` a line. A last line that a crash cut short is left out.
 */
export class Journal {
  private handle: FileHandle | null = null;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    private readonly state: State,
  ) {}

  static async open(folder: string, state: State): Promise<Journal> {
    mkdirSync(folder, { recursive: true });
    const journal = new Journal(folder, state);
    await journal.replay(journal.snapshotPath);
    await journal.replay(journal.journalPath);
    journal.compact();
    return journal;
  }

  /** Something changed: write it a moment later, together with what follows. */
  wake(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.writing = this.writing.then(() => this.append());
    }, FLUSH_AFTER_MS);
  }

  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.writing.then(() => this.append());
    await this.handle?.close();
    this.handle = null;
    this.compact();
  }

  private get snapshotPath(): string {
    return join(this.folder, 'snapshot.jsonl');
  }

  private get journalPath(): string {
    return join(this.folder, 'journal.jsonl');
  }

  private async append(): Promise<void> {
    const lines = tablesOf(this.state).flatMap((table) =>
      table.takeChanges().map(({ id, record }) => JSON.stringify([table.name, id, record])),
    );
    if (lines.length === 0) return;
    this.handle ??= await open(this.journalPath, 'a');
    await this.handle.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** One file with everything, put in place by a rename so that a reader sees the old or the new one. */
  private compact(): void {
    const lines = tablesOf(this.state).flatMap((table) =>
      table.all().map((record) => JSON.stringify([table.name, record.id, record])),
    );
    const next = `${this.snapshotPath}.next`;
    writeFileSync(next, lines.map((line) => `${line}\n`).join(''));
    renameSync(next, this.snapshotPath);
    rmSync(this.journalPath, { force: true });
  }

  private async replay(path: string): Promise<void> {
    if (!existsSync(path)) return;
    const tables = new Map(tablesOf(this.state).map((table) => [table.name, table]));
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      const entry = parseLine(line);
      if (!entry) continue;
      const table = tables.get(entry.table);
      if (entry.record) table?.load(entry.record);
      else table?.unload(entry.id);
    }
  }
}

function parseLine(line: string): { table: string; id: string; record: { id: string } | null } | null {
  let json: Json;
  try {
    json = JSON.parse(line) as Json;
  } catch {
    return null;
  }
  if (!Array.isArray(json) || typeof json[0] !== 'string' || typeof json[1] !== 'string') return null;
  return { table: json[0], id: json[1], record: isObject(json[2]) ? { ...json[2], id: json[1] } : null };
}
