import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../lib/system-clock.js';
import { RpcError, type RpcCaller, type RpcReply, type TlObject, type TlValue } from '../telegram/rpc.js';
import { newServerKey } from './crypto/rsa.js';
import { startMtprotoServer, type MtprotoServer } from './server.js';
import { TlWriter } from './tl/writer.js';
import { encodeAny, inLayer, WireClient } from './wire-client.js';

const PEM = newServerKey().privatePem;
const NEAREST: TlObject = { _: 'nearestDc', country: 'NL', thisDc: 2, nearestDc: 2 };
const TYPING: TlObject = {
  _: 'updateShort',
  date: 1,
  update: { _: 'updateUserTyping', userId: 9n, action: { _: 'sendMessageTypingAction' } },
};
const GET_DC: TlObject = { _: 'help.getNearestDc' };
const STATE: TlObject = { _: 'updates.getState' };

let server: MtprotoServer;
let calls: { method: TlObject; caller: RpcCaller }[];
let comings: string[];
let problems: string[];
let handlers: Map<string, (method: TlObject) => Promise<RpcReply> | RpcReply>;
let clients: WireClient[];

async function ready(): Promise<WireClient> {
  const client = await WireClient.ready(server);
  clients.push(client);
  return client;
}

async function opened(): Promise<WireClient> {
  const client = await WireClient.open(server);
  clients.push(client);
  return client;
}

function result(value: TlValue): RpcReply {
  return { kind: 'result', value };
}

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

function keyId(client: WireClient): string {
  return client.auth?.id ?? '';
}

beforeEach(async () => {
  calls = [];
  comings = [];
  problems = [];
  handlers = new Map([['help.getNearestDc', () => result(NEAREST)]]);
  clients = [];
  server = await startMtprotoServer({
    clock: systemClock(),
    key: { pem: PEM },
    onError: (error, where) => problems.push(`${where}: ${String(error)}`),
    application: {
      call: (method, caller) => {
        calls.push({ method, caller });
        const handler = handlers.get(method._);
        if (!handler) throw new RpcError(400, 'METHOD_NOT_IMPLEMENTED');
        return handler(method);
      },
      connected: (caller) => comings.push(`+${caller.keyId}`),
      disconnected: (caller) => comings.push(`-${caller.keyId}`),
    },
  });
});

afterEach(async () => {
  for (const client of clients) client.close();
  await server.close();
});

describe('the key exchange', () => {
  it('refuses wrong factors with the failure the client can check', async () => {
    const client = await opened();
    expect((await client.exchangeKeys({ p: Buffer.of(3) }))._).toBe('server_DH_params_fail');
  });

  it('refuses an unsafe half, and starts over on the same connection', async () => {
    const client = await opened();
    expect((await client.exchangeKeys({ gB: 1n }))._).toBe('dh_gen_fail');
    expect((await client.exchangeKeys())._).toBe('dh_gen_ok');
  });

  it('answers a step out of order with -404', async () => {
    const client = await opened();
    const step = { nonce: randomBytes(16), serverNonce: randomBytes(16), encryptedData: randomBytes(16) };
    expect(await client.exchange({ _: 'set_client_DH_params', ...step })).toEqual({
      _: 'transportError',
      code: -404,
    });
  });
});

describe('keys and salts', () => {
  it('tells a key it does not know', async () => {
    const client = await opened();
    client.sendPacket(randomBytes(120));
    expect((await client.nextPlain()).readInt32LE(0)).toBe(-404);
  });

  it('tells a destroyed key the same', async () => {
    const client = await ready();
    server.transport.destroyKey(keyId(client));
    client.send(GET_DC);
    expect((await client.nextPlain()).readInt32LE(0)).toBe(-404);
  });

  it('corrects a wrong salt without running the call, then announces the session', async () => {
    const client = await opened();
    await client.exchangeKeys();
    const id = client.send(inLayer(GET_DC), { salt: 0n });
    const refusal = (await client.untilNamed('bad_server_salt')).body;
    expect(refusal).toMatchObject({ badMsgId: id, errorCode: 48 });
    expect(calls).toHaveLength(0);
    const salt = refusal?.['newServerSalt'] as bigint;
    const again = client.send(inLayer(GET_DC), { salt });
    expect(await client.answer(again)).toEqual(NEAREST);
    expect((await client.untilNamed('new_session_created')).body).toMatchObject({
      firstMsgId: again,
      serverSalt: salt,
    });
  });

  it('gives salts for later that are valid now and then', async () => {
    const client = await ready();
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
    const client = await ready();
    const before = calls.length;
    const id = client.send(GET_DC, { id: spoil(client.nextId()) });
    const { body } = await client.untilNamed('bad_msg_notification');
    expect(body).toMatchObject({ badMsgId: id, errorCode: code });
    expect(calls).toHaveLength(before);
  });

  it.each([
    ['even', 35, 100],
    ['falling', 32, 1],
  ])('a call with an %s number is refused with %d', async (_name, code, sequence) => {
    const client = await ready();
    await client.answer(client.send(GET_DC));
    client.send(GET_DC, { sequence });
    expect((await client.untilNamed('bad_msg_notification')).body).toMatchObject({ errorCode: code });
  });

  it('a repeated call runs once, and its answer comes again under its old id', async () => {
    const client = await ready();
    const id = client.send(GET_DC);
    await client.answer(id);
    const before = calls.length;
    client.send(GET_DC, { id, sequence: 3 });
    const isAnswer = (body: TlObject | null): boolean => body?.['reqMsgId'] === id;
    await client.until(() => client.seen.filter((one) => isAnswer(one.body)).length === 2);
    const [first, second] = client.seen.filter((one) => isAnswer(one.body));
    expect(second?.id).toBe(first?.id);
    expect(calls).toHaveLength(before);
  });
});

