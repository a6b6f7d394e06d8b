import { z } from 'zod';
import { OperatorError } from '../core/failure.js';
import { readPrivately, writePrivately } from './private-file.js';

const counts = z.record(z.string(), z.int().nonnegative());

/**
 * How often each vault was written, kept beside the key and so outside of the data folder: a folder that is put back whole
 * counts less. As many vaults as share the key have a count each.
 */
export class SeenCounts {
  private readonly file: string;

  constructor(keyFile: string) {
    this.file = `${keyFile}.seen`;
  }

  of(vault: string): number {
    return this.all()[vault] ?? 0;
  }

  /** Where the key's folder takes no files, such as below a service manager's credential, nothing is kept. */
  note(vault: string, count: number): void {
    if (this.of(vault) === count) return;
    try {
      writePrivately(this.file, `${JSON.stringify({ ...this.all(), [vault]: count })}\n`);
    } catch (cause) {
      if (!(cause instanceof OperatorError)) throw cause;
    }
  }

  private all(): Readonly<Record<string, number>> {
    try {
      return counts.parse(JSON.parse(readPrivately(this.file)?.toString('utf8') ?? '{}'));
    } catch {
      return {};
    }
  }
}
