import { randomBytes } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RpcError, type RpcReply, type TlObject } from './rpc.js';
import { newServerKey } from './crypto/rsa.js';
import { TlWriter } from './tl/writer.js';
import { GET_DC, keyId, NEAREST, result, WireBed } from './wire-bed.js';
import { encodeAny, inLayer } from './wire-client.js';

const PEM = newServerKey().privatePem;
const STATE: TlObject = { _: 'updates.getState' };

function container(messages: { id: bigint; sequence: number; body: Buffer }[]): Buffer {
  const writer = new TlWriter();
  writer.uint(0x73f1f8dc);
  writer.uint(messages.length);
  for (const { id, sequence, body } of messages) {
    writer.long(id);
    writer.int(sequence);
    writer.int(body.length);
    writer.raw(body);
  }
  return writer.take();
}

let bed: WireBed;

beforeEach(async () => {
  bed = await WireBed.start(PEM);
});

afterEach(() => bed.close());

describe('the key exchange', () => {
  it('refuses wrong factors with the failure the client can check', async () => {
    const client = await bed.opened();
    expect((await client.exchangeKeys({ p: Buffer.of(3) }))._).toBe('server_DH_params_fail');
  });

  it('refuses an unsafe half, and starts over on the same connection', async () => {
    const client = await bed.opened();
    expect((await client.exchangeKeys({ gB: 1n }))._).toBe('dh_gen_fail');
    expect((await client.exchangeKeys())._).toBe('dh_gen_ok');
  });

  it('asks for another key when the first begins with a zero byte', async () => {
    const client = await bed.opened();
    expect((await client.exchangeKeys({ shortKeyFirst: true }))._).toBe('dh_gen_ok');
    expect(client.retries).toBeGreaterThan(0);
    expect(await client.answer(client.send(inLayer(GET_DC)))).toEqual(NEAREST);
  });

  it('answers a step out of order with -404', async () => {
    const client = await bed.opened();
    const step = { nonce: randomBytes(16), serverNonce: randomBytes(16), encryptedData: randomBytes(16) };
    expect(await client.exchange({ _: 'set_client_DH_params', ...step })).toEqual({
      _: 'transportError',
      code: -404,
    });
  });
});

describe('keys and salts', () => {
  it('tells a key it does not know', async () => {
    const client = await bed.opened();
    client.sendPacket(randomBytes(120));
    expect((await client.nextPlain()).readInt32LE(0)).toBe(-404);
  });

  it('tells a destroyed key the same', async () => {
    const client = await bed.ready();
    bed.server.transport.destroyKey(keyId(client));
    client.send(GET_DC);
    expect((await client.nextPlain()).readInt32LE(0)).toBe(-404);
  });

  it('corrects a wrong salt without running the call, then announces the session', async () => {
    const client = await bed.opened();
    await client.exchangeKeys();
    const id = client.send(inLayer(GET_DC), { salt: 0n });
    const refusal = (await client.untilNamed('bad_server_salt')).body;
    expect(refusal).toMatchObject({ badMsgId: id, errorCode: 48 });
    expect(bed.calls).toHaveLength(0);
    const salt = refusal?.['newServerSalt'] as bigint;
    const again = client.send(inLayer(GET_DC), { salt });
    expect(await client.answer(again)).toEqual(NEAREST);
    expect((await client.untilNamed('new_session_created')).body).toMatchObject({
      firstMsgId: again,
      serverSalt: salt,
    });
  });

  it('gives salts for later that are valid now and then', async () => {
    const client = await bed.ready();
    const id = client.send({ _: 'get_future_salts', num: 3 });
    const { body } = await client.untilNamed('future_salts');
    expect(body).toMatchObject({ reqMsgId: id });
    const salts = body?.['salts'] as TlObject[];
    expect(salts).toHaveLength(3);
    const call = client.send(GET_DC, { salt: salts[0]?.['salt'] as bigint });
    expect(await client.answer(call)).toEqual(NEAREST);
  });
});

