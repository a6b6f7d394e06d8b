import type { Milliseconds } from '../../core/clock.js';
import { backoffDelay } from '../../lib/backoff.js';
import type { ChannelCapabilities } from '../capabilities.js';
import type {
  Channel,
  ChannelFailure,
  ChannelResult,
  ChannelSink,
  ConnectionState,
  SelfInfo,
} from '../contract.js';
import type { Hook } from '../receiver/receiver.js';
import { createBotClient } from './bot-client.js';
import { botCapabilities } from './capabilities.js';
import { nextOf } from './cursor.js';
import { Intake } from './intake.js';
import { botOperations } from './operations.js';
import type { BotChannelOptions } from './options.js';
import { pollUpdates } from './polling.js';
import { toSelf } from './sign-in.js';
import { updateToEvent, wantedUpdates } from './update-to-event.js';
import { botHook, setWebhook } from './webhook.js';

export interface BotChannel {
  readonly channel: Channel;
  /** For the receiver, where updates are posted to us. */
  readonly hook: Hook | null;
}

const retry = { firstMs: 1_000, mostMs: 30_000 };

const byWebhook: ChannelCapabilities = Object.freeze({ ...botCapabilities, transport: 'webhook' });

/**
 * One official bot as a Channel: https://core.telegram.org/bots/api, over a client of our own, because whether a request
 * left this machine is a part of the promise that nothing is sent twice, and no library of the field tells.
 */
export function createBotChannel(options: BotChannelOptions): BotChannel {
  const { account, token, baseUrl, clock, chance, logger, webhookUrl, receives = true } = options;
  const client = createBotClient(baseUrl, token, clock);
  const over = new AbortController();
  let sink: ChannelSink | undefined;
  let intake: Intake | undefined;
  let state: ConnectionState['state'] | undefined;
  let running: Promise<void> = Promise.resolve();

  const publish = (next: ConnectionState): void => {
    // Each answered poll says that it is online; only a change is news.
    if (state === next.state && next.state === 'online') return;
    if (state === 'closed' || state === 'lost') return;
    state = next.state;
    sink?.connection(next);
  };
  const failed = (failure: ChannelFailure, retryAt: Milliseconds): void => {
    if (state !== 'offline') logger.warn({ account, code: failure.code }, 'the bot gets no updates');
    publish({ state: 'offline', reason: failure.code, retryAt, failure });
  };
  const lost = (failure: ChannelFailure): void => publish({ state: 'lost', failure });

  async function whoWeAre(): Promise<ChannelResult<SelfInfo>> {
    const answer = await client.call('getMe', {}, { signal: over.signal });
    if (!answer.ok) return answer;
    const self = toSelf(answer.value);
    if (self === undefined) return { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_ID' } };
    return { ok: true, value: self };
  }

  /** Until the account answers; null when it never will, or is closed. */
  async function signedIn(first: ChannelResult<SelfInfo>): Promise<SelfInfo | null> {
    let answer = first;
    for (let failures = 1; !answer.ok; failures += 1) {
      if (answer.failure.kind === 'logged-out') lost(answer.failure);
      if (answer.failure.kind === 'logged-out' || over.signal.aborted) return null;
      const wait =
        answer.failure.kind === 'flood' ? answer.failure.wait : backoffDelay(failures, retry, chance);
      failed(answer.failure, clock.now() + wait);
      await clock.sleep(wait, over.signal);
      answer = await ready();
    }
    return answer.value;
  }

  /** Who we are, with the way updates come by in place. */
  async function ready(): Promise<ChannelResult<SelfInfo>> {
    const self = await whoWeAre();
    if (!self.ok || webhookUrl === undefined || !receives) return self;
    const hooked = await setWebhook(client, token, webhookUrl, wantedUpdates);
    return hooked.ok ? self : hooked;
  }

  async function run(first: ChannelResult<SelfInfo>, taking: Intake): Promise<void> {
    const self = await signedIn(first);
    if (self === null) return;
    publish({ state: 'online' });
    if (webhookUrl !== undefined || !receives) return;
    const bot = String(self.peer);
    const parts = { client, clock, chance, intake: taking, bot, next: nextOf(options.cursor, bot) };
    await pollUpdates({ ...parts, answered: () => publish({ state: 'online' }), failed, lost }, over.signal);
  }

  async function open(to: ChannelSink): Promise<ChannelResult<SelfInfo>> {
    if (sink !== undefined || over.signal.aborted) throw new Error('a channel is opened once');
    sink = to;
    intake = new Intake({ account, clock, chance, logger, translate: updateToEvent }, to);
    publish({ state: 'connecting' });
    const first = await ready();
    if (first.ok) publish({ state: 'online' });
    running = run(first, intake).catch((cause: unknown) => {
      const code = cause instanceof Error ? cause.name : 'UNKNOWN';
      logger.warn({ account, code }, 'taking in updates broke off');
      publish({ state: 'offline', reason: 'BROKEN_OFF', retryAt: clock.now() });
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

  const calls = botOperations(openOnly(client, over.signal), clock);
  return {
    channel: {
      capabilities: webhookUrl === undefined ? botCapabilities : byWebhook,
      care: null,
      open,
      close,
      ...calls,
    },
    hook:
      webhookUrl === undefined
        ? null
        : botHook(new URL(webhookUrl).pathname, token, (update) =>
            intake === undefined || over.signal.aborted ? Promise.resolve(false) : intake.keepOne(update),
          ),
  };
}

/** Nothing is asked any more once the channel is closed. */
function openOnly(
  client: ReturnType<typeof createBotClient>,
  signal: AbortSignal,
): ReturnType<typeof createBotClient> {
  return {
    ...client,
    call: (method, parameters, callOptions) =>
      signal.aborted
        ? Promise.resolve({ ok: false, failure: { kind: 'unsent', code: 'NOT_CONNECTED' } })
        : client.call(method, parameters, callOptions),
  };
}
