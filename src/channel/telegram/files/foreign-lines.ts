import { Api } from 'telegram';
import type { Clock, Milliseconds } from '../../../core/clock.js';
import type { ChannelResult } from '../../contract.js';
import { within, type Caller } from '../call.js';
import { classify, isTerminal } from '../failure.js';
import type { MtClient } from '../mt-client.js';

export interface ForeignLinesParts {
  readonly clock: Clock;
  /** The account's own connection. */
  readonly caller: Caller;
  readonly deadlines: { readonly connect: Milliseconds; readonly read: Milliseconds };
  /** A client for that data centre. The same one's key is used again as long as the program runs. */
  readonly clientFor: (dcId: number, host: string, port: number) => MtClient;
}

/** After so long without a file the connection is closed; the key is kept. */
const IDLE: Milliseconds = 180_000;

interface Line {
  readonly ready: Promise<ChannelResult<MtClient>>;
  timer: { cancel(): void };
  /** Files under way. */
  users: number;
}

/**
 * Connections to data centres where other people's files lie, made when one is needed. Whatever goes wrong with one of
 * them ends that one alone: the account's own connection is never touched (the library's own exported senders are not
 * closed with their client and connect for ever).
 */
export class ForeignLines {
  private readonly lines = new Map<number, Line>();
  private isClosed = false;

  constructor(private readonly parts: ForeignLinesParts) {}

  /** One request there, in time or not at all. */
  async call<R extends Api.AnyRequest>(dcId: number, request: R): Promise<ChannelResult<R['__response']>> {
    const { clock, deadlines } = this.parts;
    if (this.isClosed) return { ok: false, failure: { kind: 'unknown', code: 'NOT_CONNECTED' } };
    const line = this.lines.get(dcId) ?? this.open(dcId);
    line.users += 1;
    try {
      const client = await line.ready;
      if (!client.ok) return client;
      try {
        return { ok: true, value: await within(clock, deadlines.read, client.value.invoke(request)) };
      } catch (error) {
        const failure = classify(error);
        // No answer, or one that this key is not known there: the connection is of no use, and says nothing of the account.
        if (failure.kind !== 'unknown' && !isTerminal(failure)) return { ok: false, failure };
        this.end(dcId, line);
        return { ok: false, failure: { kind: 'unknown', code: failure.code } };
      }
    } finally {
      line.users -= 1;
      line.timer.cancel();
      line.timer = clock.after(IDLE, () => line.users === 0 && this.end(dcId, line), { unref: true });
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const open = [...this.lines];
    for (const [dcId, line] of open) this.end(dcId, line);
    await Promise.allSettled(open.map(([, { ready }]) => ready));
  }

  private open(dcId: number): Line {
    const line: Line = { ready: this.connect(dcId), timer: { cancel: () => undefined }, users: 0 };
    this.lines.set(dcId, line);
    const failed = (): void => {
      if (this.lines.get(dcId) === line) this.lines.delete(dcId);
    };
    line.ready.then((result) => result.ok || failed(), failed);
    return line;
  }

  private end(dcId: number, line: Line): void {
    line.timer.cancel();
    if (this.lines.get(dcId) === line) this.lines.delete(dcId);
    line.ready
      .then((result) =>
        result.ok ? within(this.parts.clock, this.parts.deadlines.read, result.value.destroy()) : undefined,
      )
      // Its sockets are closed by then in any case.
      .catch(() => undefined);
  }

  private async connect(dcId: number): Promise<ChannelResult<MtClient>> {
    const { caller, clock, deadlines, clientFor } = this.parts;
    const config = await caller.call(new Api.help.GetConfig(), deadlines.read);
    if (!config.ok) return config;
    const at = config.value.dcOptions.find(
      (option) => option.id === dcId && !option.ipv6 && !option.cdn && !option.tcpoOnly && !option.mediaOnly,
    );
    if (at === undefined) return { ok: false, failure: { kind: 'media-gone', code: 'DC_UNKNOWN' } };
    const exported = await caller.call(new Api.auth.ExportAuthorization({ dcId }), deadlines.read);
    if (!exported.ok) return exported;
    const client = clientFor(dcId, at.ipAddress, at.port);
    const { id, bytes } = exported.value;
    const opening = client
      .connect()
      .then(() => client.invoke(new Api.auth.ImportAuthorization({ id, bytes })));
    try {
      await within(clock, deadlines.connect, opening);
      return { ok: true, value: client };
    } catch (error) {
      client.destroy().catch(() => undefined);
      // The verdict about this connection is none about the account.
      return { ok: false, failure: { kind: 'unknown', code: classify(error).code } };
    }
  }
}
