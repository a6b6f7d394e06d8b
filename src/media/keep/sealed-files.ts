import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file as its row names it. Without the key, which lies in that row alone, the bytes are noise. */
export interface SealedFile {
  readonly name: string;
  readonly key: Uint8Array;
}

const nonceBytes = 12;
const tagBytes = 16;
const namePattern = /^[0-9a-f]{32}$/u;

/**
 * Files of people in a folder of their own (`data/media`), each under a key of its own that stands in its row: who erases
 * the row has erased the file, in the same commit, and in every backup of the folder. Unlinking follows.
 */
export class SealedFiles {
  constructor(private readonly folder: string) {}

  async keep(bytes: Uint8Array): Promise<SealedFile> {
    const name = randomBytes(16).toString('hex');
    const key = randomBytes(32);
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.from(name, 'latin1'));
    const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    await mkdir(join(this.folder, name.slice(0, 2)), { recursive: true, mode: 0o700 });
    await writeFile(this.pathOf(name), sealed, { mode: 0o600, flag: 'wx' });
    return { name, key };
  }

  /** Null where the file is gone, or is not what was kept. */
  async open({ name, key }: SealedFile): Promise<Buffer | null> {
    try {
      const sealed = await readFile(this.pathOf(name));
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
      cipher.setAAD(Buffer.from(name, 'latin1'));
      cipher.setAuthTag(sealed.subarray(-tagBytes));
      return Buffer.concat([cipher.update(sealed.subarray(nonceBytes, -tagBytes)), cipher.final()]);
    } catch {
      return null;
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => rm(this.pathOf(name), { force: true })));
  }

  /** Every file that was there before `before` (milliseconds), and how large it is. */
  async all(before: number): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
    const found: { name: string; bytes: number }[] = [];
    for (const part of await readdir(this.folder).catch(() => [])) {
      for (const name of await readdir(join(this.folder, part)).catch(() => [])) {
        if (!namePattern.test(name)) continue;
        const about = await stat(this.pathOf(name)).catch(() => null);
        if (about !== null && about.mtimeMs < before) found.push({ name, bytes: about.size });
      }
    }
    return found;
  }

  private pathOf(name: string): string {
    if (!namePattern.test(name)) throw new Error('no name of a kept file');
    return join(this.folder, name.slice(0, 2), name);
  }
}
