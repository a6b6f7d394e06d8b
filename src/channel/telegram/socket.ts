import { Socket } from 'node:net';
import { PromisedNetSockets } from 'telegram/extensions/index.js';
import type { Clock, Milliseconds } from '../../core/clock.js';

/** Where connections go instead of the address the library picked; it hard-codes the ports (TELEGRAM 11). */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

export interface SocketGate {
  /** The socket class to hand to one client. */
  readonly Socket: typeof PromisedNetSockets;
  /**
   * Destroys every socket of the client and refuses new ones. The library may reconnect a second after it was
   * destroyed (TELEGRAM 1.5, 4); behind a closed gate it cannot, so a session is never on two connections.
   */
  close(): void;
}

/** The operating system would wait two minutes for a host that swallows packets. */
const CONNECT_TIMEOUT: Milliseconds = 10_000;
const KEEP_ALIVE: Milliseconds = 30_000;

export function socketGate(clock: Clock, destination?: Destination): SocketGate {
  const open = new Set<Socket>();
  let closed = false;

  class GatedSocket extends PromisedNetSockets {
    private readonly viaSocks: boolean;
    private socket: Socket | undefined;
    private chunks: Buffer[] = [];
    private buffered = 0;
    private ended = true;
    private waiting: (() => void) | undefined;

    constructor(proxy?: ConstructorParameters<typeof PromisedNetSockets>[0]) {
      super(proxy);
      this.viaSocks = proxy !== undefined && !('MTProxy' in proxy);
    }

    override async connect(port: number, ip: string): Promise<this> {
      if (closed) throw failure('ERR_GATE_CLOSED');
      const to = destination ?? { host: ip, port };
      const socket = this.viaSocks ? await this.connectSocks(to) : await connectDirect(clock, to, open);
      if (closed) {
        socket.destroy();
        throw failure('ERR_GATE_CLOSED');
      }
      this.attach(socket);
      return this;
    }

    private async connectSocks(to: Destination): Promise<Socket> {
      try {
        await super.connect(to.port, to.host);
      } catch (cause) {
        throw failure(proxyCode(cause));
      }
      const { client } = this as unknown as { client: Socket };
      client.removeAllListeners('data');
      return client;
    }

    private attach(socket: Socket): void {
      this.socket = socket;
      this.chunks = [];
      this.buffered = 0;
      this.ended = false;
      open.add(socket);
      // Small packets go out at once: behind Nagle an answer waits for an acknowledgement, 40 ms on loopback.
      socket.setNoDelay(true);
      socket.setKeepAlive(true, KEEP_ALIVE);
      socket.on('data', (chunk: Buffer) => {
        this.chunks.push(chunk);
        this.buffered += chunk.length;
        this.wake();
      });
      // 'close' follows every 'error' and is what ends the connection.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        this.ended = true;
        this.wake();
      });
    }

    private wake(): void {
      const { waiting } = this;
      this.waiting = undefined;
      waiting?.();
    }

    override async readExactly(count: number): Promise<Buffer> {
      while (this.buffered < count) {
        if (this.ended) throw failure('ERR_SOCKET_CLOSED');
        await new Promise<void>((resolve) => (this.waiting = resolve));
      }
      return this.take(count);
    }

    /** The library's codecs ask for whole fields here and do not look at how much they got. */
    override read(count: number): Promise<Buffer> {
      return this.readExactly(count);
    }

    override async readAll(): Promise<Buffer> {
      const first = await this.readExactly(1);
      return Buffer.concat([first, this.take(this.buffered)]);
    }

    private take(count: number): Buffer {
      const first = this.chunks[0];
      this.buffered -= count;
      if (first !== undefined && first.length === count) {
        this.chunks.shift();
        return first;
      }
      if (first !== undefined && first.length > count) {
        this.chunks[0] = first.subarray(count);
        return first.subarray(0, count);
      }
      const all = Buffer.concat(this.chunks);
      this.chunks = all.length > count ? [all.subarray(count)] : [];
      return all.subarray(0, count);
    }

    override write(data: Buffer): void {
      if (this.ended || this.socket === undefined) throw failure('ERR_SOCKET_CLOSED');
      this.socket.write(data);
    }

    override async close(): Promise<void> {
      this.socket?.destroy();
      this.ended = true;
      this.wake();
    }

    override toString(): string {
      return 'GatedSocket';
    }
  }

  return {
    Socket: GatedSocket,
    close: () => {
      closed = true;
      for (const socket of open) socket.destroy();
    },
  };
}

function connectDirect(clock: Clock, to: Destination, open: Set<Socket>): Promise<Socket> {
  const socket = new Socket();
  open.add(socket);
  return new Promise<Socket>((resolve, reject) => {
    const timer = clock.after(CONNECT_TIMEOUT, () => socket.destroy(failure('ETIMEDOUT')));
    const fail = (error?: unknown): void => {
      timer.cancel();
      open.delete(socket);
      reject(error instanceof Error ? error : failure('ERR_SOCKET_CLOSED'));
    };
    socket.once('error', fail);
    socket.once('close', fail);
    socket.connect(to.port, to.host, () => {
      timer.cancel();
      socket.removeListener('error', fail);
      socket.removeListener('close', fail);
      resolve(socket);
    });
  });
}

/** The proxy's library has no codes, only sentences of its own. */
function proxyCode(cause: unknown): string {
  const said = cause instanceof Error ? cause.message : '';
  if (/authentication/i.test(said)) return 'PROXY_LOGIN_REFUSED';
  return /rejected connection/i.test(said) ? 'PROXY_REFUSED' : 'PROXY_UNREACHABLE';
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
