import { createHash } from 'node:crypto';

/**
 * The prompt texts that many turns share, with their hashes. A character's layers are the same in every turn of every
 * conversation: hashed once, stored once per run of the program.
 */
export class PromptBlocks {
  /** Characters and their versions: a handful in practice. */
  private static readonly most = 200;
  private readonly hashes = new Map<string, string>();
  private readonly stored = new Set<string>();

  hash(text: string): string {
    const known = this.hashes.get(text);
    if (known !== undefined) return known;
    if (this.hashes.size >= PromptBlocks.most) this.hashes.clear();
    const hash = createHash('sha256').update(text).digest('hex');
    this.hashes.set(text, hash);
    return hash;
  }

  isStored(hash: string): boolean {
    return this.stored.has(hash);
  }

  /** Say so only after the commit. */
  markStored(hash: string): void {
    this.stored.add(hash);
  }
}
