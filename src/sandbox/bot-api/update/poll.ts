import type { Clock } from '../../../core/clock.js';
import { allowedUpdates } from '../account/update-types.js';
import type { Bots } from '../account/bots.js';
import type { Arguments } from '../call/arguments.js';
import { BotApiError } from '../call/bot-api-error.js';
import type { UpdateQueue } from './update-queue.js';

/** The server's own limit on `timeout` (telegram-bot-api, LONG_POLL_MAX_TIMEOUT). Seconds. */
const LONGEST_WAIT = 50;
/** An answer is cut at 4 MiB (telegram-bot-api, JsonUpdates). */
const ANSWER_BYTES = 1 << 22;
/** A second conflict within this time is told late (telegram-bot-api, fail_query_conflict). */
const CONFLICT_MS = 3000;
/** Who asks for the same place again so soon is made to wait (telegram-bot-api, process_get_updates_query). */
const HASTE_MS = 3000;
const GREAT_HASTE_MS = 500;

const OTHER_POLLER =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
const HOOK_TAKES_OVER = 'Conflict: terminated by setWebhook request';
const HOOK_IS_SET =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

interface Waiting {
  readonly offset: number;
  readonly limit: number;
  settle(): void;
  fail(error: BotApiError): void;
}

interface LastPoll {
  readonly offset: number;
  readonly at: number;
}

/** getUpdates, one poll a bot at a time: https://core.telegram.org/bots/api#getupdates. */
export class Polls {
  private readonly waiting = new Map<number, Waiting>();
  private readonly last = new Map<number, LastPoll>();
  private readonly nextConflictAt = new Map<number, number>();

  /** `wire` is the time that clients wait by; it stays real where the world's is not. */
  constructor(
    private readonly bots: Bots,
    private readonly queue: UpdateQueue,
    private readonly wire: Clock,
  ) {
    queue.onArrival((bot) => this.waiting.get(bot)?.settle());
  }

  async poll(bot: number, args: Arguments): Promise<readonly object[]> {
    if (this.bots.must(bot).webhook !== null) return this.conflict(bot, HOOK_IS_SET);
    const allowed = allowedUpdates(quietJson(args.text('allowed_updates')));
    if (allowed !== undefined) this.bots.change(bot, { allowed });
    const offset = args.integer('offset', 0);
    let limit = args.integer('limit', 100, 1, 100);
    let timeout = args.integer('timeout', 0, 0, LONGEST_WAIT);
    const now = this.wire.steady();
    const before = this.last.get(bot);
    if (before?.offset === offset) {
      if (timeout < HASTE_MS / 1000 && now < before.at + HASTE_MS) timeout = HASTE_MS / 1000;
      if (now < before.at + GREAT_HASTE_MS) limit = 1;
    }
    this.last.set(bot, { offset, at: now });
    if (offset < 0) this.queue.clear(bot, -offset);
    const found = this.ready(bot, Math.max(0, offset), limit);
    if (found.length > 0 || timeout === 0) return found;
    const older = this.waiting.get(bot);
    const answer = this.wait(bot, Math.max(0, offset), limit, timeout * 1000);
    if (older !== undefined) this.refuse(bot, older, OTHER_POLLER);
    return answer;
  }

  /** Ends an open poll with 409: a webhook takes over. */
  abort(bot: number): void {
    const open = this.waiting.get(bot);
    if (open !== undefined) this.refuse(bot, open, HOOK_TAKES_OVER);
  }

  private refuse(bot: number, open: Waiting, words: string): void {
    if (this.waiting.get(bot) === open) this.waiting.delete(bot);
    this.conflict(bot, words).catch((error: unknown) => {
      open.fail(error instanceof BotApiError ? error : new BotApiError(500, 'Internal Server Error'));
    });
  }

  /** Answers whatever waits with nothing: the server goes. */
  close(): void {
    for (const open of [...this.waiting.values()]) open.settle();
  }

  private wait(bot: number, offset: number, limit: number, ms: number): Promise<readonly object[]> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        timer.cancel();
        if (this.waiting.get(bot) === waiting) this.waiting.delete(bot);
      };
      const waiting: Waiting = {
        offset,
        limit,
        settle: () => {
          end();
          resolve(this.ready(bot, offset, limit));
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      const timer = this.wire.after(ms, () => waiting.settle());
      this.waiting.set(bot, waiting);
    });
  }

  private async conflict(bot: number, words: string): Promise<never> {
    const now = this.wire.steady();
    if (now < (this.nextConflictAt.get(bot) ?? 0)) await this.wire.sleep(CONFLICT_MS);
    else this.nextConflictAt.set(bot, now + CONFLICT_MS);
    throw new BotApiError(409, words);
  }

  private ready(bot: number, offset: number, limit: number): object[] {
    let left = ANSWER_BYTES;
    const answer: object[] = [];
    for (const update of this.queue.fetch(bot, offset, limit)) {
      left -= 50 + Buffer.byteLength(update.body);
      if (left <= 0) break;
      answer.push({ update_id: update.id, [update.type]: JSON.parse(update.body) as unknown });
    }
    return answer;
  }
}

/** A list that cannot be read changes nothing, without a word (telegram-bot-api, get_allowed_update_types). */
export function quietJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
