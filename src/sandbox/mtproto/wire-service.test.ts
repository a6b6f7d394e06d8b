import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TlObject } from './rpc.js';
import { newServerKey } from './crypto/rsa.js';
import { GET_DC, keyId, NEAREST, WireBed } from './wire-bed.js';

const PEM = newServerKey().privatePem;
const TYPING: TlObject = {
  _: 'updateShort',
  date: 1,
  update: { _: 'updateUserTyping', userId: 9n, action: { _: 'sendMessageTypingAction' } },
};

let bed: WireBed;

beforeEach(async () => {
  bed = await WireBed.start(PEM);
});

afterEach(() => bed.close());

describe('service messages', () => {
  it('are answered', async () => {
    const client = await bed.ready();
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
    const client = await bed.ready();
    client.send({ _: 'ping_delay_disconnect', pingId: 1n, disconnectDelay: 0 });
    await client.ended;
  });

  it('an answer can be asked for again until it is acknowledged, and dropped', async () => {
    const client = await bed.ready();
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
    const client = await bed.ready();
    const call = client.send(GET_DC);
    const answer = await client.until(({ body }) => body?.['reqMsgId'] === call);
    client.close();
    const back = await bed.opened();
    Object.assign(back, { auth: client.auth, session: client.session, salt: client.salt, sequence: 10 });
    back.send({ _: 'ping', pingId: 1n });
    await back.until(({ id }) => id === answer.id);
  });

  it('a session that comes back after pushes went by is told that it missed something', async () => {
    const client = await bed.ready();
    bed.server.transport.bind(keyId(client), 7n);
    client.close();
    while (bed.server.transport.push(7n, TYPING) > 0) await new Promise((resolve) => setImmediate(resolve));
    const back = await bed.opened();
    Object.assign(back, { auth: client.auth, session: client.session, salt: client.salt, sequence: 10 });
    back.send({ _: 'ping', pingId: 1n });
    await back.untilNamed('updatesTooLong');
  });
});

describe('pushes', () => {
  it('reach the sessions of a user that asked something and did not refuse updates', async () => {
    const [one, two, quiet, other] = [
      await bed.ready(),
      await bed.ready(),
      await bed.ready(),
      await bed.ready(),
    ];
    for (const client of [one, two, quiet]) bed.server.transport.bind(keyId(client), 7n);
    bed.server.transport.bind(keyId(other), 8n);
    quiet.close();
    const silent = await bed.opened();
    Object.assign(silent, { auth: quiet.auth, salt: quiet.salt });
    await silent.answer(silent.send({ _: 'invokeWithoutUpdates', query: GET_DC }));
    expect(bed.server.transport.push(7n, TYPING)).toBe(2);
    expect(bed.server.transport.push(7n, TYPING, { keyId: keyId(one) })).toBe(1);
    const sessionId = one.session.toString();
    expect(bed.server.transport.push(7n, TYPING, { keyId: keyId(one), sessionId })).toBe(1);
    expect(bed.server.transport.push(7n, TYPING, { keyId: keyId(one), sessionId: '1' })).toBe(2);
    expect(bed.server.transport.pushToKey(keyId(other), TYPING)).toBe(1);
    bed.server.transport.bind(keyId(two), null);
    expect(bed.server.transport.push(7n, TYPING)).toBe(1);
    const update = await one.untilNamed('updateShort');
    expect(update.id % 4n).toBe(3n);
    expect(bed.comings.filter((coming) => coming === `-${keyId(quiet)}`)).toHaveLength(1);
  });

  it('that one layer cannot express are reported and still reach the rest', async () => {
    const client = await bed.ready();
    expect(bed.server.transport.pushToKey(keyId(client), { _: 'updateInvented' })).toBe(0);
    expect(bed.problems).toHaveLength(1);
    expect(bed.problems[0]).toContain('updateInvented does not exist in layer 198');
  });
});

describe('faults on demand', () => {
  it('send what no layer knows', async () => {
    const client = await bed.ready();
    expect(bed.server.faults.sendUnknownConstructor(keyId(client))).toBe(1);
    await client.until(({ body }) => body === null);
  });

  it('stop answering until told otherwise', async () => {
    const client = await bed.ready();
    bed.server.faults.blackHole(keyId(client), true);
    const lost = client.send(GET_DC);
    const bystander = await bed.ready();
    bed.server.faults.blackHole(keyId(client), false);
    expect(await client.answer(client.send(GET_DC))).toEqual(NEAREST);
    expect(await bystander.answer(bystander.send(GET_DC))).toEqual(NEAREST);
    expect(client.seen.some(({ body }) => body?.['reqMsgId'] === lost)).toBe(false);
  });

  it('hold back, cut, and spoil the stream', async () => {
    const client = await bed.ready();
    bed.server.faults.delay(keyId(client), 30);
    expect(await client.answer(client.send(GET_DC))).toEqual(NEAREST);
    bed.server.faults.clear();
    const bystander = await bed.ready();
    expect(bed.server.faults.cut(keyId(client))).toBe(1);
    await client.ended;
    bed.server.transport.disconnect();
    await bystander.ended;
  });
});
