import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSecret, startReceiver, type DeliveryOutcome, type Receiver } from './receiver.js';

const SECRET = 'sesame-0123456789';
const HEADER = 'x-telegram-bot-api-secret-token';

describe('the receiver', () => {
  let receiver: Receiver;
  let outcome: DeliveryOutcome | Error;
  let stored: string[];
  let errors: unknown[];

  beforeEach(async () => {
    outcome = { kind: 'kept' };
    stored = [];
    errors = [];
    receiver = await listening(10_000);
  });

  afterEach(() => receiver.close());

  function listening(patienceMs: number): Promise<Receiver> {
    return startReceiver({
      host: '127.0.0.1',
      port: 0,
      maxBody: 1000,
      patienceMs,
      onError: (cause) => errors.push(cause),
      hooks: [
        {
          path: '/hooks/luna',
          isGenuine: ({ headers }) => isSecret(headers[HEADER], SECRET),
          deliver: ({ body }) => {
            if (outcome instanceof Error) return Promise.reject(outcome);
            stored.push(body.toString());
            return Promise.resolve(outcome);
          },
        },
      ],
    });
  }

  /** The status, how long to wait, and the length of the body. */
  function post(
    body: string,
    { path = '/hooks/luna', secret = SECRET, method = 'POST', chunked = false } = {},
  ): Promise<{ status: number; retryAfter: string | undefined; body: string }> {
    return new Promise((resolve, reject) => {
      const call = request(
        {
          port: receiver.port,
          path,
          method,
          agent: false,
          headers: { [HEADER]: secret, ...(chunked ? {} : { 'content-length': Buffer.byteLength(body) }) },
        },
        (response) => {
          let told = '';
          response.on('data', (chunk: Buffer) => (told += chunk.toString()));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              retryAfter: response.headers['retry-after'],
              body: told,
            }),
          );
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }

  it('answers with nothing but 200 once the delivery is kept', async () => {
    expect(await post('{"update_id":1}')).toEqual({ status: 200, retryAfter: undefined, body: '' });
    expect(stored).toEqual(['{"update_id":1}']);
  });

  it('asks to come again while the store is unwell, also where it throws', async () => {
    outcome = { kind: 'later', afterSeconds: 30 };
    expect(await post('{}')).toMatchObject({ status: 503, retryAfter: '30' });
    outcome = new Error('disk full');
    expect(await post('{}')).toMatchObject({ status: 503, retryAfter: '5' });
    expect(errors).toEqual([outcome]);
  });

  it.each([
    ['a wrong secret', { secret: 'sesame-0123456780' }, 401],
    ['a part of the secret', { secret: 'sesame' }, 401],
    ['no secret', { secret: '' }, 401],
    ['another path', { path: '/hooks/lun' }, 404],
    ['another method', { method: 'PUT' }, 405],
  ])('turns away %s before anything is stored', async (_, how, status) => {
    expect((await post('{"update_id":1}', how)).status).toBe(status);
    expect(stored).toEqual([]);
  });

  it('refuses what is too long, announced or not', async () => {
    expect((await post('x'.repeat(1001))).status).toBe(413);
    expect((await post('x'.repeat(1001), { chunked: true })).status).toBe(413);
    expect((await post('x'.repeat(1000))).status).toBe(200);
    expect(stored).toHaveLength(1);
    expect(receiver.counts).toMatchObject({ tooLarge: 2, kept: 1 });
  });

  it('cuts off who sends a request in drops', async () => {
    await receiver.close();
    receiver = await listening(200);
    const socket = connect(receiver.port, '127.0.0.1');
    socket.write('POST /hooks/luna HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
    await new Promise<void>((resolve) => {
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
      socket.resume();
    });
    expect(stored).toEqual([]);
  });

  it('keeps every genuine delivery of a flood and stores nothing else', async () => {
    const flood = Array.from({ length: 600 }, (_, at) =>
      at % 10 === 0 ? post(`{"update_id":${at}}`) : post('{"update_id":0}', { secret: 'guess' }),
    );
    const statuses = (await Promise.all(flood)).map((one) => one.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.filter((status) => status === 401)).toHaveLength(540);
    expect(stored).toHaveLength(60);
    expect(receiver.counts).toMatchObject({ kept: 60, refused: 540 });
  });

  it.each(['0.0.0.0', '::', '10.1.2.3', 'example.org'])('does not listen on %s in the open', async (host) => {
    await expect(startReceiver({ host, port: 0, hooks: [], onError: () => undefined })).rejects.toThrow(
      /can be reached from outside without TLS/,
    );
  });

  it('listens there behind a proxy', async () => {
    const open = await startReceiver({
      host: '0.0.0.0',
      port: 0,
      behindProxy: true,
      hooks: [],
      onError: () => undefined,
    });
    await open.close();
  });
});

it('knows a secret only whole', () => {
  expect(isSecret('abc', 'abc')).toBe(true);
  expect(isSecret('abcd', 'abc')).toBe(false);
  expect(isSecret('ab', 'abc')).toBe(false);
  expect(isSecret('ab\0', 'ab')).toBe(false);
  expect(isSecret(['abc', 'abc'], 'abc')).toBe(false);
  expect(isSecret(undefined, 'abc')).toBe(false);
  expect(isSecret('', '')).toBe(false);
});
