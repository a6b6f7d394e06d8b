import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotBed } from './bot-bed.js';

const FILE = `${process.cwd()}/test/sandbox/shapes-that-came.ts`;

/** What TypeScript says of values given as these types of grammY, field by field; the file exists in memory only. */
function complaints(values: readonly { type: string; value: unknown }[]): string[] {
  // The types want it said that a message inside another holds no third.
  const written = (value: unknown): string =>
    JSON.stringify(value).replaceAll(
      '"reply_to_message":{',
      '"reply_to_message":{"reply_to_message":undefined,',
    );
  const lines = values.map(({ type, value }, at) => `export const v${at}: ${type} = ${written(value)};`);
  const source = ["import type * as T from 'grammy/types';", ...lines].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === FILE ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const program = ts.createProgram([FILE], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file, start }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line;
    return `${values[line - 1]?.type ?? '?'}: ${ts.flattenDiagnosticMessageText(messageText, ' ').slice(-700)}`;
  });
}

describe('what the Bot API answers, against types that others wrote', () => {
  let bed: BotBed;

  beforeEach(async () => {
    bed = await BotBed.open();
  });

  afterEach(() => bed.close());

  it('has the shape that grammY expects of every answer and update', async () => {
    const values: { type: string; value: unknown }[] = [];
    const take = async (
      type: string,
      method: string,
      body: object = {},
    ): Promise<Record<string, unknown>> => {
      const { result, description } = await bed.call(method, body);
      expect(description ?? method).toBe(method);
      values.push({ type, value: result });
      return result as Record<string, unknown>;
    };
    await bed.call('getUpdates', {
      allowed_updates: [
        'message',
        'edited_message',
        'message_reaction',
        'callback_query',
        'my_chat_member',
        'business_connection',
        'business_message',
        'edited_business_message',
        'deleted_business_messages',
      ],
    });
    const said = bed.mia.say(bed.bot, '/start abc, write to mia@example.org or https://example.org #now');
    if (said.kind !== 'posted') throw new Error('not posted');
    bed.mia.edit(said.id, '/start again');
    const chat = { chat_id: bed.mia.id };
    const sent = await take('T.Message.TextMessage', 'sendMessage', {
      ...chat,
      text: '<b>one</b> <a href="https://example.org">two</a> <pre><code class="language-ts">3</code></pre>',
      parse_mode: 'HTML',
      reply_parameters: { message_id: 1, quote: 'again' },
      link_preview_options: { is_disabled: true },
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Yes', callback_data: 'yes' },
            { text: 'Site', url: 'https://example.org' },
          ],
        ],
      },
    });
    const [message] = bed.mia.screen(bed.bot).slice(-1);
    if (message === undefined) throw new Error('nothing there');
    bed.mia.react(message.id, ['👍']);
    bed.server.callbacks.press(
      bed.bot,
      bed.mia.id,
      bed.world.messages.find(bed.bot, Number(sent['message_id'])) ?? message,
      'yes',
    );
    await take('T.Message.TextMessage & T.Update.Edited', 'editMessageText', {
      ...chat,
      message_id: sent['message_id'],
      text: 'changed',
    });
    bed.mia.block(bed.bot);
    bed.mia.unblock(bed.bot);
    bed.mia.post(bed.bot, { media: { _: 'messageMediaDice', value: 3, emoticon: '🎲' } });
    bed.mia.post(bed.bot, {
      text: 'passed on',
      marks: { fwdFrom: { _: 'messageFwdHeader', date: 5, fromName: 'Somebody' } },
    });
    await take('T.UserFromGetMe', 'getMe');
    await take('T.ChatFullInfo.PrivateChat', 'getChat', chat);
    await take('T.WebhookInfo', 'getWebhookInfo');
    await take('T.BotName', 'getMyName');
    await take('T.UserProfilePhotos', 'getUserProfilePhotos', { user_id: bed.mia.id });
    const connection = bed.server.connections.set(bed.ada.id, {
      bot: bed.bot,
      rights: ['can_reply', 'can_read_messages'],
      isEnabled: true,
      chats: null,
    });
    const theirs = bed.mia.say(bed.ada.id, 'hello');
    if (theirs.kind !== 'posted') throw new Error('not posted');
    bed.mia.edit(theirs.id, 'hello there');
    await take('T.Message.TextMessage', 'sendMessage', {
      ...chat,
      business_connection_id: connection.id,
      text: 'good day',
    });
    bed.mia.delete([theirs.id]);
    const known = bed.waiting();
    expect(new Set(known.map((update) => update.type)).size).toBe(9);
    for (const { id, type, body } of known) {
      // Two fields are older or newer than the types: `can_reply` beside the rights, and a right under its newer name.
      const { can_reply: older, ...rest } = body;
      expect(older === undefined || type === 'business_connection').toBe(true);
      values.push({ type: 'T.Update', value: { update_id: id, [type]: rest } });
    }
    // Two that are wrong, so that silence about the others means something.
    values.push({ type: 'T.User', value: { id: 1, is_bot: false, firstName: 'Mia' } });
    values.push({ type: 'T.Chat', value: { id: 1, type: 'private' } });
    const wrong = complaints(values);
    expect(wrong.map((words) => words.split(':', 1)[0])).toEqual(['T.User', 'T.Chat']);
  });
});
