import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBotApiServer, type BotApiServer } from '../bot-api/server.js';
import { startTelegramSandbox, type TelegramSandbox } from '../serving/telegram-server.js';
import { privateKeyPem } from '../../../test/support/server-key.js';
import { botFaultRoutes } from './bot-fault-routes.js';
import { botRoutes } from './bot-routes.js';
import { startControlServer } from './server.js';
import type { ControlServer } from './http.js';

describe('bots through the control interface', () => {
  let telegram: TelegramSandbox;
  let botApi: BotApiServer;
  let control: ControlServer;
  let token: string;

  beforeEach(async () => {
    telegram = await startTelegramSandbox({ privateKeyPem });
    botApi = await startBotApiServer({ world: telegram.world });
    control = await startControlServer({
      telegram,
      routes: [...botRoutes(telegram, botApi), ...botFaultRoutes(telegram, botApi)],
    });
    await ask('POST /users', { firstName: 'Mia', username: 'mia_k' });
    await ask('POST /users', { firstName: 'Ada', username: 'ada_runs' });
    token = String((await ask('POST /bots', { firstName: 'Luna', username: 'luna_bot' }))['token']);
  });

  afterEach(async () => {
    await control.close();
    await botApi.close();
    await telegram.close();
  });

  async function ask(what: string, body?: object): Promise<Record<string, unknown>> {
    const [method = '', path = ''] = what.split(' ');
    const response = await fetch(`${control.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  }

  async function call(
    method: string,
    body: object = {},
  ): Promise<{ result?: unknown; description?: string }> {
    const response = await fetch(`${botApi.baseUrl}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { result?: unknown; description?: string };
  }

  it('makes a bot that people start, with a payload, and whose buttons they press', async () => {
    expect(await ask('POST /bots', { username: 'luna_bot' })).toMatchObject({ status: 409 });
    await ask('POST /people/@mia_k/start', { to: '@luna_bot', payload: 'from_site' });
    const { result } = await call('getUpdates');
    expect(result).toMatchObject([
      { message: { text: '/start from_site', entities: [{ type: 'bot_command' }] } },
    ]);
    const [{ message }] = result as [{ message: { chat: { id: number } } }];
    await call('sendMessage', {
      chat_id: message.chat.id,
      text: 'well?',
      reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] },
    });
    expect(await ask('POST /people/@mia_k/press', { to: '@luna_bot', button: 'No' })).toMatchObject({
      status: 409,
      error: 'no such button; there are: Yes',
    });
    const { callback } = await ask('POST /people/@mia_k/press', { to: '@luna_bot', button: 'Yes' });
    expect(await ask(`GET /callbacks/${String(callback)}`)).toMatchObject({ answer: null });
    await call('answerCallbackQuery', { callback_query_id: callback, text: 'good' });
    expect(await ask(`GET /callbacks/${String(callback)}`)).toMatchObject({ answer: { text: 'good' } });
    expect((await call('answerCallbackQuery', { callback_query_id: callback })).description).toBe(
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  });

  it('takes a block away at Start, gives another token, leaves ids out', async () => {
    await ask('POST /people/@mia_k/block', { to: '@luna_bot' });
    await ask('POST /people/@mia_k/start', { to: '@luna_bot' });
    const shown = await ask('GET /bots/@luna_bot');
    expect(shown).toMatchObject({ waiting: 3, webhook: null });
    expect(await ask('POST /bots/@luna_bot/updates', { skip: 3 })).toMatchObject({
      nextUpdate: Number(shown['nextUpdate']) + 3,
    });
    await ask('POST /bots/@luna_bot/token');
    expect((await call('getMe')).description).toBe('Unauthorized');
    expect(await ask('POST /bots/@mia_k/token')).toMatchObject({ status: 409 });
  });

  it('connects a bot to an account, takes rights back, and ends it', async () => {
    const made = await ask('POST /people/@ada_runs/business', { bot: '@luna_bot', rights: ['can_reply'] });
    await ask('POST /people/@mia_k/say', { to: '@ada_runs', text: 'hello' });
    const mia = Number((await ask('GET /users/@mia_k'))['id']);
    const send = { business_connection_id: made['id'], chat_id: mia, text: 'good day' };
    expect((await call('sendMessage', send)).description).toBeUndefined();
    const changed = await ask('PATCH /people/@ada_runs/business', { rights: [] });
    expect((await call('sendMessage', { ...send, business_connection_id: changed['id'] })).description).toBe(
      'Bad Request: BOT_ACCESS_FORBIDDEN',
    );
    expect(await ask('DELETE /people/@ada_runs/business')).toMatchObject({ removed: true });
    expect(await ask('GET /people/@ada_runs/business')).toMatchObject({ status: 404 });
    await ask('PATCH /bots/@luna_bot', { connectsToBusiness: false });
    expect(await ask('POST /people/@ada_runs/business', { bot: '@luna_bot' })).toMatchObject({ status: 409 });
  });

  it('breaks on demand, and names a fault that is none', async () => {
    const rule = await ask('POST /bot-faults', {
      method: 'getMe',
      bot: '@luna_bot',
      effect: { kind: 'error', code: 429, retryAfter: 5 },
    });
    expect((await call('getMe')).description).toBe('Too Many Requests: retry after 5');
    expect(await ask(`DELETE /bot-faults/${String(rule['id'])}`)).toMatchObject({ cleared: 1 });
    expect((await call('getMe')).description).toBeUndefined();
    expect(await ask('POST /bot-faults', { effect: { kind: 'melt' } })).toMatchObject({ status: 400 });
    expect(await ask('PATCH /bot-habits', { perChat: { burst: 1 }, strictWebhooks: true })).toMatchObject({
      strictWebhooks: true,
      perChat: { burst: 1, perSecond: 1 },
    });
  });
});
