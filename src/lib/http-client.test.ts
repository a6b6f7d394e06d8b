import { createServer as createPlain, type Server } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from './system-clock.js';
import { createPoster, type Poster } from './http-client.js';

async function listening(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function poster(): Poster {
  const made = createPoster(systemClock());
  onTestFinished(() => made.close());
  return made;
}

const ask = (port: number, scheme = 'http', deadline = 5_000) =>
  poster().post(new URL(`${scheme}://127.0.0.1:${port}/bot1:secret/x`), { a: 'é' }, { deadline });

it('gives what was answered, whatever the status', async () => {
  let got = '';
  const port = await listening(
    createPlain((request, response) => {
      request.on('data', (chunk: Buffer) => (got += chunk.toString()));
      request.on('end', () => {
        response.statusCode = 418;
        response.end('tea');
      });
    }),
  );
  expect(await ask(port)).toEqual({ kind: 'answered', status: 418, body: 'tea' });
  expect(got).toBe('{"a":"é"}');
});

it('knows that nothing left where there was no connection', async () => {
  const closed = createTcp();
  const port = await listening(closed);
  await new Promise((resolve) => closed.close(resolve));
  expect(await ask(port)).toEqual({ kind: 'unsent', code: 'ECONNREFUSED' });
  const noName = poster().post(new URL('http://nobody.invalid/'), {}, { deadline: 5_000 });
  expect(await noName).toMatchObject({ kind: 'unsent' });
  // It listens and does not speak TLS.
  const plain = await listening(createTcp((socket) => socket.end('hello')));
  expect(await ask(plain, 'https')).toMatchObject({ kind: 'unsent' });
  const gone = new AbortController();
  gone.abort();
  const aborted = poster().post(
    new URL(`http://127.0.0.1:${plain}/`),
    {},
    { deadline: 5_000, signal: gone.signal },
  );
  expect(await aborted).toMatchObject({ kind: 'unsent' });
});

it.each<[string, (socket: Socket) => void]>([
  ['a reset', (socket) => socket.resetAndDestroy()],
  ['an end without an answer', (socket) => socket.end()],
  ['silence', () => undefined],
  ['half an answer', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok":')],
  ['no HTTP', (socket) => socket.end('not HTTP at all\r\n\r\n')],
])('takes %s after the request was written for lost', async (_, answer) => {
  const server = createTcp((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  const port = await listening(server);
  const posted = await ask(port, 'http', 300);
  expect(posted).toMatchObject({ kind: 'lost' });
  expect(JSON.stringify(posted)).not.toContain('secret');
});
