import { peerId } from '../../../core/ids.js';
import type { Milliseconds } from '../../../core/clock.js';
import { isRecord, numberIn, parsedJson, textIn } from '../../../lib/json-fields.js';
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
import { OwnWords } from '../words/own-words.js';
import { evolutionCapabilities } from './capabilities.js';
import { createEvolutionClient } from './evolution-client.js';
import { EvolutionIntake } from './intake.js';
import { Liveness } from './liveness.js';
import { evolutionOperations } from './operations.js';
import type { EvolutionChannelOptions } from './options.js';
import { askInstance, setEvolutionHook } from './sign-in.js';
import { storedSince } from './stored-messages.js';
import { evolutionHook } from './webhook.js';

/** So often it is looked whether the connection lives, and what the server stored and did not tell. */
const lookEveryMs: Milliseconds = 60_000;
/** Of what is looked back at, beyond the last look: the server's clock is not ours, and rows come late. */
const overlapMs: Milliseconds = 120_000;
/** A first run does not answer what was written before anybody had set it up. */
const firstLookMs: Milliseconds = 300_000;
/** statusReason of a device that was unlinked at the phone (Baileys, DisconnectReason.loggedOut). */
const unlinked = 401;

/**
 * One phone's WhatsApp through an Evolution API as a Channel. What people write is posted to us; because that is kept in
 * the server's memory only, what its database has is looked at every minute and after each reconnect.
 */
export function createEvolutionChannel(options: EvolutionChannelOptions): {
  readonly channel: Channel;
  readonly hook: Hook;
} {
  const { account, clock, logger, receives } = options;
  const client = createEvolutionClient(options.server, options.instance, options.token, clock);
  const over = new AbortController();
  const words = new OwnWords(evolutionCapabilities.text.most);
  const liveness = new Liveness(client, clock);
  let sink: ChannelSink | undefined;
  let intake: EvolutionIntake | undefined;
  let state: ConnectionState['state'] | undefined;
  /** Why nothing may be sent; null once the instance has shown that it lives. */
  let away: string | null = 'NOT_ASKED_YET';
  let self = '';
  let lookedUntil = placeIn(options.cursor) ?? clock.now() - firstLookMs;
  /** Ends a wait for the next look. */
  let soon = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const publish = (next: ConnectionState): void => {
    if (state === 'closed' || state === 'lost') return;
    if (state === next.state && next.state === 'online') return;
    state = next.state;
    sink?.connection(next);
  };
  const offline = (code: string, failure: ChannelFailure | null): void => {
    away = code;
    if (state !== 'offline') logger.warn({ account, code }, 'the instance does not take part');
    const retryAt = clock.now() + lookEveryMs;
    publish({ state: 'offline', reason: code, retryAt, ...(failure === null ? {} : { failure }) });
  };
  const gone = (code: string, failure: ChannelFailure | null): void => {
    if (failure?.kind === 'logged-out') publish({ state: 'lost', failure });
    else offline(code, failure);
  };
  const stateTold = (said: string, reason: number | undefined): void => {
    if (said !== 'open') liveness.doubt();
    if (said === 'close' && reason === unlinked) {
      sink?.standing?.({ kind: 'logged-out', code: 'UNLINKED' });
      offline('UNLINKED', null);
    } else if (said !== 'open') offline(`INSTANCE_${said.toUpperCase().slice(0, 20)}`, null);
    soon.abort();
  };

  async function ready(): Promise<ChannelResult<SelfInfo>> {
    const found = await askInstance(client, over.signal);
    if (!found.ok) return found;
    if (found.value.number !== '') self = found.value.number;
    if (receives && options.hookUrl !== null) {
      const set = await setEvolutionHook(client, options.hookUrl, options.webhookSecret, over.signal);
      if (!set.ok) return set;
    }
    return {
      ok: true,
      value: { peer: peerId(self === '' ? options.instance : self), name: found.value.name },
    };
  }

  /** Whether it lives, and then what was missed. */
  async function look(): Promise<void> {
    const why = await liveness.look(self, over.signal);
    if (over.signal.aborted) return;
    if (why !== null) return gone(why.code, why.failure);
    const wasAway = away;
    if (receives) await catchUp(wasAway !== null);
    away = null;
    if (wasAway !== null) sink?.standing?.(null);
    publish({ state: 'online' });
  }

  async function catchUp(whileAway: boolean): Promise<void> {
    const begun = clock.now();
    const found = await storedSince(client, lookedUntil - overlapMs, begun, over.signal);
    if (!found.ok || intake === undefined) {
      if (!found.ok)
        logger.warn({ account, code: found.failure.code }, 'what the server stored could not be looked at');
      return;
    }
    const count = await intake
      .keepStored(found.value, { cursor: JSON.stringify({ until: begun }), whileAway })
      .catch(() => null);
    if (count === null) return;
    if (count > 0 && !whileAway)
      logger.warn({ account, count }, 'the server stored messages that it never posted');
    lookedUntil = begun;
  }

  async function run(): Promise<void> {
    while (!over.signal.aborted && state !== 'lost') {
      await clock.sleep(lookEveryMs, AbortSignal.any([soon.signal, over.signal]));
      // What is told while it is looked is looked at next.
      soon = new AbortController();
      // It may have been set up meanwhile, or never was because nobody answered; whether it lives is another question.
      if (!over.signal.aborted && away !== null) await ready();
      if (!over.signal.aborted) await look();
    }
  }

  async function open(to: ChannelSink): Promise<ChannelResult<SelfInfo>> {
    if (sink !== undefined || over.signal.aborted) throw new Error('a channel is opened once');
    sink = to;
    intake = new EvolutionIntake(options, to, words, stateTold);
    publish({ state: 'connecting' });
    const first = await ready();
    if (first.ok) await look();
    else gone(first.failure.code, first.failure);
    running = run().catch((cause: unknown) => {
      const code = cause instanceof Error ? cause.name : 'UNKNOWN';
      logger.warn({ account, code }, 'looking after the instance broke off');
      offline('BROKEN_OFF', null);
    });
    if (!first.ok || away === null) return first;
    return { ok: false, failure: { kind: 'unsent', code: away } };
  }

  async function close(): Promise<void> {
    if (over.signal.aborted) return;
    over.abort();
    await running;
    client.close();
    publish({ state: 'closed' });
  }

  const operations = evolutionOperations({
    ...options,
    client: openOnly(client, over.signal),
    words,
    withheld: () => away,
  });
  return {
    channel: { capabilities: evolutionCapabilities, care: null, desk: null, open, close, ...operations },
    hook: evolutionHook(options.hookPath, options.webhookSecret, clock, async (event) => {
      if (intake === undefined || over.signal.aborted) return false;
      const name = textIn(event, 'event') ?? '';
      if (!name.startsWith('connection')) liveness.heard();
      return intake.keepEvent(event);
    }),
  };
}

function placeIn(cursor: string | null): Milliseconds | undefined {
  const place = cursor === null ? undefined : parsedJson(cursor);
  return isRecord(place) ? numberIn(place, 'until') : undefined;
}
