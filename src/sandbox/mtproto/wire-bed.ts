import { systemClock } from '../../lib/system-clock.js';
import { RpcError, type RpcCaller, type RpcReply, type TlObject, type TlValue } from './rpc.js';
import { startMtprotoServer, type MtprotoServer } from './server.js';
import { WireClient } from './wire-client.js';

export const NEAREST: TlObject = { _: 'nearestDc', country: 'NL', thisDc: 2, nearestDc: 2 };
export const GET_DC: TlObject = { _: 'help.getNearestDc' };

export type Handler = (method: TlObject) => Promise<RpcReply> | RpcReply;

export function result(value: TlValue): RpcReply {
  return { kind: 'result', value };
}

/** For tests: a server over the least possible API layer, and the clients opened to it. */
export class WireBed {
  readonly calls: { method: TlObject; caller: RpcCaller }[] = [];
  /** `+key` and `-key` as sessions come and go. */
  readonly comings: string[] = [];
  readonly problems: string[] = [];
  /** Answers by method; what is not here is METHOD_NOT_IMPLEMENTED. */
  readonly handlers = new Map<string, Handler>([['help.getNearestDc', () => result(NEAREST)]]);
  private readonly clients: WireClient[] = [];
  private running: MtprotoServer | null = null;

  static async start(pem: string): Promise<WireBed> {
    const bed = new WireBed();
    bed.running = await startMtprotoServer({
      clock: systemClock(),
      key: { pem },
      onError: (error, where) => bed.problems.push(`${where}: ${String(error)}`),
      application: {
        call: (method, caller) => {
          bed.calls.push({ method, caller });
          const handler = bed.handlers.get(method._);
          if (!handler) throw new RpcError(400, 'METHOD_NOT_IMPLEMENTED');
          return handler(method);
        },
        connected: (caller) => bed.comings.push(`+${caller.keyId}`),
        disconnected: (caller) => bed.comings.push(`-${caller.keyId}`),
      },
    });
    return bed;
  }

  get server(): MtprotoServer {
    if (!this.running) throw new Error('the bed is not started');
    return this.running;
  }

  /** A client with a key, the right salt and its layer told. */
  async ready(): Promise<WireClient> {
    const client = await WireClient.ready(this.server);
    this.clients.push(client);
    return client;
  }

  /** A client that has only connected. */
  async opened(): Promise<WireClient> {
    const client = await WireClient.open(this.server);
    this.clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.server.close();
  }
}

export function keyId(client: WireClient): string {
  return client.auth?.id ?? '';
}
