import type { WorldDatabase } from '../database.js';

/** The idempotency keys of every account, kept for ever. */
export class RandomIds {
  private readonly find;
  private readonly insert;
  private readonly bump;

  constructor(db: WorldDatabase) {
    this.find = db.prepare<[number, string], { id: number }>(
      'SELECT id FROM random_ids WHERE owner = ? AND random_id = ?',
    );
    this.insert = db.prepare('INSERT INTO random_ids (owner, random_id, id, uses) VALUES (?, ?, ?, 1)');
    this.bump = db.prepare('UPDATE random_ids SET uses = uses + 1 WHERE owner = ? AND random_id = ?');
  }

  /** The message this key already made, if any. */
  messageOf(owner: number, randomId: string): number | undefined {
    return this.find.get(owner, randomId)?.id;
  }

  remember(owner: number, randomId: string, id: number): void {
    this.insert.run(owner, randomId, id);
  }

  countRepeat(owner: number, randomId: string): void {
    this.bump.run(owner, randomId);
  }
}
