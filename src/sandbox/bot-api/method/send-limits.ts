import { tooMany } from '../call/bot-api-error.js';

export interface SendLimit {
  /** How many messages may come at once. */
  burst: number;
  /** How many of them a second gives back. */
  perSecond: number;
}

interface Bucket {
  level: number;
  at: number;
}

/**
 * https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30 messages a second in all, one
 * a second to one chat where short bursts pass. How long a burst may be is nowhere said: the 20 are ours.
 */
export class SendLimits {
  readonly overall: SendLimit = { burst: 30, perSecond: 30 };
  readonly perChat: SendLimit = { burst: 20, perSecond: 1 };
  private readonly buckets = new Map<string, Bucket>();

  /** Counts one message, or throws 429 with the seconds to wait. `now` in milliseconds. */
  take(bot: number, chat: number, now: number): void {
    const wanted = [
      { key: `${bot}`, limit: this.overall },
      { key: `${bot}:${chat}`, limit: this.perChat },
    ];
    const seconds = Math.max(...wanted.map(({ key, limit }) => this.waitFor(key, limit, now)));
    if (seconds > 0) throw tooMany(seconds);
    for (const { key, limit } of wanted)
      this.buckets.set(key, { level: this.level(key, limit, now) - 1, at: now });
  }

  private waitFor(key: string, limit: SendLimit, now: number): number {
    const level = this.level(key, limit, now);
    return level >= 1 ? 0 : Math.max(1, Math.ceil((1 - level) / limit.perSecond));
  }

  private level(key: string, { burst, perSecond }: SendLimit, now: number): number {
    const bucket = this.buckets.get(key);
    if (bucket === undefined) return burst;
    return Math.min(burst, bucket.level + (Math.max(0, now - bucket.at) / 1000) * perSecond);
  }
}
