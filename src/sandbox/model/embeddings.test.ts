import { OpenAI, APIError } from 'openai';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ManualClock } from '../../../test/support/manual-clock.js';
import { startModelServer, type ModelServer } from './server.js';

let server: ModelServer;
let client: OpenAI;

beforeEach(async () => {
  server = await startModelServer({ clock: new ManualClock() });
  client = new OpenAI({ apiKey: 'key', baseURL: `${server.baseUrl}/v1`, maxRetries: 0 });
});
afterEach(() => server.close());

const embed = (input: string[]) =>
  client.embeddings.create({ model: 'any', input, encoding_format: 'float' });

const likeness = (one: readonly number[] = [], other: readonly number[] = []) =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

it('puts texts of the same words near one another, the same each time', async () => {
  const texts = ['we walked to the harbour', 'walking the harbours', 'my invoice is late'];
  const first = (await embed(texts)).data.map(({ embedding }) => embedding);
  expect((await embed(texts)).data.map(({ embedding }) => embedding)).toEqual(first);
  expect(likeness(first[0], first[0])).toBeCloseTo(1);
  expect(likeness(first[0], first[1])).toBeGreaterThan(likeness(first[0], first[2]) + 0.3);
});

it('refuses what is no text', async () => {
  const refused = await embed(['']).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(APIError);
  expect(refused).toMatchObject({ status: 400 });
});
