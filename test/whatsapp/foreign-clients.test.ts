import { randomBytes } from 'node:crypto';
import { GreenApiClient } from '@green-api/whatsapp-api-client-js-v2';
import { WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { WhatsAppAPI } from 'whatsapp-api-js';
import { Reaction, Text } from 'whatsapp-api-js/messages';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/lib/system-clock.js';
import { payloadOf, signed } from '../../src/sandbox/whatsapp/cloud/deliveries.js';
import { renderContact, renderMessage } from '../../src/sandbox/whatsapp/cloud/render-message.js';
import { startGreenServer, type GreenServer } from '../../src/sandbox/whatsapp/green/server.js';
import { WhatsAppWorld } from '../../src/sandbox/whatsapp/world/world.js';
import { CloudBed } from '../sandbox/cloud-bed.js';

/** Clients of others judge our servers: what they take for WhatsApp's services has to be enough like them. */
let bed: CloudBed;
let green: GreenServer;
beforeAll(async () => {
  bed = await CloudBed.open();
  green = await startGreenServer({
    world: new WhatsAppWorld(systemClock(), randomBytes(8).toString('hex')),
  });
});
afterAll(async () => {
  await green.close();
  await bed.close();
});

/** The host is written into the library: it is led here. */
const ledHere: typeof fetch = (input, init) =>
  typeof input === 'string'
    ? fetch(input.replace('https://graph.facebook.com', bed.server.baseUrl), init)
    : Promise.reject(new Error('asked by an address, always'));

it('whatsapp-api-js sends, reacts, reads with a sign of typing, and reads what our server signs', async () => {
  const number = bed.number();
  const ben = bed.world.addUser({ number: '491711001', name: 'Ben' });
  const said = bed.world.say(ben.number, number.line, 'hello');
  const name = bed.server.names.of(said);
  const client = new WhatsAppAPI({
    token: number.token,
    appSecret: number.appSecret,
    webhookVerifyToken: 'verify me',
    v: 'v25.0',
    ponyfill: { fetch: ledHere },
  });
  const sent = await client.sendMessage(
    number.phoneNumberId,
    ben.number,
    new Text('hi', false),
    name,
    'ours',
  );
  expect(sent).toMatchObject({ messaging_product: 'whatsapp', contacts: [{ wa_id: ben.number }] });
  await client.sendMessage(number.phoneNumberId, { bsuid: ben.userId }, new Reaction(name, '👍'));
  expect(await client.markAsRead(number.phoneNumberId, name, 'text')).toEqual({ success: true });
  expect(bed.world.chat(number.line, ben.number).map(({ content }) => content.text)).toEqual(['hello', 'hi']);
  expect([...said.reactions.values(), said.isReadByLine]).toEqual(['👍', true]);
  expect(await client.sendMessage('1', ben.number, new Text('x'))).toMatchObject({ error: { code: 100 } });

  const heard: unknown[] = [];
  client.on.message = ({ from, message, contact }) =>
    void heard.push([from, message.type, contact.profile?.name]);
  const value = renderMessage(bed.server.names, {
    message: said,
    user: ben,
    replied: undefined,
    line: number.line,
  });
  const item = {
    number,
    field: 'messages',
    list: 'messages',
    value,
    contacts: [renderContact(ben)],
    at: 0,
  } as const;
  const payload = payloadOf([item], 1);
  const { body, signature } = signed(payload, { signing: 'escaped', appSecret: number.appSecret });
  await client.post(payload as Parameters<typeof client.post>[0], body.toString(), signature);
  expect(heard).toEqual([[ben.number, 'text', 'Ben']]);
  const challenge = {
    'hub.mode': 'subscribe',
    'hub.challenge': '42',
    'hub.verify_token': 'verify me',
  } as const;
  expect(client.get(challenge)).toBe('42');
});

it('@kapso/whatsapp-cloud-api sends, reacts and reads, and understands a refusal', async () => {
  const number = bed.number();
  const ada = bed.world.addUser({ number: '491711002', name: 'Ada' });
  const said = bed.world.say(ada.number, number.line, 'hello');
  const messageId = bed.server.names.of(said);
  const { phoneNumberId } = number;
  const client = new WhatsAppClient({
    accessToken: number.token,
    baseUrl: bed.server.baseUrl,
    graphVersion: 'v25.0',
  });
  const sent = await client.messages.sendText({ phoneNumberId, to: ada.number, body: 'hi' });
  expect(sent.messages[0]?.id).toMatch(/^wamid\./u);
  await client.messages.sendReaction({ phoneNumberId, to: ada.number, reaction: { messageId, emoji: '❤' } });
  await client.messages.markRead({ phoneNumberId, messageId, typingIndicator: { type: 'text' } });
  expect([...said.reactions.values(), said.isReadByLine]).toEqual(['❤', true]);
  const stranger = new WhatsAppClient({
    accessToken: 'not ours',
    baseUrl: bed.server.baseUrl,
    graphVersion: 'v25.0',
  });
  await expect(
    stranger.messages.sendText({ phoneNumberId, to: ada.number, body: 'x' }),
  ).rejects.toMatchObject({
    code: 190,
  });
});

it('@green-api/whatsapp-api-client-js-v2 receives, acknowledges, sends, reads and asks', async () => {
  const { world } = green;
  const instance = green.addInstance({ id: '7103000900', token: 'green', line: '79001230900' });
  const ben = world.addUser({ number: '491711003', name: 'Ben' });
  const client = new GreenApiClient({ idInstance: 7_103_000_900, apiTokenInstance: 'green' });
  // It tells the console of every call, words and all.
  const silent = vi.spyOn(console, 'log').mockReturnValue(undefined);
  onTestFinished(() => silent.mockRestore());
  // The host is written into the library, too.
  const { client: http } = client as unknown as {
    readonly client: { readonly defaults: { baseURL: string } };
  };
  http.defaults.baseURL = `${green.baseUrl}/waInstance${instance.id}`;
  expect(await client.getStateInstance()).toEqual({ stateInstance: 'authorized' });
  world.say(ben.number, instance.line, 'hello');
  const first = await client.receiveNotification(5);
  expect(first?.body).toMatchObject({
    typeWebhook: 'incomingMessageReceived',
    senderData: { chatId: `${ben.number}@c.us`, senderName: 'Ben' },
    messageData: { typeMessage: 'textMessage', textMessageData: { textMessage: 'hello' } },
  });
  expect(await client.receiveNotification(5)).toEqual(first);
  expect(await client.deleteNotification(first?.receiptId ?? 0)).toMatchObject({ result: true });
  const chatId = `${ben.number}@c.us`;
  const { idMessage } = await client.sendMessage({ chatId, message: 'hi' });
  expect(await client.readChat({ chatId })).toEqual({ setRead: true });
  expect((await client.receiveNotification(5))?.body).toMatchObject({
    typeWebhook: 'outgoingAPIMessageReceived',
    idMessage,
  });
  expect(await client.lastOutgoingMessages(3)).toMatchObject([{ idMessage, textMessage: 'hi' }]);
  expect(await client.getChatHistory({ chatId, count: 5 })).toMatchObject([
    { type: 'outgoing' },
    { type: 'incoming' },
  ]);
});
