import { Api } from 'telegram';
import { systemLagMeter } from '../../lib/system-lag-meter.js';
import type { Channel, ChannelCapabilities, ChannelResult, ChannelSink, SelfInfo } from '../contract.js';
import { createCaller } from './call.js';
import { accountCare } from './care.js';
import { gramClient } from './client.js';
import type { MtClientFactory } from './mt-client.js';
import { operations } from './operations.js';
import { DEFAULT_DEADLINES } from './options.js';
import type { TelegramChannelOptions } from './options.js';
import { PeerMemory } from './peer-memory.js';
import { toSelfInfo } from './self-info.js';
import { openSession } from './sign-in/session.js';
import { Supervisor } from './supervisor.js';
import { fromCursor, toPosition } from './updates/cursor.js';
import { UpdateEngine } from './updates/engine.js';
import { updateSource } from './updates/source.js';
import { sweep } from './updates/sweep.js';

const CAPABILITIES: ChannelCapabilities = {
  readMarks: true,
  typing: true,
  presence: true,
  edits: true,
  deletes: true,
  reactions: true,
  drafts: true,
  idempotentSends: true,
  // `message_length_max` of Telegram's config, counted in code points.
  maxTextLength: 4_096,
};

/**
 * One Telegram user account as a Channel. Throws an OperatorError when the stored session or position cannot be read;
 * everything after that is a value. `open` answers after the first attempt: a network failure is reported and the
 * channel keeps trying; only a lost account ends it.
 */
export function createTelegramChannel(options: TelegramChannelOptions): Channel {
  const { saveSession } = options;
  let session = options.session;
  openSession(session);
  return assembleChannel(options, (events) => {
    const current = openSession(session, (changed) => {
      session = changed;
      saveSession?.(changed);
    });
    return gramClient(options, current, events);
  });
}

function assembleChannel(options: TelegramChannelOptions, makeClient: MtClientFactory): Channel {
  const { account, clock, chance, logger, peerBook } = options;
  const lag = options.lag ?? systemLagMeter();
  const deadlines = options.deadlines ?? DEFAULT_DEADLINES;
  const start = options.cursor === null ? undefined : fromCursor(options.cursor);
  const peers = new PeerMemory(peerBook);
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
      sink,
      peers,
      start,
      source: updateSource(caller, deadlines.read),
      sweep: (scope, context) => sweep({ caller, peerBook, context, deadline: deadlines.read }, scope),
    });
    engine = updates;
    supervisor = new Supervisor({
      account,
      clock,
      chance,
      logger,
      lag,
      makeClient,
      connectDeadline: deadlines.connect,
      probe: async (client) => {
        const [user] = await client.invoke(new Api.users.GetUsers({ id: [new Api.InputUserSelf()] }));
        self = toSelfInfo(user);
        if (!updates.hasPosition) {
          updates.begin(toPosition(await client.invoke(new Api.updates.GetState())));
        }
      },
      published: (state) => {
        if (state.state === 'online' && self !== undefined) updates.connected(self.peer);
        else updates.disconnected();
        sink.connection(state);
      },
      pushed: (container) => updates.push(container),
      missed: (reason) => updates.want(reason),
    });
    const first = await supervisor.start();
    if (!first.ok) return first;
    if (self === undefined) throw new Error('online without knowing as whom');
    return { ok: true, value: self };
  }

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    await engine?.close();
    await supervisor?.close();
    lag.close();
  }

  return {
    capabilities: CAPABILITIES,
    care: accountCare({ caller, clock, chance, deadlines }),
    open,
    close,
    ...operations({ caller, peers, clock, deadlines }),
  };
}
