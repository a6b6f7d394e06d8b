import { Agent, createServer, type Server } from 'node:http';
import { Telegraf, TelegramError } from 'telegraf';
import { message } from 'telegraf/filters';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotBed } from './bot-bed.js';

describe('Telegraf, another program we did not write, against the Bot API', () => {
  let bed: BotBed;
  let bot: Telegraf;

  beforeEach(async () => {
    bed = await BotBed.open();
    bot = new Telegraf(bed.token, { telegram: { apiRoot: bed.server.baseUrl, agent: new Agent() } });
  });

  afterEach(() => bed.close());

  it('polls, answers with markup, edits, and counts its commands', async () => {
    const done = new Promise<void>((resolve, reject) => {
      bot.start(async (ctx) => {
        expect(ctx.payload).toBe('abc');
        const sent = await ctx.replyWithHTML('<i>well</i> <a href="https://example.org/x">there</a>');
        expect(sent.entities?.map(({ type, offset, length }) => [type, offset, length])).toEqual([
          ['italic', 0, 4],
          ['text_link', 5, 5],
        ]);
        await ctx.telegram.editMessageText(ctx.chat.id, sent.message_id, undefined, 'again');
        await ctx.telegram.setMyCommands([{ command: 'help', description: 'what it does' }]);
        expect(await ctx.telegram.getMyCommands()).toEqual([
          { command: 'help', description: 'what it does' },
        ]);
        resolve();
      });
      bot.catch(reject);
    });
    const ended = bot.launch({ allowedUpdates: ['message'] });
    bed.mia.say(bed.bot, '/start abc');
    await done;
    bot.stop();
    await ended;
    expect(bed.mia.screen(bed.bot).map((view) => view.text)).toEqual(['/start abc', 'again']);
  });

  it('types the errors right', async () => {
    const error: unknown = await bot.telegram.sendMessage(bed.mia.id, 'hi').catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TelegramError);
    expect(error).toMatchObject({ code: 400, description: 'Bad Request: chat not found' });
    bed.mia.say(bed.bot, 'hi');
    bed.mia.deleteAccount();
    await expect(bot.telegram.sendMessage(bed.mia.id, 'hi')).rejects.toMatchObject({
      code: 403,
      description: 'Forbidden: user is deactivated',
    });
  });

  describe('with a webhook', () => {
    let receiver: Server | undefined;

    afterEach(() => {
      receiver?.close();
      receiver?.closeAllConnections();
    });

    it('has what it writes into its answer carried out', async () => {
      bot.on(message('text'), (ctx) => ctx.sendChatAction('typing'));
      const handle = bot.webhookCallback('/hook', { secretToken: 'sesame' });
      receiver = createServer((request, response) => {
        handle(request, response).catch(() => response.destroy());
      });
      const open = receiver;
      await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve));
      const address = open.address();
      if (address === null || typeof address === 'string') throw new Error('no address');
      await bot.telegram.setWebhook(`http://127.0.0.1:${address.port}/hook`, { secret_token: 'sesame' });
      bed.mia.say(bed.bot, 'are you there');
      await expect.poll(() => bed.facts('typing').map((fact) => fact.peer)).toEqual([bed.mia.id]);
      expect((await bot.telegram.getWebhookInfo()).pending_update_count).toBe(0);
    });
  });
});
