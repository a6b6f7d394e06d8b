import type { SqliteStatement } from '../../../../lib/sqlite.js';
import type { TlObject, TlValue } from '../../../mtproto/rpc.js';
import type { WorldDatabase } from '../database.js';
import type { FileReferences } from '../file-references.js';
import { tlFromJson, tlToJson } from '../tl-json.js';

export interface ReactionRecord {
  readonly user: number;
  readonly emoji: string;
  readonly at: number;
  /** Not yet looked at by the author of the message. */
  readonly unread: boolean;
}

/** A message as one account sees it: its own id, its own direction. */
export interface MessageView {
  readonly owner: number;
  readonly id: number;
  readonly peer: number;
  readonly out: boolean;
  readonly uid: number;
  readonly text: string;
  readonly entities: readonly TlObject[];
  readonly media: TlObject | null;
  readonly replyToId: number | null;
  readonly silent: boolean;
  readonly sentAt: number;
  readonly editedAt: number | null;
  readonly reactions: readonly ReactionRecord[];
  readonly marks: MessageMarks;
}

/**
 * What else the API says of a message, by its field names: `fwdFrom`, `offline`, `ttlPeriod`, `groupedId`, `replyTo`
 * (in the place of the plain one), and `action`, which makes it a service message. `viaBusinessBotId` and
 * `fromScheduled` are told to the sender alone.
 */
export type MessageMarks = Readonly<Record<string, TlValue>>;

export interface Content {
  readonly sender: number;
  readonly recipient: number;
  readonly text: string;
  readonly entities: readonly TlObject[];
  readonly media: TlObject | null;
  readonly replyToUid: number | null;
  readonly silent: boolean;
  readonly sentAt: number;
  readonly marks?: MessageMarks;
}

interface ViewRow {
  owner: number;
  id: number;
  peer: number;
  out: number;
  uid: number;
  text: string;
  entities: string | null;
  media: string | null;
  reply_to: number | null;
  silent: number;
  sent_at: number;
  edited_at: number | null;
  reactions: string | null;
  marks: string | null;
}

const VIEW =
  'SELECT k.owner, k.id, k.peer, k.out, k.uid, c.text, c.entities, c.media, c.silent, c.sent_at, c.edited_at, c.reactions, c.marks, ' +
  'CASE WHEN c.reply_uid IS NULL THEN NULL ELSE (SELECT r.id FROM copies r WHERE r.uid = c.reply_uid AND r.owner = k.owner) END AS reply_to ' +
  'FROM copies k JOIN contents c ON c.uid = k.uid ';

export class Messages {
  private readonly insertContent;
  private readonly insertCopy;
  private readonly dropCopy;
  private readonly one;
  private readonly otherCopy;
  private readonly rewrite;
  private readonly setReactions;
  private readonly setMarks;
  private readonly statements = new Map<string, SqliteStatement<[Record<string, string | number>]>>();

