import type { TelegramClient } from '@mtcute/core/client.js';
import { MemoryStorage, type Message } from '@mtcute/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/serving/telegram-server.js';
import { privateKeyPem } from '../support/server-key.js';
import { mtcuteClient } from './mtcute-client.js';

const waiting = { timeout: 15_000, interval: 20 };

describe('mtcute, another implementation on the layer of this year', () => {
  let sandbox: TelegramSandbox;
  let problems: string[];
  let clients: TelegramClient[];
  let ann: number;
  let ben: number;

  beforeEach(async () => {
    problems = [];
    clients = [];
    sandbox = await startTelegramSandbox({
      privateKeyPem,
      onError: (error, where) => problems.push(`${where}: ${String(error)}`),
    });
    ann = (await sandbox.people.create({ phone: '+15550001', firstName: 'Ann', password: 'secret' })).id;
    ben = (await sandbox.people.create({ phone: '+15550002', firstName: 'Ben', username: 'benben' })).id;
  });

  afterEach(async () => {
    for (const one of clients) await one.destroy();
    await sandbox.close();
    expect(problems).toEqual([]);
  });

  /** Ann, signed in; what she hears of messages, by their text. */
  async function signedIn(storage?: MemoryStorage): Promise<{ client: TelegramClient; heard: string[] }> {
    const client = mtcuteClient(sandbox, storage);
    clients.push(client);
    client.onError.add((error) => {
      // What it gives up by itself, a sign of typing for example.
      if (error.name !== 'AbortError') problems.push(`mtcute: ${String(error)}`);
    });
    const heard: string[] = [];
    client.onNewMessage.add((message) => void heard.push(`new ${message.text}`));
    client.onEditMessage.add((message) => void heard.push(`edit ${message.text}`));
    client.onDeleteMessage.add(({ messageIds }) => void heard.push(`delete ${messageIds.length}`));
    client.onHistoryRead.add(({ isOutbox }) => void heard.push(isOutbox ? 'read by them' : 'read by us'));
    client.onUserTyping.add(({ status }) => void heard.push(status));
    const me = await client.start({
      phone: '+15550001',
      code: '22222',
      password: 'secret',
      codeSentCallback: () => undefined,
    });
    expect(me.displayName).toBe('Ann');
    return { client, heard };
  }

  /** It takes the present for its beginning, a moment after the sign-in: what is said before it hears of is not told. */
  async function listens(heard: string[]): Promise<void> {
    for (let tries = 0; tries < 100 && heard.length === 0; tries += 1) {
      sandbox.people.person(ben).say(ann, 'hey');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    heard.length = 0;
  }

  const hears = (heard: readonly string[], ...lines: readonly string[]): Promise<void> =>
    expect.poll(() => heard, waiting).toEqual(lines);

  it('signs in with a password, writes, answers, edits, reacts, deletes and reads the chat back', async () => {
    const { client, heard } = await signedIn();
    await listens(heard);
    const him = sandbox.people.person(ben);
    const hello = await client.sendText('benben', 'hello Ben');
    him.show(ann);
    him.read(ann);
    const said = him.say(ann, 'hello Ann', { replyTo: him.latest(ann, 'them')?.id ?? 0 });
    for (const line of ['typing', 'read by them', 'new hello Ann']) {
      await expect.poll(() => heard, waiting).toContain(line);
    }
    const [first] = (await client.getHistory(ben, { limit: 1 })) as Message[];
    expect(first?.text).toBe('hello Ann');
    expect(first?.replyToMessage?.id).toBe(hello.id);
    await client.readHistory(ben);
    await client.setTyping({ peerId: ben, status: 'typing' });
    const answer = await client.quoteWithText(first as Message, { start: 6, end: 9, text: 'how are you?' });
    const quoted = (await client.getHistory(ben, { limit: 1 }))[0]?.replyToMessage;
    expect([quoted?.id, quoted?.quoteText]).toEqual([first?.id, 'Ann']);
    await client.editMessage({ message: answer, text: 'how are you, dear?' });
    await client.sendReaction({ message: first as Message, emoji: '❤' });
    him.edit(said.kind === 'posted' ? said.id : 0, 'hello dear Ann');
    await expect.poll(() => heard, waiting).toContain('edit hello dear Ann');
    await client.deleteMessagesById(ben, [hello.id]);
    const there = ['hello dear Ann', 'how are you, dear?'];
    expect(
      him
        .screen(ann)
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual(there);
    expect(him.screen(ann).at(-2)?.reactions).toHaveLength(1);
    const texts = (await client.getHistory(ben, { limit: 2 })).map(({ text }) => text);
    expect(texts.reverse()).toEqual(there);
    const dialogs = [];
    for await (const dialog of client.iterDialogs()) dialogs.push(dialog.peer.id);
    expect(dialogs).toContain(ben);
  });

  it('hears after a cut, and after another start, what was said meanwhile: in order and once', async () => {
    const storage = new MemoryStorage();
    const { client, heard } = await signedIn(storage);
    await listens(heard);
    const him = sandbox.people.person(ben);
    him.say(ann, 'one');
    await hears(heard, 'new one');
    sandbox.cut();
    for (const text of ['two', 'three']) him.say(ann, text);
    await hears(heard, 'new one', 'new two', 'new three');
    await client.destroy();
    him.say(ann, 'four');
    const again = await signedIn(storage);
    await hears(again.heard, 'new four');
    him.say(ann, 'five');
    await hears(again.heard, 'new four', 'new five');
  });
});
