import { Bot, TelegramApiError } from 'node-telegram-bot-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotBed } from './bot-bed.js';

describe('node-telegram-bot-api, a third program we did not write, against the Bot API', () => {
  let bed: BotBed;
  let bot: Bot;

  beforeEach(async () => {
    bed = await BotBed.open();
    bot = new Bot(bed.token, { apiRoot: bed.server.baseUrl, maxRetries: 0 });
  });

  afterEach(() => bed.close());

  it('polls, answers, edits, deletes several', async () => {
    const stop = new AbortController();
    const heard = new Promise<string>((resolve, reject) => {
      bot.command('start', async (ctx) => {
        const chat = bed.mia.id;
        const sent = await bot.api.sendMessage({ chat_id: chat, text: 'one' });
        const other = await bot.api.sendMessage({ chat_id: chat, text: 'two' });
        await bot.api.editMessageText({ chat_id: chat, message_id: sent.message_id, text: 'uno' });
        await bot.api.deleteMessages({ chat_id: chat, message_ids: [other.message_id, 9999] });
        resolve(String(ctx.match));
      });
      bot.catch(reject);
    });
    bed.mia.say(bed.bot, '/start deep');
    const polled = (async () => {
      for await (const update of updates(bot, stop.signal)) await bot.handleUpdate(update);
    })();
    expect(await heard).toBe('deep');
    stop.abort();
    await polled;
    expect(bed.mia.screen(bed.bot).map((view) => view.text)).toEqual(['/start deep', 'uno']);
  });

  it('types the errors right, with the seconds of a flood', async () => {
    bed.mia.say(bed.bot, 'hi');
    bed.server.limits.perChat.burst = 1;
    await bot.api.sendMessage({ chat_id: bed.mia.id, text: 'one' });
    const error: unknown = await bot.api
      .sendMessage({ chat_id: bed.mia.id, text: 'two' })
      .catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TelegramApiError);
    expect(error).toMatchObject({ errorCode: 429, parameters: { retry_after: 1 } });
  });

  it('talks in the name of a business account', async () => {
    const connection = bed.server.connections.set(bed.ada.id, {
      bot: bed.bot,
      rights: ['can_reply'],
      isEnabled: true,
      chats: null,
    });
    bed.mia.say(bed.ada.id, 'hello Ada');
    const sent = await bot.api.sendMessage({
      business_connection_id: connection.id,
      chat_id: bed.mia.id,
      text: 'Ada will be with you soon',
    });
    expect(sent).toMatchObject({
      business_connection_id: connection.id,
      sender_business_bot: { id: bed.bot },
    });
    expect(bed.mia.screen(bed.ada.id).map((view) => view.text)).toEqual([
      'hello Ada',
      'Ada will be with you soon',
    ]);
  });
});

/** One update after another, confirmed by asking for the next. */
async function* updates(bot: Bot, signal: AbortSignal): AsyncGenerator<Parameters<Bot['handleUpdate']>[0]> {
  let offset = 0;
  while (!signal.aborted) {
    for (const update of await bot.api.getUpdates({ offset, timeout: 1 })) {
      offset = update.update_id + 1;
      yield update;
    }
  }
}
