import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Socks5Server {
  readonly port: number;
  /** Where clients asked to be connected to, as `host:port`. */
  readonly asked: readonly string[];
}

/** A SOCKS5 proxy on loopback (RFC 1928, CONNECT only), with a user name and a password when given (RFC 1929). */
export async function socks5Server(login?: { user: string; password: string }): Promise<Socks5Server> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => client.destroy());
    serve(client, login, asked, open).catch(() => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked };
}

async function serve(
  client: Socket,
  login: { user: string; password: string } | undefined,
  asked: string[],
  open: Set<Socket>,
): Promise<void> {
  const read = reader(client);
  const [, methods = 0] = await read(2);
  const offered = await read(methods);
  const method = login === undefined ? 0 : 2;
  if (!offered.includes(method)) {
    client.end(Buffer.from([5, 0xff]));
    return;
  }
  client.write(Buffer.from([5, method]));
  if (login) {
    const [, userLength = 0] = await read(2);
    const user = (await read(userLength)).toString();
    const [passwordLength = 0] = await read(1);
    const password = (await read(passwordLength)).toString();
    const isRight = user === login.user && password === login.password;
    client.write(Buffer.from([1, isRight ? 0 : 1]));
    if (!isRight) {
      client.end();
      return;
    }
  }
  const [, , , kind] = await read(4);
  const host = await address(read, kind);
  const port = (await read(2)).readUInt16BE();
  asked.push(`${host}:${port}`);
  const server = connect(port, host);
  open.add(server);
  server.on('error', () => client.destroy());
  await once(server, 'connect');
  client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
  read.handOver(server);
  server.pipe(client);
}

async function address(read: Reader, kind: number | undefined): Promise<string> {
  if (kind === 1) return (await read(4)).join('.');
  const [length = 0] = await read(1);
  return (await read(length)).toString();
}

interface Reader {
  (count: number): Promise<Buffer>;
  /** From now on everything goes to the other side. */
  handOver(to: Socket): void;
}

function reader(socket: Socket): Reader {
  let held = Buffer.alloc(0);
  let wake = (): void => undefined;
  const take = (chunk: Buffer): void => {
    held = Buffer.concat([held, chunk]);
    wake();
  };
  socket.on('data', take);
  const read = async (count: number): Promise<Buffer> => {
    while (held.length < count) {
      await new Promise<void>((resolve, reject) => {
        wake = resolve;
        socket.once('close', () => reject(new Error('closed')));
      });
    }
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  return Object.assign(read, {
    handOver: (to: Socket) => {
      socket.off('data', take);
      to.write(held);
      socket.pipe(to);
    },
  });
}
