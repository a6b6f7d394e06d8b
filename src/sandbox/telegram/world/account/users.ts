import { createHmac, randomBytes } from 'node:crypto';
import type { WorldDatabase } from '../database.js';
import type { PasswordRecord } from '../../srp.js';

/** What Telegram's moderation thinks of an account. */
export type Condition = 'healthy' | 'limited' | 'frozen' | 'banned' | 'deleted';

export interface User {
  readonly id: number;
  phone: string | null;
  firstName: string;
  lastName: string | null;
  username: string | null;
  about: string | null;
  langCode: string | null;
  readonly bot: boolean;
  condition: Condition;
  password: PasswordRecord | null;
  /** Milliseconds; online while this lies ahead. */
  onlineUntil: number;
  /** Milliseconds; 0 when never seen. */
  lastSeen: number;
  /** False: others see "recently" instead of a time, and neither side gets exact read times. */
  showsPresence: boolean;
  readonly createdAt: number;
}

export interface NewUser {
  readonly id?: number;
  readonly phone?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly about?: string;
  readonly langCode?: string;
  readonly bot?: boolean;
}

/** The account that delivers login codes, as on Telegram. */
export const SERVICE_USER_ID = 777000;
/** Telegram's own bot for questions about limits: its real id, so that nobody mistakes it for a person. */
export const SPAM_BOT_ID = 178_220_800;
/** Above 2^32, so that a client that keeps ids in 32 bits is found out. */
const FIRST_USER_ID = 6_000_000_001;

/** A cache only: about 10 MB at most. */
const REMEMBERED_HASHES = 100_000;

export class Users {
  private readonly hashes = new Map<string, bigint>();
  private readonly byId = new Map<number, User>();
  private readonly byPhone = new Map<string, User>();
  private readonly byUsername = new Map<string, User>();
  private readonly insert;
  private readonly update;
  private readonly secret: Buffer;
  private nextId = FIRST_USER_ID;

  constructor(db: WorldDatabase, now: number) {
    this.insert = db.prepare(
      'INSERT INTO users (id, phone, first_name, last_name, username, about, lang_code, bot, condition, password, online_until, last_seen, shows_presence, created_at) ' +
        'VALUES (@id, @phone, @firstName, @lastName, @username, @about, @langCode, @bot, @condition, @password, @onlineUntil, @lastSeen, @showsPresence, @createdAt)',
    );
    this.update = db.prepare(
      'UPDATE users SET phone = @phone, first_name = @firstName, last_name = @lastName, username = @username, about = @about, lang_code = @langCode, ' +
        'condition = @condition, password = @password, online_until = @onlineUntil, last_seen = @lastSeen, shows_presence = @showsPresence WHERE id = @id',
    );
    db.prepare("INSERT OR IGNORE INTO facts (name, value) VALUES ('access_secret', ?)").run(
      randomBytes(32).toString('hex'),
    );
    const secret = db
      .prepare<[], { value: string }>("SELECT value FROM facts WHERE name = 'access_secret'")
      .get();
    this.secret = Buffer.from(secret?.value ?? '', 'hex');
    for (const row of db.prepare<[], UserRow>('SELECT * FROM users').all()) this.index(fromRow(row));
    if (!this.byId.has(SERVICE_USER_ID)) {
      this.create({ id: SERVICE_USER_ID, phone: '42777', firstName: 'Telegram' }, now);
    }
    if (!this.byId.has(SPAM_BOT_ID) && this.withUsername('SpamBot') === undefined) {
      this.create({ id: SPAM_BOT_ID, firstName: 'Spam Info Bot', username: 'SpamBot', bot: true }, now);
    }
  }

  create(draft: NewUser, now: number): User {
    const user: User = {
      id: draft.id ?? this.nextId,
      phone: draft.phone ?? null,
      firstName: draft.firstName ?? '',
      lastName: draft.lastName ?? null,
      username: draft.username ?? null,
      about: draft.about ?? null,
      langCode: draft.langCode ?? null,
      bot: draft.bot ?? false,
      condition: 'healthy',
      password: null,
      onlineUntil: 0,
      lastSeen: 0,
      showsPresence: true,
      createdAt: now,
    };
    this.insert.run(toRow(user));
    this.index(user);
    return user;
  }

  get(id: number): User | undefined {
    return this.byId.get(id);
  }

  /** For ids that came out of the world itself. */
  must(id: number): User {
    const user = this.byId.get(id);
    if (user === undefined) throw new Error(`the sandbox world has no user ${id}`);
    return user;
  }

  withPhone(phone: string): User | undefined {
    return this.byPhone.get(phone);
  }

  withUsername(username: string): User | undefined {
    return this.byUsername.get(username.toLowerCase());
  }

  all(): IterableIterator<User> {
    return this.byId.values();
  }

  change(id: number, change: Partial<Omit<User, 'id' | 'bot' | 'createdAt'>>): User {
    const user = this.must(id);
    // Written first: a name that is taken fails here and leaves the cache as it was.
    this.update.run(toRow({ ...user, ...change }));
    if (user.phone !== null) this.byPhone.delete(user.phone);
    if (user.username !== null) this.byUsername.delete(user.username.toLowerCase());
    Object.assign(user, change);
    this.index(user);
    return user;
  }

  /** The hash by which `viewer` may address `target`: another one for every viewer, the same after a restart. */
  accessHash(viewer: number, target: number): bigint {
    const pair = `${viewer}:${target}`;
    let hash = this.hashes.get(pair);
    if (hash === undefined) {
      hash = createHmac('sha256', this.secret).update(pair).digest().readBigInt64LE(0);
      if (this.hashes.size >= REMEMBERED_HASHES) this.hashes.clear();
      this.hashes.set(pair, hash);
    }
    return hash;
  }

  private index(user: User): void {
    this.byId.set(user.id, user);
    if (user.phone !== null) this.byPhone.set(user.phone, user);
    if (user.username !== null) this.byUsername.set(user.username.toLowerCase(), user);
    if (user.id >= this.nextId) this.nextId = user.id + 1;
  }
}

interface UserRow {
  id: number;
  phone: string | null;
  first_name: string;
  last_name: string | null;
  username: string | null;
  about: string | null;
  lang_code: string | null;
  bot: number;
  condition: Condition;
  password: string | null;
  online_until: number;
  last_seen: number;
  shows_presence: number;
  created_at: number;
}

function fromRow(row: UserRow): User {
  return {
    id: row.id,
    phone: row.phone,
    firstName: row.first_name,
    lastName: row.last_name,
    username: row.username,
    about: row.about,
    langCode: row.lang_code,
    bot: row.bot === 1,
    condition: row.condition,
    password: row.password === null ? null : (JSON.parse(row.password) as PasswordRecord),
    onlineUntil: row.online_until,
    lastSeen: row.last_seen,
    showsPresence: row.shows_presence === 1,
    createdAt: row.created_at,
  };
}

function toRow(user: User): Record<string, string | number | null> {
  return {
    ...user,
    bot: user.bot ? 1 : 0,
    showsPresence: user.showsPresence ? 1 : 0,
    password: user.password === null ? null : JSON.stringify(user.password),
  };
}
