import { randomBytes } from 'node:crypto';
import type { World } from '../../telegram/world/world.js';
import { BotApiError } from '../call/bot-api-error.js';
import type { UpdateType } from './update-types.js';

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/** What a bot said of itself; texts and commands by `scope` and language, as one key. */
export interface BotSettings {
  readonly commands: Readonly<Record<string, readonly BotCommand[]>>;
  readonly names: Readonly<Record<string, string>>;
  readonly descriptions: Readonly<Record<string, string>>;
  readonly shortDescriptions: Readonly<Record<string, string>>;
  /** Business (secretary) mode, as turned on at @BotFather. */
  readonly connectsToBusiness: boolean;
}

export interface Webhook {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
  readonly ipAddress: string;
  readonly hasCertificate: boolean;
  /** The certificate that was uploaded, PEM. */
  readonly certificate?: string;
}

export interface Bot {
  readonly id: number;
  readonly secret: string;
  readonly allowed: readonly UpdateType[] | null;
  readonly settings: BotSettings;
  /** After logOut no call is taken before this time. Milliseconds. */
  readonly loggedOutUntil: number;
  readonly nextUpdate: number;
  readonly lastUpdateAt: number;
  readonly webhook: Webhook | null;
}

interface BotRow {
  bot: number;
  secret: string;
  revoked: string;
  allowed: string | null;
  settings: string;
  logged_out_until: number;
  next_update: number;
  last_update_at: number;
  webhook: string | null;
}

const NOTHING_SAID: BotSettings = {
  commands: {},
  names: {},
  descriptions: {},
  shortDescriptions: {},
  connectsToBusiness: true,
};

/** The bots that have a token. */
export class Bots {
  private readonly cache = new Map<number, Bot>();
  private readonly one;
  private readonly save;

  constructor(private readonly world: World) {
    this.one = world.db.prepare<[number], BotRow>('SELECT * FROM bots WHERE bot = ?');
    this.save = world.db.prepare(
      'UPDATE bots SET allowed = ?, settings = ?, logged_out_until = ?, next_update = ?, last_update_at = ?, webhook = ? WHERE bot = ?',
    );
    world.transactions.onRollback(() => this.cache.clear());
  }

  find(id: number): Bot | undefined {
    const known = this.cache.get(id);
    if (known !== undefined) return known;
    const row = this.one.get(id);
    if (row === undefined) return undefined;
    const bot = fromRow(row);
    this.cache.set(id, bot);
    return bot;
  }

  must(id: number): Bot {
    const bot = this.find(id);
    if (bot === undefined) throw new Error(`user ${id} has no token`);
    return bot;
  }

  all(): Bot[] {
    return this.world.db
      .prepare<[], { bot: number }>('SELECT bot FROM bots ORDER BY bot')
      .all()
      .map((row) => this.must(row.bot));
  }

  /** A new token; the one before answers 401 from now on. */
  issueToken(id: number): string {
    const secret = randomBytes(27).toString('base64url').slice(0, 35);
    const { db } = this.world;
    const before = this.one.get(id);
    if (before === undefined) {
      db.prepare(
        "INSERT INTO bots (bot, secret, revoked, settings, logged_out_until, next_update, last_update_at) VALUES (?, ?, '[]', ?, 0, 0, 0)",
      ).run(id, secret, JSON.stringify(NOTHING_SAID));
    } else {
      const revoked = [...(JSON.parse(before.revoked) as string[]), before.secret];
      db.prepare('UPDATE bots SET secret = ?, revoked = ? WHERE bot = ?').run(
        secret,
        JSON.stringify(revoked),
        id,
      );
    }
    this.cache.delete(id);
    return `${id}:${secret}`;
  }

  tokenOf(bot: Bot): string {
    return `${bot.id}:${bot.secret}`;
  }

  /**
   * Whose token this is. A token that never was is told from one that is no longer: telegram-bot-api answers the first
   * by itself (ClientManager.cpp), the second in the words of the API below (Client.cpp, get_closing_error).
   */
  authorize(token: string): Bot {
    const [id = '', secret = ''] = token.split(':', 2);
    const row = /^[1-9][0-9]{0,15}$/.test(id) && token.length <= 80 ? this.one.get(Number(id)) : undefined;
    if (row !== undefined && row.secret === secret) return this.must(row.bot);
    const wasOne = row !== undefined && (JSON.parse(row.revoked) as string[]).includes(secret);
    throw new BotApiError(401, wasOne ? 'Unauthorized' : 'Unauthorized: invalid token specified');
  }

  change(id: number, change: Partial<Omit<Bot, 'id' | 'secret'>>): Bot {
    const bot = { ...this.must(id), ...change };
    this.save.run(
      bot.allowed === null ? null : JSON.stringify(bot.allowed),
      JSON.stringify(bot.settings),
      bot.loggedOutUntil,
      bot.nextUpdate,
      bot.lastUpdateAt,
      bot.webhook === null ? null : JSON.stringify(bot.webhook),
      id,
    );
    this.cache.set(id, bot);
    return bot;
  }
}

function fromRow(row: BotRow): Bot {
  return {
    id: row.bot,
    secret: row.secret,
    allowed: row.allowed === null ? null : (JSON.parse(row.allowed) as UpdateType[]),
    settings: JSON.parse(row.settings) as BotSettings,
    loggedOutUntil: row.logged_out_until,
    nextUpdate: row.next_update,
    lastUpdateAt: row.last_update_at,
    webhook: row.webhook === null ? null : (JSON.parse(row.webhook) as Webhook),
  };
}
