import type { WorldDatabase } from './database.js';
import type { Transactions } from './transactions.js';

/**
 * What happened, in the order it happened, as the judge sees it. `actor` did it, `peer` is the other side.
 * `message`: both copies became visible (or only the sender's, when `seen` is false). `edit` and `delete` name the same `uid`.
 */
export type FactKind =
  | 'message'
  | 'repeat'
  /** A message that was tried and refused; `detail` says how. */
  | 'refused'
  | 'edit'
  | 'delete'
  | 'read'
  /** A voice or round message was played (`messages.readMessageContents`). */
  | 'listened'
  /** A piece of a file was fetched; `count` bytes. */
  | 'fetched'
  | 'reaction'
  | 'typing'
  | 'status'
  | 'block'
  | 'unblock'
  | 'signed-in'
  | 'signed-out'
  | 'condition'
  /** A button under a bot's message was pressed (`detail`: its data), and what the bot answered (`detail`: its text). */
  | 'callback'
  | 'callback-answer'
  /** A business account connected a bot, changed what it may do, or took it away; `detail` says which. */
  | 'connection'
  /** A fault that was asked for hit a bot (`actor`); `detail` says which and where. */
  | 'fault';

export interface Fact {
  readonly seq: number;
  /** Milliseconds of the sandbox's clock. */
  readonly at: number;
  readonly kind: FactKind;
  readonly actor: number;
  /** 0 when nobody else takes part. */
  readonly peer: number;
  /** Names a message on both sides. */
  readonly uid?: number;
  /** The text as it stood then. */
  readonly text?: string;
  /** The ids under which the actor and the peer know the message. */
  readonly actorMessageId?: number;
  readonly peerMessageId?: number;
  readonly randomId?: string;
  readonly replyToUid?: number;
  readonly seen?: boolean;
  /** read: up to this id of the actor's own numbering, and how many that newly covers. */
  readonly upTo?: number;
  readonly count?: number;
  /** reaction, typing, status, condition, refused, callback, connection, fault: what exactly. */
  readonly detail?: string;
  /** reaction: what the actor had there before. */
  readonly before?: string;
}

type FactBody = Omit<Fact, 'seq' | 'at' | 'kind' | 'actor' | 'peer' | 'uid'>;

interface FactRow {
  seq: number;
  at: number;
  kind: FactKind;
  actor: number;
  peer: number;
  uid: number | null;
  data: string | null;
}

export interface FactQuery {
  /** Only facts after this number. */
  readonly after?: number;
  /** Only facts in which this user takes part. */
  readonly user?: number;
  /** Together with `user`: only facts between the two. */
  readonly with?: number;
  readonly kinds?: readonly FactKind[];
  readonly limit?: number;
}

export class Journal {
  private readonly insert;
  private readonly firstMessage;
  private readonly listeners = new Set<(fact: Fact) => void>();
  private readonly byUser = new Map<number, Set<(fact: Fact) => void>>();
  private readonly witnesses = new Set<(fact: Fact) => void>();
  private last: number;

  constructor(
    private readonly db: WorldDatabase,
    private readonly transactions: Transactions,
  ) {
    this.insert = db.prepare(
      'INSERT INTO journal (seq, at, kind, actor, peer, uid, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.firstMessage = db.prepare<[number, number], { seq: number }>(
      "SELECT seq FROM journal WHERE actor = ? AND peer = ? AND kind = 'message' ORDER BY seq LIMIT 1",
    );
    const highest = (): number =>
      db.prepare<[], { top: number | null }>('SELECT max(seq) AS top FROM journal').get()?.top ?? 0;
    this.last = highest();
    transactions.onRollback(() => {
      this.last = highest();
    });
  }

  write(at: number, kind: FactKind, actor: number, peer: number, uid: number | null, body: FactBody): void {
    const seq = (this.last += 1);
    this.insert.run(seq, at, kind, actor, peer, uid, JSON.stringify(body));
    const fact: Fact = { seq, at, kind, actor, peer, ...(uid === null ? {} : { uid }), ...body };
    for (const witness of this.witnesses) witness(fact);
    this.transactions.afterCommit(() => this.tell(fact));
  }

  /** Called inside the change that made the fact: what the witness writes to the world stands or falls with it. */
  witness(witness: (fact: Fact) => void): () => void {
    this.witnesses.add(witness);
    return () => this.witnesses.delete(witness);
  }

  /** Calls the listener for every later fact, or only for those in which `user` takes part. */
  subscribe(listener: (fact: Fact) => void, user?: number): () => void {
    if (user === undefined) {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    }
    const set = this.byUser.get(user) ?? new Set();
    set.add(listener);
    this.byUser.set(user, set);
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.byUser.get(user) === set) this.byUser.delete(user);
    };
  }

  /** True when `actor` ever wrote to `peer`, also if that was deleted later. */
  hasWritten(actor: number, peer: number): boolean {
    return this.firstMessage.get(actor, peer) !== undefined;
  }

  get lastSeq(): number {
    return this.last;
  }

  read(query: FactQuery): Fact[] {
    const where: string[] = ['seq > @after'];
    if (query.user !== undefined && query.with !== undefined) {
      where.push('((actor = @user AND peer = @with) OR (actor = @with AND peer = @user))');
    } else if (query.user !== undefined) where.push('(actor = @user OR peer = @user)');
    if (query.kinds !== undefined) where.push('kind IN (SELECT value FROM json_each(@kinds))');
    const rows = this.db
      .prepare<[Record<string, unknown>], FactRow>(
        `SELECT * FROM journal WHERE ${where.join(' AND ')} ORDER BY seq LIMIT @limit`,
      )
      .all({
        after: query.after ?? 0,
        limit: query.limit ?? -1,
        ...(query.user === undefined ? {} : { user: query.user }),
        ...(query.user === undefined || query.with === undefined ? {} : { with: query.with }),
        ...(query.kinds === undefined ? {} : { kinds: JSON.stringify(query.kinds) }),
      });
    return rows.map(fromRow);
  }

  private tell(fact: Fact): void {
    for (const listener of [...this.listeners]) listener(fact);
    for (const user of fact.peer === fact.actor ? [fact.actor] : [fact.actor, fact.peer]) {
      const set = this.byUser.get(user);
      if (set !== undefined) for (const listener of [...set]) listener(fact);
    }
  }
}

function fromRow(row: FactRow): Fact {
  const body = row.data === null ? {} : (JSON.parse(row.data) as FactBody);
  return {
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    actor: row.actor,
    peer: row.peer,
    ...(row.uid === null ? {} : { uid: row.uid }),
    ...body,
  };
}
