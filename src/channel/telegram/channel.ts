import { systemLagMeter } from '../../lib/system-lag-meter.js';
import { Api } from 'telegram';
import type { Milliseconds } from '../../core/clock.js';
import type { PeerId, RemoteMessageId } from '../../core/ids.js';
import type {
  Channel,
  ChannelResult,
  ChannelSink,
  ConnectionState,
  SelfInfo,
  TypingAction,
} from '../contract.js';
import { automationOn } from './automation.js';
import { createCaller } from './call.js';
import { userAccountCapabilities } from './capabilities.js';
import { accountCare } from './care.js';
import { gramClient } from './client.js';
import { classify, FailedCall } from './failure.js';
import { presentPosition, whoWeAre } from './first-questions.js';
import type { Ask } from './first-questions.js';
import { Hearing } from './hearing.js';
import { fetchFile } from './files/fetch-file.js';
import { ForeignLines } from './files/foreign-lines.js';
import type { MtClient, MtClientEvents, MtClientFactory } from './mt-client.js';
import { operations } from './operations.js';
import { DEFAULT_DEADLINES } from './options.js';
import type { TelegramChannelOptions } from './options.js';
import { PeerMemory } from './peer-memory.js';
import { ServerClock } from './server-clock.js';
import { openSession, type LeanSession } from './sign-in/session.js';
import { Supervisor } from './supervisor.js';
import { fromCursor } from './updates/cursor.js';
import { UpdateEngine } from './updates/engine.js';
import { updateSource } from './updates/source.js';
import { sweep } from './updates/sweep.js';
import { sweepById } from './updates/sweep-by-id.js';
import { unseenBefore } from './updates/unseen-before.js';
import { fromText } from './tl-ids.js';
import { mtproxySecret } from './wire/proxy.js';
import { TlSchema } from './wire/schema.js';

/** Chats whose unread messages are remembered to have been looked at. */
const mostLookedInto = 20_000;

/**
 * One Telegram user account as a Channel. Throws an OperatorError when the stored session or position, or the proxy's secret, cannot be read;
 * everything after that is a value. `open` answers after the first attempt: a network failure is reported and the
 * channel keeps trying; only a lost account ends it.
 */
export function createTelegramChannel(options: TelegramChannelOptions): Channel {
  const { saveSession } = options;
  let session = options.session;
  openSession(session);
  if (options.proxy?.kind === 'mtproxy') mtproxySecret(options.proxy);
  const schema = new TlSchema();
  /** Keys of other data centres live as long as the program: a new one costs a second of arithmetic. */
  const abroad = new Map<number, LeanSession>();
  const clientAbroad: ClientAbroad = (dcId, host, port) => {
    const known = abroad.get(dcId) ?? openSession('');
    abroad.set(dcId, known);
    if (!known.serverAddress) known.setDC(dcId, host, port);
    return gramClient({ ...options, session: '' }, known, nobodyListens, schema);
  };
  return assembleChannel(options, clientAbroad, (events) => {
    const current = openSession(session, (changed) => {
      session = changed;
      saveSession?.(changed);
    });
    return gramClient(options, current, events, schema);
  });
}

type ClientAbroad = (dcId: number, host: string, port: number) => MtClient;

/** Files are fetched on such a connection and nothing is told on it. */
const nobodyListens: MtClientEvents = {
  pushed: () => undefined,
  sessionRenewed: () => undefined,
  undecodable: () => undefined,
  lost: () => undefined,
  serverTime: () => undefined,
  dropped: () => undefined,
  keyUnknown: () => undefined,
};

