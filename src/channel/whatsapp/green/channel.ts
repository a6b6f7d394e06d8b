import type { Milliseconds } from '../../../core/clock.js';
import type { DurableEvent } from '../../../core/event.js';
import { peerId } from '../../../core/ids.js';
import { isRecord, textIn } from '../../../lib/json-fields.js';
import { DONE, openOnly } from '../../answers.js';
import type {
  Channel,
  ChannelFailure,
  ChannelResult,
  ChannelSink,
  ConnectionState,
  SelfInfo,
} from '../../contract.js';
import { PeerFinder } from '../person/peer-finder.js';
import { OwnWords } from '../words/own-words.js';
import { greenCapabilities } from './capabilities.js';
import { createGreenClient } from './green-client.js';
import { greenOperations } from './operations.js';
import type { GreenChannelOptions } from './options.js';
import { pollNotifications } from './polling.js';
import { clearStaleQueue } from './stale-queue.js';
import { meaningOfState } from './standing.js';

/** A notification of a state may be lost with a restart of the instance; asked for so often while it may not send. */
const lookAgainMs = 30_000;
/** Settings of account/SetSettings: what is told has to be asked for. */
const told = [
  'outgoingWebhook',
  'outgoingMessageWebhook',
  'outgoingAPIMessageWebhook',
  'incomingWebhook',
  'stateWebhook',
  'editedMessageWebhook',
  'deletedMessageWebhook',
];

/** One phone's WhatsApp through Green API as a Channel; what people write is fetched, and acknowledged once it is stored. */
export function createGreenChannel(options: GreenChannelOptions): Channel {
  const { account, clock, logger, receives } = options;
  const client = createGreenClient(options.apiUrl, options.instance, options.token, clock);
  const over = new AbortController();
  const words = new OwnWords(greenCapabilities.text.most);
  let sink: ChannelSink | undefined;
  let state: ConnectionState['state'] | undefined;
  /** Why nothing may be sent; null once the instance said that it may. */
  let away: string | null = 'NOT_ASKED_YET';
  let isAsked = false;
  /** Taken out of the service's queue, and not stored yet as not sent. */
  let takenBack: readonly DurableEvent[] = [];
  let running: Promise<unknown> = Promise.resolve();

  const publish = (next: ConnectionState): void => {
    if (state === 'closed' || state === 'lost') return;
    if (state === next.state && next.state === 'online') return;
    state = next.state;
    sink?.connection(next);
  };
  const lost = (failure: ChannelFailure): void => publish({ state: 'lost', failure });
  const offline = (code: string, retryAt: Milliseconds, failure?: ChannelFailure): void => {
    if (state !== 'offline') logger.warn({ account, code }, 'the instance does not take part');
    publish({ state: 'offline', reason: code, retryAt, ...(failure === undefined ? {} : { failure }) });
  };

  /** The instance said how it is, by itself or because it was asked. */
  async function hearState(said: string): Promise<void> {
    const meaning = meaningOfState(said);
    const wasAway = away;
    if (meaning.standing !== undefined) sink?.standing?.(meaning.standing);
    if (meaning.standing?.kind === 'account-banned') {
      away = meaning.away;
      return lost(meaning.standing);
    }
    // Nothing is sent before what waited there is gone.
    if (meaning.away === null && wasAway !== null && receives) await clearQueue();
    away = meaning.away;
    if (away === null) publish({ state: 'online' });
    else offline(away, clock.now() + lookAgainMs);
  }

  async function clearQueue(): Promise<void> {
    const events = (await clearStaleQueue(client, clock.now())) ?? [];
    if (events.length > 0)
      logger.warn({ account, count: events.length }, 'what waited at the service was taken back');
    takenBack = [...takenBack, ...events];
    const untold = takenBack;
    if (untold.length === 0) return;
    await sink?.accept({ events: untold, peers: [], receivedAt: clock.now() });
    takenBack = takenBack.filter((event) => !untold.includes(event));
  }

  /** Each call of SetSettings restarts the instance: it is asked for what is missing only, and once. */
  async function askToBeTold(): Promise<ChannelResult<unknown>> {
    if (isAsked) return DONE;
    const found = await client.call('getSettings', { signal: over.signal });
    if (!found.ok) return found;
    const settings = isRecord(found.value) ? found.value : {};
    const missing = told.filter((name) => settings[name] !== 'yes');
    if (missing.length > 0) {
      const body = Object.fromEntries(missing.map((name) => [name, 'yes']));
      const set = await client.call('setSettings', { body, signal: over.signal });
      if (!set.ok) return set;
    }
    isAsked = true;
    return DONE;
  }

  async function ready(): Promise<ChannelResult<SelfInfo>> {
    const found = await client.call('getWaSettings', { signal: over.signal });
    if (!found.ok) return found;
    const settings = isRecord(found.value) ? found.value : {};
    const said = textIn(settings, 'stateInstance');
    if (said === undefined) return { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_STATE' } };
    if (receives) {
      const set = await askToBeTold();
      if (!set.ok && set.failure.kind !== 'rejected') return set;
    }
    // Where our store is unwell it stays away as it was, and is asked again.
    await hearState(said).catch(() => undefined);
    if (away !== null) return { ok: false, failure: { kind: 'unsent', code: away } };
    return { ok: true, value: { peer: peerId(textIn(settings, 'phone') ?? options.instance), name: '' } };
  }

  /** Asked again as long as it may not send: that it may again is not always told. */
  async function watchState(): Promise<void> {
    while (!over.signal.aborted && state !== 'lost') {
      await clock.sleep(lookAgainMs, over.signal);
      if (!over.signal.aborted && away !== null) await ready();
    }
  }

  async function open(to: ChannelSink): Promise<ChannelResult<SelfInfo>> {
    if (sink !== undefined || over.signal.aborted) throw new Error('a channel is opened once');
    sink = to;
    publish({ state: 'connecting' });
    const first = await ready();
    if (!first.ok && first.failure.kind === 'logged-out') lost(first.failure);
    else if (!first.ok && away !== null)
      offline(first.failure.code, clock.now() + lookAgainMs, first.failure);
    const finder = new PeerFinder(options);
    const poll = receives
      ? pollNotifications(
          {
            ...options,
            client,
            sink: to,
            finder,
            unmarked: (text) => words.unmarked(text),
            failed: (failure, retryAt) => {
              // The service is away, whatever the phone is.
              away ??= failure.code;
              offline(failure.code, retryAt, failure);
            },
            lost,
            told: async (notified) => {
              if (notified.kind === 'state') await hearState(notified.state);
              else to.standing?.(notified.failure);
            },
          },
          over.signal,
        )
      : Promise.resolve();
    running = Promise.all([poll, watchState()]).catch((cause: unknown) => {
      const code = cause instanceof Error ? cause.name : 'UNKNOWN';
      logger.warn({ account, code }, 'taking in notifications broke off');
      offline('BROKEN_OFF', clock.now());
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

  const operations = greenOperations({
    ...options,
    client: openOnly(client, over.signal),
    words,
    withheld: () => away,
  });
  return { capabilities: greenCapabilities, care: null, desk: null, open, close, ...operations };
}
