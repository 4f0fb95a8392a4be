import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const TOKEN_LIFE_MS = 600_000;

/** Contents of attachments: one file per media id, written under another name first so that no half file is ever read. */
export class FileStore {
  private readonly folder: string;
  private readonly temporary: boolean;
  private readonly secret = randomUUID();

  constructor(dataDir: string | null) {
    this.temporary = dataDir === null;
    this.folder = dataDir === null ? mkdtempSync(join(tmpdir(), 'playground-files-')) : join(dataDir, 'files');
    mkdirSync(this.folder, { recursive: true });
  }

  async write(mediaId: string, content: Readable): Promise<number> {
    const part = `${this.pathOf(mediaId)}.part`;
    const target = createWriteStream(part);
    await pipeline(content, target);
    renameSync(part, this.pathOf(mediaId));
    return target.bytesWritten;
  }

  has(mediaId: string): boolean {
    return existsSync(this.pathOf(mediaId));
  }

  pathOf(mediaId: string): string {
    return join(this.folder, mediaId);
  }

  remove(mediaId: string): void {
    rmSync(this.pathOf(mediaId), { force: true });
  }

  /** Short-lived proof that somebody with permission asked for this file. */
  tokenFor(mediaId: string, now: number): string {
    const until = now + TOKEN_LIFE_MS;
    return `${until}.${this.sign(mediaId, until)}`;
  }

  accepts(mediaId: string, token: string, now: number): boolean {
    const [until, signature] = token.split('.');
    return Number(until) >= now && signature === this.sign(mediaId, Number(until));
  }

  close(): void {
    if (this.temporary) rmSync(this.folder, { recursive: true, force: true });
  }

  private sign(mediaId: string, until: number): string {
    return createHash('sha256').update(`${this.secret} ${mediaId} ${until}`).digest('hex');
  }
}
