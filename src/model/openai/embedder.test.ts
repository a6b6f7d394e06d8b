import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../lib/system-clock.js';
import { createLocalEmbedder } from '../local/embedder.js';
import { createOpenAiEmbedder } from './embedder.js';

/** A server that gives these answers in turn. */
async function embedder(...answers: readonly (readonly [status: number, body: object])[]) {
  let next = 0;
  const server: Server = createServer((request, response) => {
    request.resume();
    const [status, body] = answers[next] ?? [500, {}];
    next += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return createOpenAiEmbedder({
    endpoint: 'here',
    model: 'small',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    apiKey: 'none',
    clock: systemClock(),
  });
}

const list = (...vectors: readonly (readonly [index: number, embedding: readonly unknown[]])[]) => ({
  data: vectors.map(([index, embedding]) => ({ index, embedding })),
});

const asked = () => ({ signal: new AbortController().signal, as: 'query' }) as const;

it('gives vectors of unit length in the order of the texts', async () => {
  const { name, embed } = await embedder([200, list([1, [0, 2]], [0, [3, 4]])]);
  const result = await embed(['one', 'two'], asked());
  expect(name).toBe('here:small');
  expect(result.ok && result.vectors.map((vector) => [...vector])).toEqual([
    [expect.closeTo(0.6), expect.closeTo(0.8)],
    [0, 1],
  ]);
});

it('takes nothing for a vector that is none, and says what failed', async () => {
  const { embed } = await embedder(
    [200, list([0, [1, 0]])],
    [200, list([0, [1, 0]], [1, [1]])],
    [200, list([0, [1, 'x']], [1, [1, 0]])],
    [401, { error: { message: 'no' } }],
    [503, { error: { message: 'busy' } }],
  );
  const kinds: unknown[] = [];
  for (let time = 0; time < 5; time += 1) {
    const result = await embed(['one', 'two'], asked());
    kinds.push(result.ok ? 'vectors' : result.failure.kind);
  }
  expect(kinds).toEqual(['garbage', 'garbage', 'garbage', 'unauthorized', 'overloaded']);
});

it('of this machine says what to install where the package is missing, and downloads nothing', async () => {
  const settings = { model: 'e5-small', models: '/models' };
  await expect(
    createLocalEmbedder({ ...settings, load: () => Promise.reject(new Error('not found')) }),
  ).rejects.toThrow(/not installed.*npm install @huggingface\/transformers/su);

  const env = { localModelPath: '', allowRemoteModels: true };
  const inputs: string[][] = [];
  const extract = (texts: string[]) => {
    inputs.push(texts);
    return Promise.resolve({ tolist: () => texts.map(() => [0, 5]) });
  };
  const load = () => Promise.resolve({ env, pipeline: () => Promise.resolve(extract) });
  const local = await createLocalEmbedder({ ...settings, load });
  const result = await local.embed(['a cat'], asked());
  expect(result.ok && [...(result.vectors[0] ?? [])]).toEqual([0, 1]);
  expect(inputs).toEqual([['query: a cat']]);
  expect(env).toEqual({ localModelPath: '/models', allowRemoteModels: false });
});