  constructor(
    private readonly db: WorldDatabase,
    private readonly references: FileReferences,
  ) {
    this.insertContent = db.prepare(
      'INSERT INTO contents (sender, recipient, text, entities, media, reply_uid, silent, sent_at, marks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.insertCopy = db.prepare('INSERT INTO copies (owner, id, peer, out, uid) VALUES (?, ?, ?, ?, ?)');
    this.dropCopy = db.prepare('DELETE FROM copies WHERE owner = ? AND id = ?');
    this.one = db.prepare<[number, number], ViewRow>(`${VIEW} WHERE k.owner = ? AND k.id = ?`);
    this.otherCopy = db.prepare<[number, number], { owner: number; id: number }>(
      'SELECT owner, id FROM copies WHERE uid = ? AND owner <> ?',
    );
    this.rewrite = db.prepare(
      'UPDATE contents SET text = ?, entities = ?, media = ?, edited_at = ? WHERE uid = ?',
    );
    this.setReactions = db.prepare('UPDATE contents SET reactions = ? WHERE uid = ?');
    this.setMarks = db.prepare('UPDATE contents SET marks = ? WHERE uid = ?');
  }

  addContent(content: Content): number {
    const { lastInsertRowid } = this.insertContent.run(
      content.sender,
      content.recipient,
      content.text,
      content.entities.length === 0 ? null : tlToJson(content.entities),
      content.media === null ? null : tlToJson(content.media),
      content.replyToUid,
      content.silent ? 1 : 0,
      content.sentAt,
      content.marks === undefined ? null : tlToJson({ _: 'marks', ...content.marks }),
    );
    return Number(lastInsertRowid);
  }

  addCopy(owner: number, id: number, peer: number, out: boolean, uid: number): void {
    this.insertCopy.run(owner, id, peer, out ? 1 : 0, uid);
  }

  removeCopy(owner: number, id: number): void {
    this.dropCopy.run(owner, id);
  }

  find(owner: number, id: number): MessageView | undefined {
    const row = this.one.get(owner, id);
    return row === undefined ? undefined : this.fromRow(row);
  }

  /** The same message in the other account, if it still stands there. */
  counterpart(view: Pick<MessageView, 'uid' | 'owner'>): { owner: number; id: number } | undefined {
    return this.otherCopy.get(view.uid, view.owner);
  }

  rewriteContent(
    uid: number,
    text: string,
    entities: readonly TlObject[],
    media: TlObject | null,
    at: number,
  ): void {
    this.rewrite.run(
      text,
      entities.length === 0 ? null : tlToJson(entities),
      media === null ? null : tlToJson(media),
      at,
      uid,
    );
  }

  rewriteMarks(uid: number, marks: MessageMarks): void {
    this.setMarks.run(tlToJson({ _: 'marks', ...marks }), uid);
  }

  writeReactions(uid: number, reactions: readonly ReactionRecord[]): void {
    this.setReactions.run(reactions.length === 0 ? null : JSON.stringify(reactions), uid);
  }

  /**
   * A page of a chat, newest first. `where` is a piece of SQL over copies k and contents c with named parameters.
   * Callers pass fixed text only, never anything a client sent.
   */
  page(where: string, values: Record<string, string | number>, limit: number, skip = 0): MessageView[] {
    return this.list(`${where} ORDER BY k.id DESC LIMIT @limit OFFSET @skip`, { ...values, limit, skip });
  }

  oldestFirst(where: string, values: Record<string, string | number>, limit: number): MessageView[] {
    return this.list(`${where} ORDER BY k.id LIMIT @limit`, { ...values, limit });
  }

  count(where: string, values: Record<string, string | number>): number {
    const row = this.db
      .prepare<[Record<string, string | number>], { n: number }>(
        `SELECT count(*) AS n FROM copies k JOIN contents c ON c.uid = k.uid WHERE ${where}`,
      )
      .get(values);
    return row?.n ?? 0;
  }

  private list(rest: string, values: Record<string, string | number>): MessageView[] {
    return (this.prepared(`${VIEW} WHERE ${rest}`).all(values) as ViewRow[]).map((row) => this.fromRow(row));
  }

  private prepared(sql: string): SqliteStatement<[Record<string, string | number>]> {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare<[Record<string, string | number>]>(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private fromRow(row: ViewRow): MessageView {
    return {
      owner: row.owner,
      id: row.id,
      peer: row.peer,
      out: row.out === 1,
      uid: row.uid,
      text: row.text,
      entities: row.entities === null ? [] : (tlFromJson(row.entities) as readonly TlObject[]),
      media: row.media === null ? null : this.references.shown(asObject(tlFromJson(row.media)), row.owner),
      replyToId: row.reply_to,
      silent: row.silent === 1,
      sentAt: row.sent_at,
      editedAt: row.edited_at,
      reactions: row.reactions === null ? [] : (JSON.parse(row.reactions) as ReactionRecord[]),
      marks: row.marks === null ? {} : asObject(tlFromJson(row.marks)),
    };
  }
}

function asObject(value: TlValue): TlObject {
  if (typeof value === 'object' && value !== null && '_' in value) return value;
  throw new Error('a stored media is not a TL object');
}
