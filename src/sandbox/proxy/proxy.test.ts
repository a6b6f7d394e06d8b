import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../lib/system-clock.js';
import { startTcpProxy, type TcpProxy } from './proxy.js';

/** A server that keeps what it got and says what it is told, behind a proxy. */
async function behindProxy(): Promise<{ proxy: TcpProxy; got: Buffer[]; ends: Socket[] }> {
  const got: Buffer[] = [];
  const ends: Socket[] = [];
  const server = createServer((socket) => {
    ends.push(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => got.push(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const proxy = await startTcpProxy({
    clock: systemClock(),
    target: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
  });
  onTestFinished(() => proxy.close());
  return { proxy, got, ends };
}

async function dial(proxy: TcpProxy): Promise<{ socket: Socket; seen: Buffer[]; closed: Promise<string> }> {
  const socket = connect(proxy.port, proxy.host);
  const seen: Buffer[] = [];
  const closed = new Promise<string>((resolve) => {
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    socket.on('close', () => resolve('closed'));
  });
  socket.on('data', (chunk) => seen.push(chunk));
  await once(socket, 'connect');
  onTestFinished(() => void socket.destroy());
  return { socket, seen, closed };
}

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();
const until = (isTrue: () => boolean): Promise<void> => expect.poll(isTrue, { timeout: 5_000 }).toBe(true);

describe('the TCP proxy', () => {
  it('passes bytes both ways and counts them', async () => {
    const { proxy, got, ends } = await behindProxy();
    const { socket, seen } = await dial(proxy);
    socket.write('hello');
    await until(() => text(got) === 'hello');
    ends[0]?.write('welcome');
    await until(() => text(seen) === 'welcome');
    expect(proxy.counts()).toMatchObject({ dials: 1, open: 1, mostOpen: 1, up: 5, down: 7 });
  });

  it('cuts right after the n-th byte', async () => {
    const { proxy, got } = await behindProxy();
    const { socket, closed } = await dial(proxy);
    proxy.cutAfter('up', 3);
    socket.write('abcdef');
    await closed;
    await until(() => text(got) === 'abc');
    expect(proxy.counts().open).toBe(0);
    const next = await dial(proxy);
    next.socket.write('ghi');
    await until(() => text(got) === 'abcghi');
  });

  it('keeps what is written into a stalled direction until it heals, and lets the other one through', async () => {
    const { proxy, got, ends } = await behindProxy();
    const { socket, seen } = await dial(proxy);
    socket.write('a');
    await until(() => text(got) === 'a');
    proxy.stall('down');
    ends[0]?.write('x');
    socket.write('b');
    await until(() => text(got) === 'ab');
    expect(text(seen)).toBe('');
    proxy.heal();
    await until(() => text(seen) === 'x');
  });

  it('swallows everything in a black hole, and a connection that lost bytes stays dead', async () => {
    const { proxy, got } = await behindProxy();
    const { socket } = await dial(proxy);
    proxy.blackHole();
    socket.write('lost');
    const inside = await dial(proxy);
    inside.socket.write('lost too');
    await until(() => proxy.counts().swallowed === 12);
    proxy.heal();
    socket.write('still lost');
    const after = await dial(proxy);
    after.socket.write('found');
    await until(() => text(got).includes('found'));
    expect(text(got)).toBe('found');
  });

  it('resets what is open and refuses what comes', async () => {
    const { proxy } = await behindProxy();
    const { closed } = await dial(proxy);
    expect(proxy.reset()).toBe(1);
    expect(await closed).toBe('ECONNRESET');
    proxy.refuse();
    const refused = connect(proxy.port, proxy.host);
    const code = await new Promise((resolve) => {
      refused.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      refused.on('close', () => resolve('closed'));
    });
    expect(['ECONNRESET', 'closed']).toContain(code);
    expect(proxy.counts()).toMatchObject({ dials: 1, open: 0 });
  });

  it('hands bytes over one by one', async () => {
    const { proxy, got } = await behindProxy();
    const { socket } = await dial(proxy);
    proxy.slice(1);
    socket.write('piecemeal');
    await until(() => text(got) === 'piecemeal');
    expect(got.length).toBeGreaterThan(1);
  });
});