describe('calls', () => {
  it('need a layer first', async () => {
    const client = await opened();
    await client.exchangeKeys();
    expect(await client.answer(client.send(GET_DC))).toMatchObject({ errorMessage: 'CONNECTION_NOT_INITED' });
  });

  it('in one container are all answered, errors in messages of their own', async () => {
    const client = await ready();
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

  it('may come gzipped, and large answers leave gzipped', async () => {
    const client = await ready();
    const text = 'a long text that compresses well '.repeat(500);
    handlers.set('help.getNearestDc', () => result({ ...NEAREST, country: text }));
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
    const client = await ready();
    expect(await client.answer(client.send(body))).toMatchObject({ errorCode: 400, errorMessage: error });
    expect(await client.answer(client.send(GET_DC))).toEqual(NEAREST);
    expect(problems).toEqual([]);
  });

  it('that fail inside become 500 INTERNAL and are reported', async () => {
    const client = await ready();
    handlers.set('updates.getState', () => {
      throw new TypeError('broken');
    });
    handlers.set('help.getNearestDc', () => result({ _: 'nearestDc', country: 'NL' }));
    expect(await client.answer(client.send(STATE))).toMatchObject({
      errorCode: 500,
      errorMessage: 'INTERNAL',
    });
    expect(await client.answer(client.send(GET_DC))).toMatchObject({ errorCode: 500 });
    expect(problems).toEqual([
      'updates.getState: TypeError: broken',
      'help.getNearestDc: TlEncodeError: nearestDc.thisDc: an int is missing',
    ]);
  });

  it('that take long are acknowledged first', async () => {
    const client = await ready();
    let finish: (reply: RpcReply) => void = () => undefined;
    handlers.set('help.getNearestDc', () => new Promise((resolve) => (finish = resolve)));
    const id = client.send(GET_DC);
    const ack = await client.until(
      ({ body }) => body?._ === 'msgs_ack' && (body['msgIds'] as bigint[]).includes(id),
    );
    expect(ack).toBeDefined();
    finish(result(NEAREST));
    expect(await client.answer(id)).toEqual(NEAREST);
  });

  it('wait for the one they come after, and fail with it', async () => {
    const client = await ready();
    let finish: (reply: RpcReply) => void = () => undefined;
    handlers.set('help.getNearestDc', () => new Promise((resolve) => (finish = resolve)));
    handlers.set('updates.getState', () => {
      throw new RpcError(420, 'FLOOD_WAIT_3');
    });
    const slow = client.send(GET_DC);
    const after = client.send({ _: 'invokeAfterMsg', msgId: slow, query: STATE });
    const last = client.send({ _: 'invokeAfterMsg', msgId: after, query: STATE });
    await client.until(({ body }) => body?._ === 'msgs_ack' && (body['msgIds'] as bigint[]).includes(after));
    expect(calls.at(-1)?.method._).toBe('help.getNearestDc');
    finish(result(NEAREST));
    expect(await client.answer(after)).toMatchObject({ errorMessage: 'FLOOD_WAIT_3' });
    expect(await client.answer(last)).toMatchObject({ errorMessage: 'MSG_WAIT_FAILED' });
  });

  it('may be swallowed or answered by a cut', async () => {
    const client = await ready();
    handlers.set('updates.getState', () => ({ kind: 'swallowed' }));
    const lost = client.send(STATE);
    expect(await client.answer(client.send(GET_DC))).toEqual(NEAREST);
    expect(client.seen.some(({ body }) => body?.['reqMsgId'] === lost)).toBe(false);
    handlers.set('updates.getState', () => ({ kind: 'cut' }));
    client.send(STATE);
    await client.ended;
  });
});

describe('service messages', () => {
  it('are answered', async () => {
    const client = await ready();
    const ping = client.send({ _: 'ping', pingId: 5n });
    expect((await client.untilNamed('pong')).body).toMatchObject({ msgId: ping, pingId: 5n });
    client.send({ _: 'destroy_session', sessionId: 12n });
    expect((await client.untilNamed('destroy_session_none')).body).toMatchObject({ sessionId: 12n });
    const call = client.send(GET_DC);
    await client.answer(call);
    client.send({ _: 'msgs_state_req', msgIds: [call, 4n] }, { sequence: 100 });
    const { body } = await client.untilNamed('msgs_state_info');
    expect(body?.['info']).toEqual(Buffer.of(4 | 64, 2));
  });

  it('a ping may ask for the connection to be cut', async () => {
    const client = await ready();
    client.send({ _: 'ping_delay_disconnect', pingId: 1n, disconnectDelay: 0 });
    await client.ended;
  });

  it('an answer can be asked for again until it is acknowledged, and dropped', async () => {
    const client = await ready();
    const call = client.send(GET_DC);
    const answer = await client.until(({ body }) => body?.['reqMsgId'] === call);
    const copies = (): number => client.seen.filter(({ id }) => id === answer.id).length;
    client.send({ _: 'msg_resend_req', msgIds: [answer.id] }, { sequence: 100 });
    await client.until(() => copies() === 2);
    client.send({ _: 'msgs_ack', msgIds: [answer.id] }, { sequence: 100 });
    client.send({ _: 'msg_resend_req', msgIds: [answer.id] }, { sequence: 100 });
    await client.untilNamed('msgs_state_info');
    expect(copies()).toBe(2);
    const drop = client.send({ _: 'rpc_drop_answer', reqMsgId: call });
    expect(await client.answer(drop)).toEqual({ _: 'rpc_answer_unknown' });
  });

  it('a session that comes back on another connection gets what it did not acknowledge', async () => {
    const client = await ready();
    const call = client.send(GET_DC);
    const answer = await client.until(({ body }) => body?.['reqMsgId'] === call);
    client.close();
    const back = await opened();
    Object.assign(back, { auth: client.auth, session: client.session, salt: client.salt, sequence: 10 });
    back.send({ _: 'ping', pingId: 1n });
    await back.until(({ id }) => id === answer.id);
  });
});

describe('pushes', () => {
  it('reach the sessions of a user that asked something and did not refuse updates', async () => {
    const [one, two, quiet, other] = [await ready(), await ready(), await ready(), await ready()];
    for (const client of [one, two, quiet]) server.transport.bind(keyId(client), 7n);
    server.transport.bind(keyId(other), 8n);
    quiet.close();
    const silent = await opened();
    Object.assign(silent, { auth: quiet.auth, salt: quiet.salt });
    await silent.answer(silent.send({ _: 'invokeWithoutUpdates', query: GET_DC }));
    expect(server.transport.push(7n, TYPING)).toBe(2);
    expect(server.transport.push(7n, TYPING, { keyId: keyId(one) })).toBe(1);
    const sessionId = one.session.toString();
    expect(server.transport.push(7n, TYPING, { keyId: keyId(one), sessionId })).toBe(1);
    expect(server.transport.push(7n, TYPING, { keyId: keyId(one), sessionId: '1' })).toBe(2);
    expect(server.transport.pushToKey(keyId(other), TYPING)).toBe(1);
    server.transport.bind(keyId(two), null);
    expect(server.transport.push(7n, TYPING)).toBe(1);
    const update = await one.untilNamed('updateShort');
    expect(update.id % 4n).toBe(3n);
    expect(comings.filter((coming) => coming === `-${keyId(quiet)}`)).toHaveLength(1);
  });

  it('that one layer cannot express are reported and still reach the rest', async () => {
    const client = await ready();
    expect(server.transport.pushToKey(keyId(client), { _: 'updateInvented' })).toBe(0);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('updateInvented does not exist in layer 198');
  });
});

describe('faults on demand', () => {
  it('send what no layer knows', async () => {
    const client = await ready();
    expect(server.faults.sendUnknownConstructor(keyId(client))).toBe(1);
    await client.until(({ body }) => body === null);
  });

  it('stop answering until told otherwise', async () => {
    const client = await ready();
    server.faults.blackHole(keyId(client), true);
    const lost = client.send(GET_DC);
    const bystander = await ready();
    server.faults.blackHole(keyId(client), false);
    expect(await client.answer(client.send(GET_DC))).toEqual(NEAREST);
    expect(await bystander.answer(bystander.send(GET_DC))).toEqual(NEAREST);
    expect(client.seen.some(({ body }) => body?.['reqMsgId'] === lost)).toBe(false);
  });

  it('hold back, cut, and spoil the stream', async () => {
    const client = await ready();
    server.faults.delay(keyId(client), 30);
    expect(await client.answer(client.send(GET_DC))).toEqual(NEAREST);
    server.faults.clear();
    const bystander = await ready();
    expect(server.faults.cut(keyId(client))).toBe(1);
    await client.ended;
    server.transport.disconnect();
    await bystander.ended;
  });
});
