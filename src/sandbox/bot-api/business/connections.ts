import { randomBytes } from 'node:crypto';
import type { World } from '../../telegram/world/world.js';

/** https://core.telegram.org/bots/api#businessbotrights; a right that is not there was not given. */
export const businessRights = [
  'can_reply',
  'can_read_messages',
  'can_delete_sent_messages',
  'can_delete_all_messages',
  'can_edit_name',
  'can_edit_bio',
  'can_edit_profile_photo',
  'can_edit_username',
] as const;

export type BusinessRight = (typeof businessRights)[number];

export interface BusinessConnection {
  readonly id: string;
  readonly bot: number;
  readonly owner: number;
  /** When it was made or last changed. Seconds. */
  readonly date: number;
  readonly rights: readonly BusinessRight[];
  readonly isEnabled: boolean;
  /** The chats the bot may see; null: all. */
  readonly chats: readonly number[] | null;
}

interface ConnectionRow {
  id: string;
  bot: number;
  owner: number;
  date: number;
  rights: string;
  enabled: number;
  chats: string | null;
}

/** Which business account has connected which bot. An account has one at a time, as on Telegram. */
export class Connections {
  private readonly listeners: ((connection: BusinessConnection) => void)[] = [];
  private readonly byOwner;
  private readonly byId;

  constructor(private readonly world: World) {
    this.byOwner = world.db.prepare<[number], ConnectionRow>('SELECT * FROM bot_connections WHERE owner = ?');
    this.byId = world.db.prepare<[string], ConnectionRow>('SELECT * FROM bot_connections WHERE id = ?');
  }

  /** Called inside the change, so that the bot's update is stored with it. */
  onChange(listener: (connection: BusinessConnection) => void): void {
    this.listeners.push(listener);
  }

  ofOwner(owner: number): BusinessConnection | undefined {
    const row = this.byOwner.get(owner);
    return row === undefined ? undefined : fromRow(row);
  }

  ofBot(bot: number): BusinessConnection[] {
    return this.world.db
      .prepare<[number], ConnectionRow>('SELECT * FROM bot_connections WHERE bot = ? ORDER BY owner')
      .all(bot)
      .map(fromRow);
  }

  find(id: string): BusinessConnection | undefined {
    const row = this.byId.get(id);
    return row === undefined ? undefined : fromRow(row);
  }

  /**
   * Connects a bot, or changes what it may do. A connection gets another id whenever its settings change; only a pause
   * leaves it as it is.
   */
  set(
    owner: number,
    wish: Pick<BusinessConnection, 'bot' | 'rights' | 'chats' | 'isEnabled'>,
  ): BusinessConnection {
    return this.world.transactions.run(() => {
      const before = this.ofOwner(owner);
      if (before !== undefined && before.bot !== wish.bot) this.remove(owner);
      const isSame =
        before?.bot === wish.bot &&
        before.rights.join() === wish.rights.join() &&
        JSON.stringify(before.chats) === JSON.stringify(wish.chats);
      const connection: BusinessConnection = {
        ...wish,
        id: isSame ? before.id : randomBytes(12).toString('base64url'),
        owner,
        date: Math.floor(this.world.clock.now() / 1000),
      };
      this.world.db.prepare('DELETE FROM bot_connections WHERE owner = ?').run(owner);
      this.insert(connection);
      this.tell(connection, before === undefined ? 'connected' : 'changed');
      return connection;
    });
  }

  /** False when there was none. */
  remove(owner: number): boolean {
    return this.world.transactions.run(() => {
      const before = this.ofOwner(owner);
      if (before === undefined) return false;
      this.world.db.prepare('DELETE FROM bot_connections WHERE owner = ?').run(owner);
      this.tell({ ...before, isEnabled: false, rights: [] }, 'removed');
      return true;
    });
  }

  private insert({ id, bot, owner, date, rights, isEnabled, chats }: BusinessConnection): void {
    this.world.db
      .prepare(
        'INSERT INTO bot_connections (id, bot, owner, date, rights, enabled, chats) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        id,
        bot,
        owner,
        date,
        JSON.stringify(rights),
        isEnabled ? 1 : 0,
        chats === null ? null : JSON.stringify(chats),
      );
  }

  private tell(connection: BusinessConnection, what: string): void {
    const { owner, bot, rights, isEnabled } = connection;
    this.world.journal.write(this.world.clock.now(), 'connection', owner, bot, null, {
      detail: [what, ...(isEnabled ? [] : ['disabled']), ...rights].join(' '),
    });
    for (const listener of this.listeners) listener(connection);
  }
}

function fromRow(row: ConnectionRow): BusinessConnection {
  return {
    id: row.id,
    bot: row.bot,
    owner: row.owner,
    date: row.date,
    rights: JSON.parse(row.rights) as BusinessRight[],
    isEnabled: row.enabled === 1,
    chats: row.chats === null ? null : (JSON.parse(row.chats) as number[]),
  };
}
