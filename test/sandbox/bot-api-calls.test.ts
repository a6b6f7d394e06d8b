import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../support/manual-clock.js';
import { BotBed, type BotAnswer } from './bot-bed.js';

const HOUR = 3_600_000;

describe('calls of the Bot API', () => {
  let clock: ManualClock;
  let wire: ManualClock;
  let bed: BotBed;

  beforeEach(async () => {
    clock = new ManualClock();
    wire = new ManualClock();
    bed = await BotBed.open({ clock, wire });
  });

  afterEach(() => bed.close());

  describe('the way in', () => {
    it.each([
      [
        'a token nobody has',
        '1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
        '401 Unauthorized: invalid token specified',
      ],
      ['no token at all', 'nonsense', '404 Not Found'],
    ])('turns away %s', async (_, token, told) => {
      expect(await bed.refusal('getMe', {}, token)).toBe(told);
    });

    it('ends a token that was replaced', async () => {
      const next = bed.server.bots.issueToken(bed.bot);
      expect(await bed.refusal('getMe')).toBe('401 Unauthorized');
      expect((await bed.call('getMe', {}, next)).ok).toBe(true);
    });

    it('knows no method it does not have', async () => {
      expect(await bed.refusal('sendDance')).toBe('404 Not Found: method not found');
    });

    it('takes a call as JSON, form, multipart and query, whatever the case of its name', async () => {
      bed.mia.say(bed.bot, 'hi');
      const at = `${bed.server.baseUrl}/bot${bed.token}`;
      const form = new FormData();
      form.set('chat_id', String(bed.mia.id));
      form.set('text', 'by multipart');
      const answers = [
        await fetch(`${at}/SENDMESSAGE?chat_id=${bed.mia.id}&text=by%20query`),
        await fetch(`${at}/sendmessage`, {
          method: 'POST',
          body: new URLSearchParams({ chat_id: String(bed.mia.id), text: 'by form' }),
        }),
        await fetch(`${at}/sendMessage`, { method: 'POST', body: form }),
      ];
      for (const answer of answers) expect(((await answer.json()) as BotAnswer).ok).toBe(true);
      expect(bed.mia.screen(bed.bot).map((view) => view.text)).toEqual([
        'hi',
        'by query',
        'by form',
        'by multipart',
      ]);
    });

    it('refuses text that is not UTF-8 and bodies that are not JSON', async () => {
      bed.mia.say(bed.bot, 'hi');
      expect(await bed.refusal('sendMessage', { chat_id: bed.mia.id, text: 'half \ud83d' })).toBe(
        '400 Bad Request: strings must be encoded in UTF-8',
      );
      const broken = await fetch(`${bed.server.baseUrl}/bot${bed.token}/getMe`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{',
      });
      expect(broken.status).toBe(400);
    });

    it('is out after logOut for ten minutes', async () => {
      expect((await bed.call('logOut')).result).toBe(true);
      expect(await bed.refusal('getMe')).toBe('400 Logged out');
      await clock.advance(600_001);
      expect((await bed.call('getMe')).ok).toBe(true);
    });
  });

  describe('sending', () => {
    const send = (body: object): Promise<string> =>
      bed.refusal('sendMessage', { chat_id: bed.mia.id, ...body });

    it('never writes first', async () => {
      expect(await send({ text: 'hi' })).toBe('400 Bad Request: chat not found');
      bed.server.connections.set(bed.ada.id, { bot: bed.bot, rights: [], isEnabled: true, chats: null });
      bed.mia.say(bed.ada.id, 'hello');
      expect(await send({ text: 'hi' })).toBe("403 Forbidden: bot can't initiate conversation with a user");
    });

    it('says what is wrong as the server does', async () => {
      bed.mia.say(bed.bot, 'hi');
      expect(await send({ text: '' })).toBe('400 Bad Request: message text is empty');
      expect(await send({ text: '   ' })).toBe('400 Bad Request: text must be non-empty');
      expect(await send({ text: 'x'.repeat(4097) })).toBe('400 Bad Request: message is too long');
      expect(await send({ text: '👍'.repeat(2049) })).toBe('400 Bad Request: message is too long');
      expect(await send({ text: '<b>x', parse_mode: 'HTML' })).toBe(
        `400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`,
      );
      expect(await send({ text: 'v1.0', parse_mode: 'MarkdownV2' })).toBe(
        `400 Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'`,
      );
      expect(await send({ text: 'x', parse_mode: 'BBCode' })).toBe('400 Bad Request: unsupported parse_mode');
      expect(await send({ text: 'x', reply_parameters: { message_id: 77 } })).toBe(
        '400 Bad Request: message to be replied not found',
      );
      expect(await send({ text: 'x', reply_markup: { inline_keyboard: [[{ text: 'b' }]] } })).toBe(
        "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
      );
      expect(await send({ text: '👍', entities: [{ type: 'bold', offset: 1, length: 1 }] })).toBe(
        '400 Bad Request: entity begins in a middle of a UTF-16 symbol at UTF-16 offset 1',
      );
      expect(await bed.refusal('sendMessage', { text: 'x' })).toBe('400 Bad Request: chat_id is empty');
      expect(bed.facts('refused').length).toBeGreaterThan(5);
    });

    it('quotes, protects, keeps quiet and remembers the preview it was asked for', async () => {
      const said = bed.mia.say(bed.bot, 'one two three');
      if (said.kind !== 'posted') throw new Error('not posted');
      const answered = bed.waiting()[0]?.body['message_id'];
      const { result } = await bed.call('sendMessage', {
        chat_id: bed.mia.id,
        text: ' https://example.org and /help ',
        reply_parameters: { message_id: answered, quote: 'two' },
        link_preview_options: { is_disabled: true },
        protect_content: true,
        disable_notification: true,
      });
      expect(result).toMatchObject({
        text: 'https://example.org and /help',
        entities: [{ type: 'url' }, { type: 'bot_command' }],
        quote: { text: 'two', position: 4, is_manual: true },
        reply_to_message: { text: 'one two three' },
        link_preview_options: { is_disabled: true },
        has_protected_content: true,
      });
      expect(bed.mia.screen(bed.bot).at(-1)).toMatchObject({ silent: true, replyToId: said.id });
      expect(await send({ text: 'x', reply_parameters: { message_id: answered, quote: 'ten' } })).toBe(
        '400 Bad Request: QUOTE_TEXT_INVALID',
      );
    });

    it('edits only what changes, takes buttons away, and deletes for two days', async () => {
      bed.mia.say(bed.bot, 'hi');
      const keyboard = { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] };
      const sent = await bed.call('sendMessage', { chat_id: bed.mia.id, text: 'a', reply_markup: keyboard });
      const id = (sent.result as { message_id: number }).message_id;
      const edit = { chat_id: bed.mia.id, message_id: id };
      expect(await bed.refusal('editMessageText', { ...edit, text: 'a', reply_markup: keyboard })).toBe(
        '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
      const edited = await bed.call('editMessageText', { ...edit, text: 'a' });
      expect(edited.result).toMatchObject({ text: 'a' });
      expect(edited.result).not.toHaveProperty('reply_markup');
      expect(await bed.refusal('editMessageText', { ...edit, message_id: 99, text: 'b' })).toBe(
        '400 Bad Request: message to edit not found',
      );
      await clock.advance(49 * HOUR);
      expect((await bed.call('editMessageText', { ...edit, text: 'late' })).ok).toBe(true);
      expect(await bed.refusal('deleteMessage', edit)).toBe(
        "400 Bad Request: message can't be deleted for everyone",
      );
    });

    it('asks for patience per chat and in all', async () => {
      bed.mia.say(bed.bot, 'hi');
      Object.assign(bed.server.limits.perChat, { burst: 2, perSecond: 0.1 });
      for (const text of ['one', 'two']) await bed.call('sendMessage', { chat_id: bed.mia.id, text });
      const flood = await fetch(
        `${bed.server.baseUrl}/bot${bed.token}/sendMessage?chat_id=${bed.mia.id}&text=three`,
      );
      expect(flood.status).toBe(429);
      expect(flood.headers.get('retry-after')).toBe('10');
      expect(await flood.json()).toEqual({
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 10',
        parameters: { retry_after: 10 },
      });
      await clock.advance(10_000);
      expect((await bed.call('sendMessage', { chat_id: bed.mia.id, text: 'three' })).ok).toBe(true);
    });
  });

  describe('polling', () => {
    const poll = async (body: object): Promise<number[]> => {
      const { result } = await bed.call('getUpdates', body);
      return (result as { update_id: number }[]).map((update) => update.update_id);
    };

    it('confirms by offset, forgets by a negative one, and takes a wild one for none', async () => {
      for (const text of ['one', 'two', 'three']) bed.mia.say(bed.bot, text);
      const [first = 0] = bed.waiting().map((update) => update.id);
      expect(await poll({ limit: 2, timeout: 0 })).toEqual([first, first + 1]);
      expect(await poll({ offset: first + 1 })).toEqual([first + 1, first + 2]);
      expect(await poll({ offset: first + 100_000 })).toEqual([first + 1, first + 2]);
      expect(await poll({ offset: -1 })).toEqual([first + 2]);
      expect(bed.waiting()).toHaveLength(1);
    });

    it('gives reactions only when asked, and remembers what was asked', async () => {
      const said = bed.mia.say(bed.bot, 'hi');
      const { result } = await bed.call('sendMessage', { chat_id: bed.mia.id, text: 'hello' });
      const shown = bed.mia.screen(bed.bot).at(-1);
      if (said.kind !== 'posted' || shown === undefined) throw new Error('not posted');
      bed.mia.react(shown.id, ['👍']);
      expect(bed.waiting().map((update) => update.type)).toEqual(['message']);
      await poll({ allowed_updates: ['message_reaction'] });
      bed.mia.react(shown.id, ['🔥']);
      bed.mia.say(bed.bot, 'not asked for');
      expect(bed.waiting().slice(1)).toMatchObject([
        {
          type: 'message_reaction',
          body: {
            message_id: (result as { message_id: number }).message_id,
            old_reaction: [{ type: 'emoji', emoji: '👍' }],
            new_reaction: [{ type: 'emoji', emoji: '🔥' }],
          },
        },
      ]);
      await poll({ allowed_updates: [] });
      bed.mia.say(bed.bot, 'again');
      expect(bed.waiting().at(-1)?.type).toBe('message');
    });

    it('lets updates go after a day, and begins elsewhere after a week', async () => {
      bed.mia.say(bed.bot, 'one');
      const [first = 0] = bed.waiting().map((update) => update.id);
      await clock.advance(24 * HOUR + 1000);
      expect(bed.waiting()).toEqual([]);
      bed.mia.say(bed.bot, 'two');
      expect(bed.waiting().map((update) => update.id)).toEqual([first + 1]);
      await clock.advance(8 * 24 * HOUR);
      bed.mia.say(bed.bot, 'three');
      const [later = 0] = bed.waiting().map((update) => update.id);
      expect(Math.abs(later - first)).toBeGreaterThan(1000);
      bed.server.queue.skipIds(bed.bot, 5);
      bed.mia.say(bed.bot, 'four');
      expect(bed.waiting().at(-1)?.id).toBe(later + 6);
    });

    it('ends the older of two polls, and the second conflict only after three seconds', async () => {
      const older = bed.refusal('getUpdates', { timeout: 50, offset: 1 });
      await expect.poll(() => wire.pending).toBe(1);
      const newer = bed.refusal('getUpdates', { timeout: 50, offset: 2 });
      const words =
        '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
      expect(await older).toBe(words);
      const newest = bed.call('getUpdates', { timeout: 50, offset: 3 });
      await expect.poll(() => wire.pending).toBe(3);
      await wire.advance(3000);
      expect(await newer).toBe(words);
      bed.mia.say(bed.bot, 'hi');
      expect((await newest).result).toHaveLength(1);
    });

    it('waits no longer than fifty seconds', async () => {
      const answer = bed.call('getUpdates', { timeout: 500 });
      await expect.poll(() => wire.pending).toBe(1);
      await wire.advance(50_000);
      expect((await answer).result).toEqual([]);
    });
  });

  it('goes on after a restart where it stopped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bot-api-'));
    try {
      const file = join(folder, 'world.db');
      const before = await BotBed.open({ file });
      before.mia.say(before.bot, 'one');
      const [first] = before.waiting();
      await before.close();
      const after = await BotBed.open({ file });
      expect(after.token).toBe(before.token);
      after.mia.say(after.bot, 'two');
      expect(after.waiting().map((update) => [update.id, update.body['text']])).toEqual([
        [first?.id, 'one'],
        [(first?.id ?? 0) + 1, 'two'],
      ]);
      await after.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
