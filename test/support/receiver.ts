import { once } from 'node:events';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** One POST as it came. */
export interface Received {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A receiver of webhooks on loopback. `answers` are the statuses of the first requests; every other one is taken. */
export async function webhookReceiver(
  answers: readonly { readonly status: number; readonly headers?: Readonly<Record<string, string>> }[] = [],
) {
  const received: Received[] = [];
  const waiting: { readonly count: number; readonly done: () => void }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    request.on('end', () => {
      const answer = answers[received.length] ?? { status: 204 };
      received.push({
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body: JSON.parse(text) as Received['body'],
      });
      response.writeHead(answer.status, answer.headers).end();
      for (const one of waiting) if (received.length >= one.count) one.done();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a listening server has no address');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    /** Resolves once so many requests came. */
    got: (count: number) =>
      new Promise<readonly Received[]>((resolve) => {
        const done = (): void => resolve(received);
        if (received.length >= count) done();
        else waiting.push({ count, done });
      }),
  };
}
