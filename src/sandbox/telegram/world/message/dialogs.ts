import type { WorldDatabase } from '../database.js';

/** A chat as one account sees it. */
export interface Dialog {
  readonly owner: number;
  readonly peer: number;
  /** 0 when the history was cleared. */
  readonly topId: number;
  readonly readInboxMax: number;
  readonly readOutboxMax: number;
  readonly unread: number;
  readonly draft: string | null;
}

const COLUMNS =
  'owner, peer, top_id AS topId, read_inbox_max AS readInboxMax, read_outbox_max AS readOutboxMax, unread, draft';

export class Dialogs {
  private readonly touchOut;
  private readonly touchIn;
  private readonly one;
  private readonly list;
  private readonly partners;
  private readonly saveReadInbox;
  private readonly saveReadOutbox;
  private readonly saveTop;
  private readonly saveDraft;
  private readonly dropOne;
  private readonly addRead;
  private readonly firstRead;

  constructor(private readonly db: WorldDatabase) {
    const upsert = (unread: number): string =>
      `INSERT INTO dialogs (owner, peer, top_id, read_inbox_max, read_outbox_max, unread) VALUES (?, ?, ?, 0, 0, ${unread}) ` +
      `ON CONFLICT (owner, peer) DO UPDATE SET top_id = excluded.top_id, unread = unread + ${unread}`;
    this.touchOut = db.prepare(upsert(0));
    this.touchIn = db.prepare(upsert(1));
    this.one = db.prepare<[number, number], Dialog>(
      `SELECT ${COLUMNS} FROM dialogs WHERE owner = ? AND peer = ?`,
    );
    this.list = db.prepare<[number], Dialog>(
      `SELECT ${COLUMNS} FROM dialogs WHERE owner = ? AND (top_id > 0 OR draft IS NOT NULL) ORDER BY top_id DESC`,
    );
    this.partners = db.prepare<[number], { owner: number }>('SELECT owner FROM dialogs WHERE peer = ?');
    this.saveReadInbox = db.prepare(
      'UPDATE dialogs SET read_inbox_max = ?, unread = ? WHERE owner = ? AND peer = ?',
    );
    this.saveReadOutbox = db.prepare('UPDATE dialogs SET read_outbox_max = ? WHERE owner = ? AND peer = ?');
    this.saveTop = db.prepare('UPDATE dialogs SET top_id = ?, unread = ? WHERE owner = ? AND peer = ?');
    this.saveDraft = db.prepare(
      'INSERT INTO dialogs (owner, peer, top_id, read_inbox_max, read_outbox_max, unread, draft) VALUES (@owner, @peer, 0, 0, 0, 0, @draft) ' +
        'ON CONFLICT (owner, peer) DO UPDATE SET draft = @draft',
    );
    this.dropOne = db.prepare('DELETE FROM dialogs WHERE owner = ? AND peer = ?');
    this.addRead = db.prepare(
      'INSERT OR IGNORE INTO outbox_reads (owner, peer, max_id, at) VALUES (?, ?, ?, ?)',
    );
    this.firstRead = db.prepare<[number, number, number], { at: number }>(
      'SELECT at FROM outbox_reads WHERE owner = ? AND peer = ? AND max_id >= ? ORDER BY max_id LIMIT 1',
    );
  }

  find(owner: number, peer: number): Dialog | undefined {
    return this.one.get(owner, peer);
  }

  of(owner: number): Dialog[] {
    return this.list.all(owner);
  }

  /** Everyone who has a chat with this user: those who may see its status. */
  partnersOf(user: number): number[] {
    return this.partners.all(user).map((row) => row.owner);
  }

  addMessage(owner: number, peer: number, id: number, out: boolean): void {
    (out ? this.touchOut : this.touchIn).run(owner, peer, id);
  }

  setReadInbox(owner: number, peer: number, maxId: number, unread: number): void {
    this.saveReadInbox.run(maxId, unread, owner, peer);
  }

  /** Remembers the time as well: messages.getOutboxReadDate asks for it. */
  setReadOutbox(owner: number, peer: number, maxId: number, at: number): void {
    this.saveReadOutbox.run(maxId, owner, peer);
    this.addRead.run(owner, peer, maxId, at);
  }

  /** When the peer first read this message of the owner. */
  readAt(owner: number, peer: number, id: number): number | undefined {
    return this.firstRead.get(owner, peer, id)?.at;
  }

  /** After deletions: what is now on top, and what is still unread. */
  recount(owner: number, peer: number): void {
    const top = this.db
      .prepare<[number, number], { top: number | null }>(
        'SELECT max(id) AS top FROM copies WHERE owner = ? AND peer = ?',
      )
      .get(owner, peer);
    this.saveTop.run(
      top?.top ?? 0,
      this.unreadAfter(owner, peer, this.find(owner, peer)?.readInboxMax ?? 0),
      owner,
      peer,
    );
  }

  unreadAfter(owner: number, peer: number, id: number): number {
    const row = this.db
      .prepare<[number, number, number], { n: number }>(
        'SELECT count(*) AS n FROM copies WHERE owner = ? AND peer = ? AND id > ? AND out = 0',
      )
      .get(owner, peer, id);
    return row?.n ?? 0;
  }

  setDraft(owner: number, peer: number, draft: string | null): void {
    this.saveDraft.run({ owner, peer, draft });
  }

  drop(owner: number, peer: number): void {
    this.dropOne.run(owner, peer);
  }
}
