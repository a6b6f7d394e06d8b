import { chmodSync, cpSync, readdirSync, statSync, type CopySyncOptions } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies a folder with everything in it and the rights it has: `cpSync` of Node 22.23 gives folders the rights that new
 * ones get, and a vault refuses folders that others may look into.
 */
export function copyFolder(from: string, to: string, options: Pick<CopySyncOptions, 'filter'> = {}): void {
  cpSync(from, to, { recursive: true, ...options });
  chmodSync(to, statSync(from).mode);
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const copy = join(entry.parentPath, entry.name);
    chmodSync(copy, statSync(join(from, copy.slice(to.length))).mode);
  }
}