function assembleChannel(
  options: TelegramChannelOptions,
  clientFor: ClientAbroad,
  makeClient: MtClientFactory,
): Channel {
  const { account, clock, chance, logger, peerBook } = options;
  const lag = options.lag ?? systemLagMeter();
  const deadlines = options.deadlines ?? DEFAULT_DEADLINES;
  const start = options.cursor === null ? undefined : fromCursor(options.cursor);
  const peers = new PeerMemory(peerBook);
  const hearing = new Hearing(account, logger);
  const serverClock = new ServerClock(clock, tellClock);
  let connection: ConnectionState = { state: 'connecting' };
  let sinkOf: ChannelSink | undefined;
  let engine: UpdateEngine | undefined;
  let supervisor: Supervisor | undefined;
  let self: SelfInfo | undefined;
  let closed = false;

  const caller = createCaller({
    clock,
    line: () => supervisor?.line(),
    verdict: () => supervisor?.verdict,
    failed: (failure) => supervisor?.failed(failure),
    succeeded: (request, result) => engine?.own(request, result),
  });

  async function open(sink: ChannelSink): Promise<ChannelResult<SelfInfo>> {
    if (supervisor !== undefined || closed) throw new Error('a channel is opened once');
    const updates = new UpdateEngine({
      account,
      clock,
      chance,
      logger,
      sink: heardBy(sink, hearing),
      peers,
      start,
      source: updateSource(caller, deadlines.read, serverClock),
      serverClock,
      sweep: (scope, context) => sweep({ caller, peerBook, context, deadline: deadlines.read }, scope),
      sweepById: (context) => sweepById((request) => caller.call(request, deadlines.read), peerBook, context),
      hearing,
    });
    engine = updates;
    hearing.reportTo(sink);
    sinkOf = sink;
    supervisor = new Supervisor({
      account,
      clock,
      chance,
      logger,
      lag,
      makeClient,
      connectDeadline: deadlines.connect,
      probe: async (client) => {
        const ask: Ask = (request) => asked(client.invoke(request));
        self = orThrow(await whoWeAre(ask, self ?? options.self));
        if (updates.hasPosition) return;
        updates.begin(orThrow(await presentPosition(ask, Math.floor(serverClock.now() / 1_000))));
      },
      published: (state) => {
        if (state.state === 'online' && self !== undefined) updates.connected(self.peer);
        else updates.disconnected();
        connection = state;
        sink.connection(withClock(state, serverClock.ahead));
      },
      pushed: (container) => updates.push(container),
      missed: (reason) => updates.want(reason),
      lost: (objects) => hearing.lost(objects),
      serverTime: (at) => serverClock.heard(at),
    });
    const first = await supervisor.start();
    if (!first.ok) return first;
    if (self === undefined) throw new Error('online without knowing as whom');
    tellAutomation().catch((cause: unknown) =>
      logger.info({ account, code: classify(cause).code }, 'the settings of the account were not looked at'),
    );
    return { ok: true, value: self };
  }

  async function tellAutomation(): Promise<void> {
    for (const code of await automationOn((request) => caller.call(request, deadlines.read))) {
      logger.warn({ account, code }, 'the account answers people by itself; its settings turn that off');
    }
  }

  function tellClock(ahead: Milliseconds): void {
    const code = ahead > 0 ? 'MACHINE_CLOCK_BEHIND' : 'MACHINE_CLOCK_AHEAD';
    if (isWrong(ahead)) {
      logger.warn({ account, code, ms: Math.abs(ahead) }, "the clock of this machine is not the server's");
    }
    if (connection.state === 'online') sinkOf?.connection(withClock(connection, ahead));
  }

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    await engine?.close();
    await foreign.close();
    await supervisor?.close();
    lag.close();
  }

  const foreign = new ForeignLines({ clock, caller, deadlines, clientFor });
  const files = {
    clock,
    caller,
    foreign,
    home: () => supervisor?.line()?.client.dcId ?? 0,
    deadline: deadlines.read,
  };
  const calls = operations({
    caller,
    peers,
    clock,
    serverClock,
    deadlines,
    fetchMedia: (request) => fetchFile(files, request),
  });
  /** Chats of which it is known what is unread in them. One entry is about 100 bytes. */
  const lookedInto = new Set<PeerId>();

  /** Chats whose read mark is on its way. */
  const marking = new Map<PeerId, Promise<unknown>>();

  /** A first look into a chat takes a moment: the person is shown "read" before "typing" all the same. */
  async function setTyping(peer: PeerId, action: TypingAction): Promise<ChannelResult<void>> {
    await marking.get(peer);
    return calls.setTyping(peer, action);
  }

  async function markRead(peer: PeerId, upTo: RemoteMessageId): Promise<ChannelResult<void>> {
    const marked = markSeen(peer, upTo);
    const settled: Promise<unknown> = marked
      .catch(() => undefined)
      .then(() => marking.get(peer) === settled && marking.delete(peer));
    marking.set(peer, settled);
    return marked;
  }

  /** Nothing is marked read that was written before we were here and nobody saw: it is taken in first. */
  async function markSeen(peer: PeerId, upTo: RemoteMessageId): Promise<ChannelResult<void>> {
    const context = engine?.identity;
    const hash = lookedInto.has(peer) ? undefined : await peers.address(peer);
    if (context === undefined || hash === undefined) return calls.markRead(peer, upTo);
    if (lookedInto.size >= mostLookedInto) lookedInto.clear();
    lookedInto.add(peer);
    const to = new Api.InputPeerUser({ userId: fromText(peer), accessHash: fromText(hash) });
    const unseen = await unseenBefore(
      { caller, peerBook, context, deadline: deadlines.read },
      peer,
      to,
      upTo,
    );
    if (unseen.length === 0) return calls.markRead(peer, upTo);
    engine?.found(unseen);
    return { ok: true, value: undefined };
  }

  return {
    capabilities: userAccountCapabilities,
    desk: null,
    care: accountCare({ caller, peers, clock, serverClock, chance, deadlines }),
    open,
    close,
    ...calls,
    markRead,
    setTyping,
  };
}

/** Beyond this it is no matter of synchronisation any more: the clock is wrong, or its time zone was taken for UTC. */
const WRONG_CLOCK: Milliseconds = 60_000;

function isWrong(ahead: Milliseconds): boolean {
  return Math.abs(ahead) >= WRONG_CLOCK;
}

function withClock(state: ConnectionState, ahead: Milliseconds): ConnectionState {
  return state.state === 'online' && isWrong(ahead) ? { state: 'online', serverAhead: ahead } : state;
}

/** The sink, with the hearing told of each batch in which somebody's message could be read. */
function heardBy(sink: ChannelSink, hearing: Hearing): ChannelSink {
  return {
    accept: async (batch) => {
      await sink.accept(batch);
      if (batch.events.some((event) => event.kind === 'message')) hearing.messageRead();
    },
    moment: (event) => sink.moment(event),
    connection: (state) => sink.connection(state),
  };
}

async function asked<T>(answer: Promise<T>): Promise<ChannelResult<T>> {
  try {
    return { ok: true, value: await answer };
  } catch (error) {
    return { ok: false, failure: classify(error) };
  }
}

function orThrow<T>(result: ChannelResult<T>): T {
  if (!result.ok) throw new FailedCall(result.failure);
  return result.value;
}
