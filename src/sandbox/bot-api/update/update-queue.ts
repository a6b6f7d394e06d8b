import type { Chance } from '../../../core/chance.js';
import type { World } from '../../telegram/world/world.js';
import { isAllowed, type UpdateType } from '../account/update-types.js';
import type { Bots } from '../account/bots.js';

/** How long an update waits to be fetched; https://core.telegram.org/bots/api#getting-updates: 24 hours. Seconds. */
export const UPDATE_LIFE = 86_400;
/** After a week without updates the next id is a random one: https://core.telegram.org/bots/api#update. */
const ID_REST_MS = 7 * 86_400_000;
/** An offset further than this beyond the newest, or behind the oldest, counts as none (td, TQueue.cpp). */
const FAR_AHEAD = 10;
const FAR_BEHIND = 100_000;

export interface QueuedUpdate {
  readonly id: number;
  readonly type: UpdateType;
  /** JSON. */
  readonly body: string;
  /** Milliseconds of the world's clock. */
  readonly expiresAt: number;
  /** Updates of one lane are delivered to a webhook in order. */
  readonly lane: string;
}

export interface NewUpdate {
  readonly type: UpdateType;
  readonly body: object;
  readonly lane: string;
  /** Seconds. */
  readonly life?: number;
}

const COLUMNS = 'id, type, body, expires_at AS expiresAt, lane';

/** What waits for each bot, in the order it happened. */
export class UpdateQueue {
  private readonly listeners = new Set<(bot: number) => void>();

  constructor(
    private readonly world: World,
    private readonly bots: Bots,
    private readonly chance: Chance,
  ) {}

  /** Returns its id, or undefined where the bot did not ask for this kind. */
  add(bot: number, update: NewUpdate): number | undefined {
    const { world } = this;
    return world.transactions.run(() => {
      const { allowed, nextUpdate, lastUpdateAt } = this.bots.must(bot);
      if (!isAllowed(update.type, allowed)) return undefined;
      const now = world.clock.now();
      const isRested = nextUpdate === 0 || (now - lastUpdateAt > ID_REST_MS && this.size(bot) === 0);
      const id = isRested ? this.randomId() : nextUpdate;
      const expiresAt = now + (update.life ?? UPDATE_LIFE) * 1000;
      world.db
        .prepare('INSERT INTO bot_updates (bot, id, type, body, expires_at, lane) VALUES (?, ?, ?, ?, ?, ?)')
        .run(bot, id, update.type, JSON.stringify(update.body), expiresAt, update.lane);
      this.bots.change(bot, { nextUpdate: id + 1, lastUpdateAt: now });
      world.transactions.afterCommit(() => {
        for (const listener of [...this.listeners]) listener(bot);
      });
      return id;
    });
  }

  /** Puts another body in the place of one that nobody fetched yet. */
  rewrite(bot: number, id: number, body: object): void {
    this.world.db
      .prepare('UPDATE bot_updates SET body = ? WHERE bot = ? AND id = ?')
      .run(JSON.stringify(body), bot, id);
  }

  /** Leaves a gap in the ids, or starts somewhere else altogether. */
  skipIds(bot: number, count: number | 'random'): number {
    const { nextUpdate } = this.bots.must(bot);
    const from = nextUpdate === 0 || count === 'random' ? this.randomId() : nextUpdate + count;
    return this.bots.change(bot, { nextUpdate: from }).nextUpdate;
  }

  /** Updates from `offset` on; those before it are confirmed, and gone. 0 begins at the oldest. */
  fetch(bot: number, offset: number, limit: number): QueuedUpdate[] {
    this.dropExpired(bot);
    const { nextUpdate } = this.bots.must(bot);
    const oldest = this.oldest(bot) ?? nextUpdate;
    const isKnown = offset > 0 && offset <= nextUpdate + FAR_AHEAD && offset >= oldest - FAR_BEHIND;
    if (isKnown) {
      this.world.db.prepare('DELETE FROM bot_updates WHERE bot = ? AND id < ?').run(bot, offset);
    }
    return this.from(bot, isKnown ? offset : oldest, limit);
  }

  /** The oldest that wait, without confirming any. */
  peek(bot: number, limit: number): QueuedUpdate[] {
    this.dropExpired(bot);
    return this.from(bot, 0, limit);
  }

  forget(bot: number, id: number): void {
    this.world.db.prepare('DELETE FROM bot_updates WHERE bot = ? AND id = ?').run(bot, id);
  }

  /** All of them but the newest `kept`. */
  clear(bot: number, kept = 0): void {
    this.world.db
      .prepare(
        'DELETE FROM bot_updates WHERE bot = @bot AND id NOT IN (SELECT id FROM bot_updates WHERE bot = @bot ORDER BY id DESC LIMIT @kept)',
      )
      .run({ bot, kept });
  }

  size(bot: number): number {
    return (
      this.world.db
        .prepare<[number, number], { n: number }>(
          'SELECT count(*) AS n FROM bot_updates WHERE bot = ? AND expires_at > ?',
        )
        .get(bot, this.world.clock.now())?.n ?? 0
    );
  }

  onArrival(listener: (bot: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private from(bot: number, id: number, limit: number): QueuedUpdate[] {
    return this.world.db
      .prepare<[number, number, number], QueuedUpdate>(
        `SELECT ${COLUMNS} FROM bot_updates WHERE bot = ? AND id >= ? ORDER BY id LIMIT ?`,
      )
      .all(bot, id, limit);
  }

  private oldest(bot: number): number | undefined {
    return (
      this.world.db
        .prepare<[number], { id: number | null }>('SELECT min(id) AS id FROM bot_updates WHERE bot = ?')
        .get(bot)?.id ?? undefined
    );
  }

  private dropExpired(bot: number): void {
    this.world.db
      .prepare('DELETE FROM bot_updates WHERE bot = ? AND expires_at <= ?')
      .run(bot, this.world.clock.now());
  }

  /** Somewhere in the middle of 31 bits, with room to count up from there. */
  private randomId(): number {
    return 100_000_000 + Math.floor(this.chance.next() * 800_000_000);
  }
}
