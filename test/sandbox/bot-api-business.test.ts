import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BusinessConnection, BusinessRight } from '../../src/sandbox/bot-api/business/connections.js';
import { ManualClock } from '../support/manual-clock.js';
import { BotBed } from './bot-bed.js';

describe('a bot in the name of a business account', () => {
  let clock: ManualClock;
  let bed: BotBed;

  beforeEach(async () => {
    clock = new ManualClock();
    bed = await BotBed.open({ clock });
  });

  afterEach(() => bed.close());

  const connect = (rights: BusinessRight[], more: Partial<BusinessConnection> = {}): BusinessConnection =>
    bed.server.connections.set(bed.ada.id, { bot: bed.bot, rights, isEnabled: true, chats: null, ...more });
  const send = (connection: string, text = 'good day'): Promise<string> =>
    bed.refusal('sendMessage', { business_connection_id: connection, chat_id: bed.mia.id, text });

  it('tells of rights as they come and go, under a new id each time', async () => {
    const first = connect(['can_reply']);
    const second = connect([]);
    const paused = connect([], { isEnabled: false });
    expect(second.id).not.toBe(first.id);
    expect(paused.id).toBe(second.id);
    bed.server.connections.remove(bed.ada.id);
    expect(
      bed.waiting().map(({ type, body }) => [type, body['rights'], body['is_enabled'], body['user_chat_id']]),
    ).toEqual([
      ['business_connection', { can_reply: true }, true, bed.ada.id],
      ['business_connection', {}, true, bed.ada.id],
      ['business_connection', {}, false, bed.ada.id],
      ['business_connection', {}, false, bed.ada.id],
    ]);
    expect(await bed.refusal('getBusinessConnection', { business_connection_id: first.id })).toBe(
      '400 Bad Request: business connection not found',
    );
    expect(bed.facts('connection').map((fact) => fact.detail)).toEqual([
      'connected can_reply',
      'changed',
      'changed disabled',
      'removed disabled',
    ]);
  });

  it('writes only with the right, within 24 hours of the person, and where it is let', async () => {
    const { id } = connect(['can_reply']);
    expect(await send(id)).toBe('400 Bad Request: BUSINESS_PEER_USAGE_MISSING');
    bed.mia.say(bed.ada.id, 'hello');
    expect(await send(id)).toBe('it was taken');
    await clock.advance(24 * 3_600_000 - 1);
    expect(await send(id)).toBe('it was taken');
    await clock.advance(2);
    expect(await send(id)).toBe('400 Bad Request: BUSINESS_PEER_USAGE_MISSING');
    bed.mia.say(bed.ada.id, 'still there');
    expect(await send(connect([]).id)).toBe('400 Bad Request: BOT_ACCESS_FORBIDDEN');
    expect(await send(id)).toBe('400 Bad Request: business connection not found');
    expect(await send(connect(['can_reply'], { chats: [] }).id)).toBe(
      '400 Bad Request: BUSINESS_PEER_INVALID',
    );
    expect(await send(connect(['can_reply'], { isEnabled: false }).id)).toBe(
      '400 Bad Request: BUSINESS_CONNECTION_INVALID',
    );
    expect(
      await bed.refusal('sendMessage', { business_connection_id: id, chat_id: '@mia_k', text: 'x' }),
    ).toBe('400 Bad Request: business connection not found');
  });

  it('tells the person, the owner, its own echo and other programs apart', async () => {
    const { id } = connect(['can_reply']);
    bed.mia.say(bed.ada.id, 'hello');
    await send(id, 'by the bot');
    bed.ada.say(bed.mia.id, 'by hand');
    bed.ada.post(bed.mia.id, { text: 'away', marks: { offline: true } });
    bed.ada.post(bed.mia.id, { text: 'by another', marks: { viaBusinessBotId: BigInt(bed.mia.id + 50) } });
    const told = bed.waiting().filter((update) => update.type === 'business_message');
    expect(
      told.map(({ body }) => [
        body['text'],
        (body['from'] as { id: number }).id,
        (body['sender_business_bot'] as { id: number } | undefined)?.id,
        body['is_from_offline'],
        (body['chat'] as { id: number }).id,
      ]),
    ).toEqual([
      ['hello', bed.mia.id, undefined, undefined, bed.mia.id],
      ['by the bot', bed.ada.id, bed.bot, undefined, bed.mia.id],
      ['by hand', bed.ada.id, undefined, undefined, bed.mia.id],
      ['away', bed.ada.id, undefined, true, bed.mia.id],
      ['by another', bed.ada.id, bed.mia.id + 50, undefined, bed.mia.id],
    ]);
  });

  it('deletes its own by one right and all by another, told in one update', async () => {
    const { id } = connect(['can_reply', 'can_delete_sent_messages']);
    bed.mia.say(bed.ada.id, 'hello');
    await send(id, 'one');
    await send(id, 'two');
    const ids = bed.ada.screen(bed.mia.id).map((view) => view.id);
    const remove = (connection: string, list: number[]): Promise<string> =>
      bed.refusal('deleteBusinessMessages', { business_connection_id: connection, message_ids: list });
    expect(await remove(id, ids)).toBe('400 Bad Request: BOT_ACCESS_FORBIDDEN');
    expect(await remove(id, ids.slice(1))).toBe('it was taken');
    expect(bed.waiting().at(-1)).toMatchObject({
      type: 'deleted_business_messages',
      body: { business_connection_id: id, chat: { id: bed.mia.id }, message_ids: ids.slice(1) },
    });
    // deleteMessage names messages of the bot's own chats, whatever the number.
    expect(await bed.refusal('deleteMessage', { chat_id: bed.mia.id, message_id: ids[0] })).toBe(
      '400 Bad Request: message to delete not found',
    );
    expect(await remove(connect(['can_delete_all_messages']).id, ids.slice(0, 1))).toBe('it was taken');
    bed.mia.say(bed.ada.id, 'three');
    bed.mia.clear(bed.ada.id);
    expect(bed.waiting().at(-1)?.type).toBe('deleted_business_messages');
  });

  it('reads for the owner only with the right', async () => {
    const { id } = connect(['can_reply']);
    bed.mia.say(bed.ada.id, 'hello');
    const [message] = bed.ada.screen(bed.mia.id);
    const read = (connection: string): Promise<string> =>
      bed.refusal('readBusinessMessage', {
        business_connection_id: connection,
        chat_id: bed.mia.id,
        message_id: message?.id,
      });
    expect(await read(id)).toBe('400 Bad Request: BOT_ACCESS_FORBIDDEN');
    expect(bed.facts('read')).toEqual([]);
    expect(await read(connect(['can_read_messages']).id)).toBe('it was taken');
    expect(bed.facts('read')).toHaveLength(1);
  });
});
