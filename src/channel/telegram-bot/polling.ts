import type { Milliseconds } from '../../core/clock.js';
import { backoffDelay } from '../../lib/backoff.js';
import type { ChannelFailure } from '../contract.js';
import type { BotClient } from './bot-client.js';
import { toCursor } from './cursor.js';
import { isRecord, numberIn } from '../../lib/json-fields.js';
import type { Intake } from './intake.js';
import type { BotLineOptions } from './options.js';

export interface PollingParts extends Pick<BotLineOptions, 'clock' | 'chance'> {
  readonly client: BotClient;
  readonly intake: Intake;
  readonly bot: string;
  readonly next: number;
  /** The kinds of updates asked for. */
  readonly wanted: readonly string[];
  /** An answer came. */
  readonly answered: () => void;
  /** None came, or a refusal; it is asked again then. */
  readonly failed: (failure: ChannelFailure, retryAt: Milliseconds) => void;
  /** For good. */
  readonly lost: (failure: ChannelFailure) => void;
}

/** The server waits no longer than this (telegram-bot-api, LONG_POLL_MAX_TIMEOUT). Seconds. */
const waitSeconds = 50;
/** An answer that is on its way when the wait ends. */
const graceMs = 10_000;
/** Nothing to tell, sooner than this: it was not waited for. */
const hastyMs = 1_000;
const retry = { firstMs: 1_000, mostMs: 30_000 };

/**
 * Asks for updates, one question at a time, until stopped. What was answered is confirmed by the next question, which is
 * asked only after it was stored: a crash in between brings it again.
 */
export async function pollUpdates(parts: PollingParts, signal: AbortSignal): Promise<void> {
  const { client, clock, chance, intake, bot } = parts;
  let { next } = parts;
  let failures = 0;
  /** What waited while nobody was there is fetched without waiting. */
  let isFirst = true;
  while (!signal.aborted) {
    const timeout = isFirst ? 0 : waitSeconds;
    const askedAt = clock.steady();
    const answer = await client.call(
      'getUpdates',
      { offset: next, limit: 100, timeout, allowed_updates: parts.wanted },
      { deadline: timeout * 1_000 + graceMs, signal },
    );
    if (signal.aborted) return;
    if (!answer.ok) {
      if (answer.failure.kind === 'logged-out') {
        parts.lost(answer.failure);
        return;
      }
      failures += 1;
      const { failure } = answer;
      const wait = failure.kind === 'flood' ? failure.wait : backoffDelay(failures, retry, chance);
      parts.failed(failure, clock.now() + wait);
      await clock.sleep(wait, signal);
      continue;
    }
    failures = 0;
    parts.answered();
    const updates: readonly unknown[] = Array.isArray(answer.value) ? answer.value : [];
    const ids = updates.flatMap((update) => (isRecord(update) ? (numberIn(update, 'update_id') ?? []) : []));
    if (ids.length > 0) {
      const after = Math.max(...ids) + 1;
      const terms = { cursor: toCursor({ bot, next: after }), whileAway: isFirst, signal };
      if (!(await intake.keep(updates, terms))) return;
      next = after;
    }
    if (ids.length > 0) continue;
    // A server or a proxy that does not wait is not asked without a pause.
    if (!isFirst && clock.steady() - askedAt < hastyMs) await clock.sleep(hastyMs, signal);
    // A full answer may not be all of it.
    isFirst = false;
  }
}
