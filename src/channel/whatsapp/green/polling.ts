import type { Milliseconds } from '../../../core/clock.js';
import { backoffDelay } from '../../../lib/backoff.js';
import { isRecord, numberIn } from '../../../lib/json-fields.js';
import type { ChannelFailure, ChannelSink } from '../../contract.js';
import type { PeerFinder } from '../person/peer-finder.js';
import type { GreenClient } from './green-client.js';
import type { GreenChannelOptions } from './options.js';
import { readNotification, type Notified } from './read-notification.js';

export interface PollingParts extends Pick<
  GreenChannelOptions,
  'account' | 'clock' | 'chance' | 'logger' | 'instance'
> {
  readonly client: GreenClient;
  readonly sink: ChannelSink;
  readonly finder: PeerFinder;
  /** Our own words as they were before they got marks. */
  readonly unmarked: (text: string) => string;
  readonly failed: (failure: ChannelFailure, retryAt: Milliseconds) => void;
  readonly lost: (failure: ChannelFailure) => void;
  readonly told: (notified: Extract<Notified, { kind: 'state' | 'trouble' }>) => Promise<void>;
}

/** receiving/technology-http-api/ReceiveNotification: 5 to 60 seconds. */
const waitSeconds = 30;
const graceMs = 15_000;
const retry = { firstMs: 1_000, mostMs: 30_000 };
/** While the store refuses: the service keeps it for a day. */
const again = { firstMs: 200, mostMs: 10_000 };

/**
 * Asks for one notification after the other until stopped. Each is deleted at the service only after it was stored: a
 * crash in between brings it again, and nothing is acknowledged that is not kept.
 */
export async function pollNotifications(parts: PollingParts, signal: AbortSignal): Promise<void> {
  const { client, clock, chance } = parts;
  let failures = 0;
  /** What waited while nobody was there comes first. */
  let isCatchingUp = true;
  while (!signal.aborted) {
    const answer = await client.call('receiveNotification', {
      after: `?receiveTimeout=${isCatchingUp ? 5 : waitSeconds}`,
      deadline: waitSeconds * 1_000 + graceMs,
      signal,
    });
    if (signal.aborted) return;
    if (!answer.ok) {
      if (answer.failure.kind === 'logged-out') return parts.lost(answer.failure);
      failures += 1;
      const wait =
        answer.failure.kind === 'flood' ? answer.failure.wait : backoffDelay(failures, retry, chance);
      parts.failed(answer.failure, clock.now() + wait);
      await clock.sleep(wait, signal);
      continue;
    }
    failures = 0;
    const { value } = answer;
    const receipt = isRecord(value) ? numberIn(value, 'receiptId') : undefined;
    if (!isRecord(value) || receipt === undefined) {
      isCatchingUp = false;
      continue;
    }
    if (!(await keep(parts, value['body'], { receipt, isCatchingUp, signal }))) return;
    await acknowledge(parts, receipt, signal);
  }
}

/** Offered until it is stored; false where that was given up because the channel is closed. */
async function keep(
  parts: PollingParts,
  body: unknown,
  terms: { readonly receipt: number; readonly isCatchingUp: boolean; readonly signal: AbortSignal },
): Promise<boolean> {
  const { account, clock, chance, logger, sink } = parts;
  const receivedAt = clock.now();
  for (let failures = 1; !terms.signal.aborted; failures += 1) {
    try {
      const notified = await readNotification(body, parts.instance, parts.finder);
      if (notified.kind === 'dropped') {
        logger.info({ account, reason: notified.reason }, 'a notification is not followed');
        return true;
      }
      if (notified.kind !== 'event') {
        await parts.told(notified);
        return true;
      }
      const { event, peers } = notified;
      const isOurs = event.kind === 'message' && event.direction === 'outgoing';
      await sink.accept({
        events: [isOurs ? { ...event, text: parts.unmarked(event.text) } : event],
        peers,
        // Where the service stands; it knows that itself.
        cursor: JSON.stringify({ receipt: terms.receipt }),
        receivedAt,
        ...(terms.isCatchingUp ? { whileAway: true as const } : {}),
      });
      return true;
    } catch {
      await clock.sleep(backoffDelay(failures, again, chance), terms.signal);
    }
  }
  return false;
}

/** Until it is gone there: what is not deleted is given again and again, and nothing behind it. */
async function acknowledge(
  { client, clock, chance }: PollingParts,
  receipt: number,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    const answer = await client.call('deleteNotification', {
      method: 'DELETE',
      after: `/${receipt}`,
      signal,
    });
    if (answer.ok || answer.failure.kind === 'rejected' || answer.failure.kind === 'logged-out') return;
    await clock.sleep(backoffDelay(failures, retry, chance), signal);
  }
}
