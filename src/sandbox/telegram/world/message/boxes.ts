import type { WorldDatabase } from '../database.js';
import type { Transactions } from '../transactions.js';

/** An account's place in its own numbering: the common box of private chats. `date` is in seconds, as in the API. */
export interface Box {
  pts: number;
  qts: number;
  seq: number;
  lastMessageId: number;
  date: number;
}

export class Boxes {
  private readonly cache = new Map<number, Box>();
  private readonly find;
  private readonly save;

  constructor(db: WorldDatabase, transactions: Transactions) {
    this.find = db.prepare<[number], Box>(
      'SELECT pts, qts, seq, last_message_id AS lastMessageId, date FROM boxes WHERE owner = ?',
    );
    this.save = db.prepare<[number, number, number, number, number, number]>(
      'INSERT INTO boxes (owner, pts, qts, seq, last_message_id, date) VALUES (?, ?, ?, ?, ?, ?) ' +
        'ON CONFLICT (owner) DO UPDATE SET pts = excluded.pts, qts = excluded.qts, seq = excluded.seq, last_message_id = excluded.last_message_id, date = excluded.date',
    );
    transactions.onRollback(() => this.cache.clear());
  }

  of(owner: number): Readonly<Box> {
    return this.mutable(owner);
  }

  /** Takes `count` places in the pts sequence and returns the new pts. */
  advance(owner: number, count: number, now: number): number {
    const box = this.mutable(owner);
    box.pts += count;
    box.date = Math.floor(now / 1000);
    this.write(owner, box);
    return box.pts;
  }

  /** Numbers a new message of this account; the ids of both directions share one sequence. */
  numberMessage(owner: number): number {
    const box = this.mutable(owner);
    box.lastMessageId += 1;
    return box.lastMessageId;
  }

  /** Takes one place in the sequence of containers. */
  advanceSeq(owner: number, now: number): number {
    const box = this.mutable(owner);
    box.seq += 1;
    box.date = Math.floor(now / 1000);
    this.write(owner, box);
    return box.seq;
  }

  private mutable(owner: number): Box {
    let box = this.cache.get(owner);
    if (box === undefined) {
      // pts starts at 1: clients take 0 for "unknown".
      box = this.find.get(owner) ?? { pts: 1, qts: 0, seq: 0, lastMessageId: 0, date: 0 };
      this.cache.set(owner, box);
    }
    return box;
  }

  private write(owner: number, box: Box): void {
    this.save.run(owner, box.pts, box.qts, box.seq, box.lastMessageId, box.date);
  }
}