describe('ids and numbers of messages', () => {
  const hour = 3600n << 32n;

  it.each([
    ['too old', 16, (id: bigint) => id - hour],
    ['from the future', 17, (id: bigint) => id + hour],
    ['not divisible by four', 18, (id: bigint) => id + 1n],
  ])('an id %s is refused with %d', async (_name, code, spoil) => {
    const client = await bed.ready();
    const before = bed.calls.length;
    const id = client.send(GET_DC, { id: spoil(client.nextId()) });
    const { body } = await client.untilNamed('bad_msg_notification');
    expect(body).toMatchObject({ badMsgId: id, errorCode: code });
    expect(bed.calls).toHaveLength(before);
  });

  it.each([
    ['even', 35, 100],
    ['falling', 32, 1],
  ])('a call with an %s number is refused with %d', async (_name, code, sequence) => {
    const client = await bed.ready();
    await client.answer(client.send(GET_DC));
    client.send(GET_DC, { sequence });
    expect((await client.untilNamed('bad_msg_notification')).body).toMatchObject({ errorCode: code });
  });

  it('a repeated call runs once, and its answer comes again under its old id', async () => {
    const client = await bed.ready();
    const id = client.send(GET_DC);
    await client.answer(id);
    const before = bed.calls.length;
    client.send(GET_DC, { id, sequence: 3 });
    const isAnswer = (body: TlObject | null): boolean => body?.['reqMsgId'] === id;
    await client.until(() => client.seen.filter((one) => isAnswer(one.body)).length === 2);
    const [first, second] = client.seen.filter((one) => isAnswer(one.body));
    expect(second?.id).toBe(first?.id);
    expect(bed.calls).toHaveLength(before);
  });
});

