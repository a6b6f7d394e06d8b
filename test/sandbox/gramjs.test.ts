import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bigInt from 'big-integer';
import { Api } from 'telegram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/serving/telegram-server.js';
import { privateKeyPem } from '../support/server-key.js';
import { gramjsClient, gramjsSignIn, session, type GramjsClient, type Heard } from './gramjs-client.js';

describe('two unmodified GramJS clients in one sandbox', () => {
  let folder: string;
  let sandbox: TelegramSandbox;
  let problems: unknown[];
  let clients: GramjsClient[];

  async function start(port = 0): Promise<void> {
    sandbox = await startTelegramSandbox({
      folder,
      port,
      privateKeyPem,
      onError: (error, where) => problems.push(`${where}: ${String(error)}`),
    });
  }

  function client(saved?: string): GramjsClient {
    const made = gramjsClient(sandbox, saved);
    clients.push(made);
    return made;
  }

  /** Two people who know each other's user name. */
  async function pair(): Promise<{ ann: GramjsClient; ben: GramjsClient; annId: bigint; benId: bigint }> {
    await sandbox.people.create({ phone: '+15550001', firstName: 'Ann', username: 'annann' });
    await sandbox.people.create({ phone: '+15550002', firstName: 'Ben', username: 'benben' });
    const ann = client();
    const ben = client();
    const annMe = await gramjsSignIn(ann, { phone: '+15550001' });
    const benMe = await gramjsSignIn(ben, { phone: '+15550002' });
    return { ann, ben, annId: BigInt(annMe.id.toString()), benId: BigInt(benMe.id.toString()) };
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    problems = [];
    clients = [];
    await start();
  });

  afterEach(async () => {
    for (const { client: made } of clients) await made.destroy();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
    expect(problems).toEqual([]);
  });

  it('sign in by code and chat both ways, with read marks, typing, edits, reactions and deletes', async () => {
    const { ann, ben } = await pair();
    const hello = await ann.client.sendMessage('@benben', { message: 'hello Ben' });
    const heard = await ben.hears(isNewText('hello Ben'));
    const incoming = (heard as Api.UpdateNewMessage).message as Api.Message;
    expect(incoming.out).toBe(false);

    await ben.client.invoke(
      new Api.messages.SetTyping({ peer: '@annann', action: new Api.SendMessageTypingAction() }),
    );
    await ann.hears((update) => update instanceof Api.UpdateUserTyping);
    await ben.client.invoke(new Api.messages.ReadHistory({ peer: '@annann', maxId: incoming.id }));
    const read = await ann.hears((update) => update instanceof Api.UpdateReadHistoryOutbox);
    expect(read.maxId).toBe(hello.id);
    expect(read.pts).toBe(3);

    const answer = await ben.client.sendMessage('@annann', { message: 'hello Ann', replyTo: incoming.id });
    const answered = await ann.hears(isNewText('hello Ann'));
    const replyTo = answered instanceof Api.UpdateShortMessage ? answered.replyTo : undefined;
    expect(replyTo).toMatchObject({ replyToMsgId: hello.id });

    await ben.client.editMessage('@annann', { message: answer.id, text: 'hello dear Ann' });
    const edit = await ann.hears((update) => update instanceof Api.UpdateEditMessage);
    expect((edit.message as Api.Message).message).toBe('hello dear Ann');

    await ann.client.invoke(
      new Api.messages.SendReaction({
        peer: '@benben',
        msgId: (edit.message as Api.Message).id,
        reaction: [new Api.ReactionEmoji({ emoticon: '❤' })],
      }),
    );
    const reaction = await ben.hears((update) => update instanceof Api.UpdateMessageReactions);
    expect(reaction.msgId).toBe(answer.id);

    await ann.client.deleteMessages('@benben', [hello.id], { revoke: true });
    const gone = await ben.hears((update) => update instanceof Api.UpdateDeleteMessages);
    expect(gone.messages).toEqual([incoming.id]);
    const left = await ben.client.getMessages('@annann', { limit: 10 });
    expect(Array.from(left, (message) => message.message)).toEqual(['hello dear Ann']);
    const dialogs = await ann.client.getDialogs({});
    expect(Array.from(dialogs, (dialog) => [dialog.title, dialog.message?.message])).toEqual([
      ['Ben', 'hello dear Ann'],
    ]);
  });

  it('ask for the password, refuse a wrong one, and take the right one', async () => {
    await sandbox.people.create({ phone: '+15550003', firstName: 'Cid', password: 'correct horse' });
    const wrong = client();
    await expect(gramjsSignIn(wrong, { phone: '+15550003', password: 'battery' })).rejects.toMatchObject({
      errorMessage: 'PASSWORD_HASH_INVALID',
    });
    const right = client();
    const me = await gramjsSignIn(right, { phone: '+15550003', password: 'correct horse' });
    expect(me.firstName).toBe('Cid');
  });

  it('refuse a wrong code', async () => {
    await expect(gramjsSignIn(client(), { phone: '+15550004', code: '1' })).rejects.toMatchObject({
      errorMessage: 'PHONE_CODE_INVALID',
    });
  });

  it('sign in by QR code that another client accepts', async () => {
    const { ann } = await pair();
    const screen = client();
    await screen.client.connect();
    const shown = await screen.client.invoke(
      new Api.auth.ExportLoginToken({ apiId: 1, apiHash: 'hash', exceptIds: [] }),
    );
    if (!(shown instanceof Api.auth.LoginToken)) throw new Error('no token');
    await ann.client.invoke(new Api.auth.AcceptLoginToken({ token: shown.token }));
    await screen.hears((update) => update instanceof Api.UpdateLoginToken);
    const done = await screen.client.invoke(
      new Api.auth.ExportLoginToken({ apiId: 1, apiHash: 'hash', exceptIds: [] }),
    );
    expect(done).toBeInstanceOf(Api.auth.LoginTokenSuccess);
    expect((await screen.client.getMe()).firstName).toBe('Ann');
    const warning = await ann.hears((update) => update instanceof Api.UpdateNewAuthorization);
    expect(warning.device).toBe('gramjs');
  });

  it('find in the difference what came while they were away, across a restart of the sandbox', async () => {
    const { ann, ben } = await pair();
    await ann.client.sendMessage('@benben', { message: 'before' });
    await ben.hears(isNewText('before'));
    const state = await ben.client.invoke(new Api.updates.GetState());
    const saved = session(ben);
    await ben.client.destroy();
    const once = bigInt(4711);
    const draft = { peer: '@benben', message: 'while away', randomId: once };
    const first = await ann.client.invoke(new Api.messages.SendMessage(draft));

    await sandbox.close();
    await start(sandbox.port);

    const again = await ann.client.invoke(new Api.messages.SendMessage(draft));
    expect(again).toBeInstanceOf(Api.Updates);
    const back = client(saved);
    await back.client.connect();
    const difference = await back.client.invoke(
      new Api.updates.GetDifference({ pts: state.pts, date: state.date, qts: state.qts }),
    );
    if (!(difference instanceof Api.updates.Difference)) throw new Error(difference.className);
    expect(difference.newMessages.map((message) => (message as Api.Message).message)).toEqual(['while away']);
    expect((first as Api.UpdateShortSentMessage).id).toBe(
      ((again as Api.Updates).updates[0] as Api.UpdateMessageID).id,
    );
    await back.client.sendMessage('@annann', { message: 'I am back' });
    await ann.hears(isNewText('I am back'));
  });

  it('are told of faults by name, and nothing is applied twice when an answer is lost', async () => {
    const { ann, ben, annId } = await pair();
    sandbox.rules.add({
      method: 'messages.sendMessage',
      account: Number(annId),
      count: 1,
      effect: { kind: 'error', code: 420, type: 'FLOOD_WAIT_7' },
    });
    await expect(ann.client.sendMessage('@benben', { message: 'x' })).rejects.toMatchObject({ seconds: 7 });

    sandbox.rules.add({
      method: 'messages.sendMessage',
      count: 1,
      effect: { kind: 'lose', how: 'cut' },
    });
    await ann.client.sendMessage('@benben', { message: 'once only' });
    const messages = await ben.client.getMessages('@annann', { limit: 10 });
    const texts = Array.from(messages, (message) => message.message);
    expect(texts).toEqual(['once only']);

    sandbox.endAuthorizations(Number(annId), 'SESSION_REVOKED');
    await expect(ann.client.sendMessage('@benben', { message: 'y' })).rejects.toMatchObject({
      code: 401,
      errorMessage: 'SESSION_REVOKED',
    });
  });
});

function isNewText(text: string) {
  return (update: Heard): update is Api.UpdateNewMessage | Api.UpdateShortMessage =>
    (update instanceof Api.UpdateShortMessage && update.message === text) ||
    (update instanceof Api.UpdateNewMessage &&
      update.message instanceof Api.Message &&
      update.message.message === text);
}
