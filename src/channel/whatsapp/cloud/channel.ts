import type { Milliseconds } from '../../../core/clock.js';
import type { PeerId, RemoteMessageId } from '../../../core/ids.js';
import { backoffDelay } from '../../../lib/backoff.js';
import { openOnly } from '../../answers.js';
import type {
  Channel,
  ChannelFailure,
  ChannelResult,
  ChannelSink,
  ConnectionState,
  SelfInfo,
} from '../../contract.js';
import type { Hook } from '../../receiver/receiver.js';
import { cloudCapabilities } from './capabilities.js';
import { createGraphClient } from './graph-client.js';
import { CloudIntake } from './intake.js';
import { cloudOperations } from './operations.js';
import type { CloudChannelOptions } from './options.js';
import { askNumber } from './sign-in.js';
import { standingOfQuality } from './standing.js';
import { cloudHook } from './webhook.js';

const retry = { firstMs: 1_000, mostMs: 60_000 };

/**
 * One number on WhatsApp's Cloud API as a Channel, over a client of our own, because whether a request left this machine is
 * a part of the promise that nothing is sent twice. What people write is posted to the hook.
 */
export function createCloudChannel(options: CloudChannelOptions): {
  readonly channel: Channel;
  readonly hook: Hook;
} {
  const { account, credentials, clock, chance, logger, phoneNumberId } = options;
  const client = createGraphClient(options.baseUrl, options.apiVersion, credentials.token, clock);
  const over = new AbortController();
  const newest = new Map<PeerId, RemoteMessageId>();
  let sink: ChannelSink | undefined;
  let intake: CloudIntake | undefined;
  let state: ConnectionState['state'] | undefined;
  let running: Promise<void> = Promise.resolve();

  const publish = (next: ConnectionState): void => {
    if (state === 'closed' || state === 'lost') return;
    state = next.state;
    sink?.connection(next);
  };

  async function ready(): Promise<ChannelResult<SelfInfo>> {
    const found = await askNumber(client, phoneNumberId, over.signal);
    if (!found.ok) return found;
    const standing = standingOfQuality(found.value.quality);
    if (standing !== null) sink?.standing?.(standing);
    return { ok: true, value: found.value.self };
  }

  /** Until the number answers; for good where it never will. */
  async function settle(first: ChannelResult<SelfInfo>): Promise<void> {
    let answer = first;
    for (let failures = 1; !answer.ok; failures += 1) {
      const { failure } = answer;
      if (isForGood(failure)) publish({ state: 'lost', failure });
      if (isForGood(failure) || over.signal.aborted) return;
      const wait: Milliseconds =
        failure.kind === 'flood' ? failure.wait : backoffDelay(failures, retry, chance);
      if (state !== 'offline') logger.warn({ account, code: failure.code }, 'the number does not answer');
      publish({ state: 'offline', reason: failure.code, retryAt: clock.now() + wait, failure });
      await clock.sleep(wait, over.signal);
      answer = await ready();
    }
    if (state !== 'online') publish({ state: 'online' });
  }

  async function open(to: ChannelSink): Promise<ChannelResult<SelfInfo>> {
    if (sink !== undefined || over.signal.aborted) throw new Error('a channel is opened once');
    sink = to;
    intake = new CloudIntake(options, to, (peer, event) => {
      if (event.kind !== 'message') return;
      if (newest.size >= 10_000) newest.clear();
      newest.set(peer, event.messageId);
    });
    publish({ state: 'connecting' });
    const first = await ready();
    running = settle(first).catch((cause: unknown) => {
      const code = cause instanceof Error ? cause.name : 'UNKNOWN';
      logger.warn({ account, code }, 'asking for the number broke off');
    });
    return first;
  }

  async function close(): Promise<void> {
    if (over.signal.aborted) return;
    over.abort();
    await running;
    client.close();
    publish({ state: 'closed' });
  }

  const operations = cloudOperations({
    ...options,
    client: openOnly(client, over.signal),
    newestHeard: (peer) => newest.get(peer),
  });
  return {
    channel: { capabilities: cloudCapabilities, care: null, desk: null, open, close, ...operations },
    hook: cloudHook(options.hookPath, credentials, (payload) =>
      intake === undefined || over.signal.aborted ? Promise.resolve(false) : intake.keep(payload),
    ),
  };
}

function isForGood({ kind }: ChannelFailure): boolean {
  return kind === 'logged-out' || kind === 'account-banned' || kind === 'account-deleted';
}