describe('calls', () => {
  it('need a layer first', async () => {
    const client = await bed.opened();
    await client.exchangeKeys();
    expect(await client.answer(client.send(GET_DC))).toMatchObject({ errorMessage: 'CONNECTION_NOT_INITED' });
  });

  it('in one container are all answered, errors in messages of their own', async () => {
    const client = await bed.ready();
    const ids = [client.nextId(), client.nextId(), client.nextId(), client.nextId()];
    const [first = 0n, failing = 0n, third = 0n, fourth = 0n] = ids;
    const one = encodeAny(GET_DC);
    const body = container([
      { id: first, sequence: 3, body: one },
      { id: failing, sequence: 5, body: encodeAny(STATE) },
      { id: third, sequence: 7, body: one },
      { id: fourth, sequence: 9, body: one },
    ]);
    client.send(body, { sequence: 10 });
    for (const id of [first, third, fourth]) expect(await client.answer(id)).toEqual(NEAREST);
    expect(await client.answer(failing)).toMatchObject({ errorCode: 400 });
    const packetOf = (id: bigint): number | undefined =>
      client.seen.find((seen) => seen.body?.['reqMsgId'] === id)?.packet;
    expect(client.seen.filter((seen) => seen.packet === packetOf(failing))).toHaveLength(1);
    expect(packetOf(third)).toBe(packetOf(fourth));
  });

  it('of a layer that is far newer than the server are refused as Telegram refuses them', async () => {
    const client = await bed.opened();
    await client.exchangeKeys();
    const far = { _: 'invokeWithLayer', layer: 300, query: GET_DC };
    expect(await client.answer(client.send(far))).toMatchObject({
      errorCode: 400,
      errorMessage: 'CONNECTION_LAYER_INVALID',
    });
    const near = { _: 'invokeWithLayer', layer: 201, query: GET_DC };
    expect(await client.answer(client.send(near))).toEqual(NEAREST);
  });

  it('may come packed in zlib form, as TDLib packs them', async () => {
    const client = await bed.ready();
    const writer = new TlWriter();
    writer.uint(0x3072cfa1);
    writer.bytes(deflateSync(encodeAny(GET_DC)));
    expect(await client.answer(client.send(writer.take()))).toEqual(NEAREST);
  });

  it('may come gzipped, and large answers leave gzipped', async () => {
    const client = await bed.ready();
    const text = 'a long text that compresses well '.repeat(500);
    bed.handlers.set('help.getNearestDc', () => result({ ...NEAREST, country: text }));
    const writer = new TlWriter();
    writer.uint(0x3072cfa1);
    writer.bytes(gzipSync(encodeAny(GET_DC)));
    const id = client.send(writer.take());
    expect(await client.answer(id)).toMatchObject({ country: text });
    expect(client.seen.find((seen) => seen.body?.['reqMsgId'] === id)?.wasGzipped).toBe(true);
  });

  it.each([
    ['an unknown method', Buffer.from('efbeadde00000000', 'hex'), 'METHOD_NOT_IMPLEMENTED'],
    ['a constructor that is no method', encodeAny({ _: 'inputPeerSelf' }), 'INPUT_METHOD_INVALID'],
    [
      'a method cut short',
      encodeAny({ _: 'messages.getMessages', id: [] }).subarray(0, 8),
      'INPUT_METHOD_INVALID',
    ],
    ['bytes behind a method', Buffer.concat([encodeAny(GET_DC), Buffer.alloc(4)]), 'INPUT_REQUEST_TOO_LONG'],
    ['nothing', Buffer.alloc(0), 'INPUT_METHOD_INVALID'],
  ])('%s gets a clean error and the connection lives', async (_name, body, error) => {
    const client = await bed.ready();
    expect(await client.answer(client.send(body))).toMatchObject({ errorCode: 400, errorMessage: error });
    expect(await client.answer(client.send(GET_DC))).toEqual(NEAREST);
    expect(bed.problems).toEqual([]);
  });

  it('that fail inside become 500 INTERNAL and are reported', async () => {
    const client = await bed.ready();
    bed.handlers.set('updates.getState', () => {
      throw new TypeError('broken');
    });
    bed.handlers.set('help.getNearestDc', () => result({ _: 'nearestDc', country: 'NL' }));
    expect(await client.answer(client.send(STATE))).toMatchObject({
      errorCode: 500,
      errorMessage: 'INTERNAL',
    });
    expect(await client.answer(client.send(GET_DC))).toMatchObject({ errorCode: 500 });
    expect(bed.problems).toEqual([
      'updates.getState: TypeError: broken',
      'help.getNearestDc: TlEncodeError: nearestDc.thisDc: an int is missing',
    ]);
  });

  it('that take long are acknowledged first', async () => {
    const client = await bed.ready();
    let finish: (reply: RpcReply) => void = () => undefined;
    bed.handlers.set('help.getNearestDc', () => new Promise((resolve) => (finish = resolve)));
    const id = client.send(GET_DC);
    // Comes while the answer is still held back, or never.
    await client.until(({ body }) => body?._ === 'msgs_ack' && (body['msgIds'] as bigint[]).includes(id));
    finish(result(NEAREST));
    expect(await client.answer(id)).toEqual(NEAREST);
  });

  it('wait for the one they come after, and fail with it', async () => {
    const client = await bed.ready();
    let finish: (reply: RpcReply) => void = () => undefined;
    bed.handlers.set('help.getNearestDc', () => new Promise((resolve) => (finish = resolve)));
    bed.handlers.set('updates.getState', () => {
      throw new RpcError(420, 'FLOOD_WAIT_3');
    });
    const slow = client.send(GET_DC);
    const after = client.send({ _: 'invokeAfterMsg', msgId: slow, query: STATE });
    const last = client.send({ _: 'invokeAfterMsg', msgId: after, query: STATE });
    await client.until(({ body }) => body?._ === 'msgs_ack' && (body['msgIds'] as bigint[]).includes(after));
    expect(bed.calls.at(-1)?.method._).toBe('help.getNearestDc');
    finish(result(NEAREST));
    expect(await client.answer(after)).toMatchObject({ errorMessage: 'FLOOD_WAIT_3' });
    expect(await client.answer(last)).toMatchObject({ errorMessage: 'MSG_WAIT_FAILED' });
  });

  it('may be swallowed or answered by a cut', async () => {
    const client = await bed.ready();
    bed.handlers.set('updates.getState', () => ({ kind: 'swallowed' }));
    const lost = client.send(STATE);
    expect(await client.answer(client.send(GET_DC))).toEqual(NEAREST);
    expect(client.seen.some(({ body }) => body?.['reqMsgId'] === lost)).toBe(false);
    bed.handlers.set('updates.getState', () => ({ kind: 'cut' }));
    client.send(STATE);
    await client.ended;
  });
});
