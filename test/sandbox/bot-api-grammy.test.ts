import { Bot, GrammyError, InlineKeyboard, InputFile, webhookCallback } from 'grammy';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotBed } from './bot-bed.js';

describe('grammY, a program we did not write, against the Bot API', () => {
  let bed: BotBed;
  let bot: Bot;
  let polling: Promise<void> | undefined;

  beforeEach(async () => {
    bed = await BotBed.open();
    bot = new Bot(bed.token, { client: { apiRoot: bed.server.baseUrl } });
  });

  afterEach(async () => {
    if (bot.isRunning()) await bot.stop();
    await polling;
    await bed.close();
  });

  /** Runs until something of the kind was handled. */
  function startPolling(
    ...allowed: (
      | 'message'
      | 'edited_message'
      | 'message_reaction'
      | 'callback_query'
      | 'my_chat_member'
      | 'business_connection'
      | 'business_message'
      | 'edited_business_message'
      | 'deleted_business_messages'
    )[]
  ): void {
    polling = bot.start({ timeout: 5, ...(allowed.length === 0 ? {} : { allowed_updates: allowed }) });
  }

  it('receives, answers, edits, reacts and deletes', async () => {
    const done = new Promise<void>((resolve, reject) => {
      bot.command('start', async (ctx) => {
        expect(ctx.match).toBe('from_site');
        const sent = await ctx.reply('*hello* _there_', {
          parse_mode: 'MarkdownV2',
          reply_parameters: { message_id: ctx.msg.message_id },
        });
        expect(sent.text).toBe('hello there');
        expect(sent.entities?.map((one) => one.type)).toEqual(['bold', 'italic']);
        expect(sent.reply_to_message?.message_id).toBe(ctx.msg.message_id);
        const edited = await ctx.api.editMessageText(ctx.chat.id, sent.message_id, '<b>changed</b>', {
          parse_mode: 'HTML',
        });
        expect(edited).toMatchObject({ text: 'changed', edit_date: expect.any(Number) as number });
        await ctx.react('👍');
        await ctx.replyWithChatAction('typing');
        const second = await ctx.reply('gone at once');
        await ctx.api.deleteMessage(ctx.chat.id, second.message_id);
        resolve();
      });
      bot.catch((error) => reject(error.error instanceof Error ? error.error : error));
    });
    startPolling();
    bed.mia.say(bed.bot, '/start from_site');
    await done;
    expect(bed.mia.screen(bed.bot).map((view) => view.text)).toEqual(['/start from_site', 'changed']);
    expect(bed.mia.screen(bed.bot)[0]?.reactions.map((one) => one.emoji)).toEqual(['👍']);
    expect(bed.facts('typing').map((fact) => [fact.actor, fact.peer])).toEqual([[bed.bot, bed.mia.id]]);
  });

  it('hears edits, reactions it asked for, blocks, and buttons', async () => {
    const heard: string[] = [];
    const steps = new Map<string, () => void>();
    const reached = (step: string): Promise<void> =>
      new Promise((resolve) => {
        if (heard.includes(step)) resolve();
        else steps.set(step, resolve);
      });
    const note = (step: string): void => {
      heard.push(step);
      steps.get(step)?.();
    };
    bot.on('message:text', async (ctx) => {
      await ctx.reply('choose', {
        reply_markup: new InlineKeyboard().text('Yes', 'yes').url('Site', 'https://example.org'),
      });
      note('message');
    });
    bot.on('edited_message:text', (ctx) => note(`edit ${ctx.editedMessage.text}`));
    bot.on('message_reaction', (ctx) => note(`reaction ${ctx.reactions().emojiAdded.join()}`));
    bot.callbackQuery('yes', async (ctx) => {
      await ctx.answerCallbackQuery({ text: 'noted', show_alert: true });
      await ctx.editMessageText('thank you');
      note('callback');
    });
    bot.on('my_chat_member', (ctx) => note(`member ${ctx.myChatMember.new_chat_member.status}`));
    startPolling('message', 'edited_message', 'message_reaction', 'callback_query', 'my_chat_member');
    const said = bed.mia.say(bed.bot, 'hi');
    if (said.kind !== 'posted') throw new Error('not posted');
    await reached('message');
    bed.mia.edit(said.id, 'hello');
    await reached('edit hello');
    const [choice] = bed.mia.screen(bed.bot).filter((view) => !view.out);
    if (choice === undefined) throw new Error('nothing to press');
    bed.mia.react(choice.id, ['🔥']);
    await reached('reaction 🔥');
    const message = bed.world.messages.find(bed.bot, bed.world.messages.counterpart(choice)?.id ?? 0);
    if (message === undefined) throw new Error('nothing to press');
    const pressed = bed.server.callbacks.press(bed.bot, bed.mia.id, message, 'yes');
    await reached('callback');
    expect(bed.server.callbacks.answerTo(pressed ?? '')).toEqual({ text: 'noted', showAlert: true });
    expect(bed.mia.screen(bed.bot).at(-1)?.text).toBe('thank you');
    bed.mia.block(bed.bot);
    await reached('member kicked');
    bed.mia.unblock(bed.bot);
    await reached('member member');
  });

  it('types the errors right', async () => {
    const failure = async (call: Promise<unknown>): Promise<GrammyError> => {
      const error: unknown = await call.then(
        () => undefined,
        (cause: unknown) => cause,
      );
      if (!(error instanceof GrammyError)) throw new Error('no error of the API');
      return error;
    };
    expect(await failure(bot.api.sendMessage(bed.mia.id, 'hi'))).toMatchObject({
      error_code: 400,
      description: 'Bad Request: chat not found',
    });
    bed.mia.say(bed.bot, 'hi');
    bed.mia.block(bed.bot);
    expect(await failure(bot.api.sendMessage(bed.mia.id, 'hi'))).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    bed.mia.unblock(bed.bot);
    bed.server.limits.perChat.burst = 1;
    await bot.api.sendMessage(bed.mia.id, 'one');
    const flood = await failure(bot.api.sendMessage(bed.mia.id, 'two'));
    expect(flood).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
    expect(flood.description).toBe('Too Many Requests: retry after 1');
    expect(
      await failure(
        new Bot(`${bed.bot}:${'x'.repeat(35)}`, { client: { apiRoot: bed.server.baseUrl } }).api.getMe(),
      ),
    ).toMatchObject({ error_code: 401 });
  });

  it('sends files and fetches what people send', async () => {
    bed.mia.say(bed.bot, 'hi');
    const sent = await bot.api.sendDocument(
      bed.mia.id,
      new InputFile(Buffer.from('minutes'), 'minutes.txt'),
      {
        caption: 'as *promised*',
        parse_mode: 'MarkdownV2',
      },
    );
    expect(sent.document).toMatchObject({ file_name: 'minutes.txt', file_size: 7 });
    expect(sent.caption).toBe('as promised');
    const file = await bot.api.getFile(sent.document.file_id);
    const response = await fetch(`${bed.server.baseUrl}/file/bot${bed.token}/${file.file_path ?? ''}`);
    expect(await response.text()).toBe('minutes');
    const again = await bot.api.sendDocument(bed.mia.id, sent.document.file_id);
    expect(again.document.file_size).toBe(7);
    const photo = await bot.api.sendPhoto(bed.mia.id, new InputFile(Buffer.from('not really one'), 'p.jpg'));
    expect(photo.photo).toHaveLength(1);
    const voice = await bot.api.sendVoice(bed.mia.id, new InputFile(Buffer.from('ogg'), 'v.ogg'), {
      duration: 3,
    });
    expect(voice.voice).toMatchObject({ duration: 3, mime_type: 'audio/ogg' });
    expect((await bot.api.sendSticker(bed.mia.id, new InputFile(Buffer.from('webp')))).sticker.type).toBe(
      'regular',
    );
    expect((await bot.api.sendVideo(bed.mia.id, new InputFile(Buffer.from('mp4')))).video.mime_type).toBe(
      'video/mp4',
    );
  });

  it('takes a webhook through its own receiver, with the secret', async () => {
    const heard = new Promise<string>((resolve) => {
      bot.on('message:text', async (ctx) => {
        await ctx.reply('by webhook');
        resolve(ctx.msg.text);
      });
    });
    const handle = webhookCallback(bot, 'http', { secretToken: 'sesame' });
    const receiver = createServer((request, response) => {
      handle(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    if (address === null || typeof address === 'string') throw new Error('no address');
    await bot.api.setWebhook(`http://127.0.0.1:${address.port}/`, { secret_token: 'sesame' });
    bed.mia.say(bed.bot, 'are you there');
    expect(await heard).toBe('are you there');
    await expect.poll(async () => (await bot.api.getWebhookInfo()).pending_update_count).toBe(0);
    await bot.api.deleteWebhook();
    expect((await bot.api.getWebhookInfo()).url).toBe('');
    receiver.close();
    receiver.closeAllConnections();
  });

  it('manages a business account: hears both sides, answers, reads, deletes', async () => {
    const heard: string[] = [];
    const arrivals = new Set<() => void>();
    const until = (count: number): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (heard.length < count) return;
          arrivals.delete(look);
          resolve();
        };
        arrivals.add(look);
        look();
      });
    const note = (what: string): void => {
      heard.push(what);
      for (const look of arrivals) look();
    };
    let mine = 0;
    bot.on('business_connection', (ctx) => {
      const { is_enabled: enabled, rights } = ctx.businessConnection;
      note(`connection ${enabled} ${rights?.can_reply === true}`);
    });
    bot.on('business_message', async (ctx) => {
      const connection = await ctx.getBusinessConnection();
      const by =
        ctx.msg.sender_business_bot?.id === ctx.me.id
          ? 'echo'
          : ctx.from.id === connection.user.id
            ? 'owner'
            : 'person';
      note(`${by} ${ctx.msg.text ?? ''}`);
      if (by !== 'person') return;
      await ctx.api.readBusinessMessage(connection.id, ctx.chat.id, ctx.msg.message_id);
      await ctx.replyWithChatAction('typing');
      mine = (await ctx.reply('at once')).message_id;
    });
    bot.on('edited_business_message', (ctx) => note(`edit ${ctx.editedBusinessMessage.text ?? ''}`));
    bot.on('deleted_business_messages', (ctx) =>
      note(`deleted ${ctx.deletedBusinessMessages.message_ids.length}`),
    );
    bot.catch((error) => note(`failed: ${String(error.error)}`));
    startPolling();
    const connection = bed.server.connections.set(bed.ada.id, {
      bot: bed.bot,
      rights: ['can_reply', 'can_read_messages', 'can_delete_sent_messages'],
      isEnabled: true,
      chats: null,
    });
    await until(1);
    bed.mia.say(bed.ada.id, 'is the shop open');
    await until(3);
    bed.ada.say(bed.mia.id, 'I am here myself now');
    await until(4);
    await bot.api.editMessageText(bed.mia.id, mine, 'in a moment', { business_connection_id: connection.id });
    await until(5);
    await bot.api.deleteBusinessMessages(connection.id, [mine]);
    await until(6);
    expect(heard).toEqual([
      'connection true true',
      'person is the shop open',
      'echo at once',
      'owner I am here myself now',
      'edit in a moment',
      'deleted 1',
    ]);
    expect(bed.mia.screen(bed.ada.id).map((view) => view.text)).toEqual([
      'is the shop open',
      'I am here myself now',
    ]);
    expect(bed.facts('read').map((fact) => fact.actor)).toEqual([bed.ada.id]);
  });
});
