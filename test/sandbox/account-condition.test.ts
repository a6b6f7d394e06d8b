import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from 'telegram';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startControlServer } from '../../src/sandbox/control/server.js';
import type { ControlServer } from '../../src/sandbox/control/http.js';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/telegram/server.js';
import { gramjsClient, gramjsSignIn, session, type GramjsClient, type Heard } from './gramjs-client.js';

/** One sandbox and one connected account per state: what moderation does to it, as an unmodified client feels it. */
describe('what becomes of an account', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKeyPem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  let folder: string;
  let sandbox: TelegramSandbox;
  let control: ControlServer;
  let clients: GramjsClient[] = [];
  let count = 0;

  async function start(): Promise<void> {
    sandbox = await startTelegramSandbox({ folder, privateKeyPem });
    control = await startControlServer({ telegram: sandbox });
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'condition-'));
    await start();
  });

  afterEach(async () => {
    for (const { client } of clients) await client.destroy();
    clients = [];
  });

  afterAll(async () => {
    await control.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Account {
    readonly at: GramjsClient;
    readonly id: number;
    readonly phone: string;
    readonly name: string;
  }

  async function account(): Promise<Account> {
    count += 1;
    const phone = `+1555000${1000 + count}`;
    const name = `account_${count}`;
    const { id } = await sandbox.people.create({ phone, firstName: name, username: name });
    const at = gramjsClient(sandbox);
    clients.push(at);
    await gramjsSignIn(at, { phone });
    return { at, id, phone, name };
  }

  async function person(): Promise<{ id: number; name: string; say(to: number, text: string): unknown }> {
    count += 1;
    const name = `person_${count}`;
    const { id } = await sandbox.people.create({ firstName: name, username: name });
    return { id, name, say: (to, text) => sandbox.people.person(id).say(to, text) };
  }

  async function ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${control.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const value = (await response.json()) as Record<string, unknown>;
    expect(value).not.toHaveProperty('error');
    return value;
  }

  const become = (who: Account, body: object): Promise<Record<string, unknown>> =>
    ask('POST', `/accounts/${who.id}/condition`, body);

  async function failureOf(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason as { code?: number; errorMessage?: string },
    );
    return `${error?.code ?? ''} ${error?.errorMessage ?? 'no failure'}`;
  }

  async function freezeOf({ at }: Account): Promise<Record<string, unknown>> {
    const answer = await at.client.invoke(new Api.help.GetAppConfig({ hash: 0 }));
    if (!(answer instanceof Api.help.AppConfig) || !(answer.config instanceof Api.JsonObject)) {
      throw new Error('no settings');
    }
    const entries = answer.config.value.filter(({ key }) => key.startsWith('freeze_'));
    return Object.fromEntries(
      entries.map(({ key, value }) => [key, (value as Api.JsonNumber | Api.JsonString).value]),
    );
  }

  const getState = ({ at }: Account): Promise<unknown> => at.client.invoke(new Api.updates.GetState());

  it('banned: connections are cut, calls fail, no code is sent, and a lifted ban needs a new sign-in', async () => {
    const ann = await account();
    const saved = session(ann.at);
    await become(ann, { condition: 'banned' });
    expect(await failureOf(getState(ann))).toBe('401 USER_DEACTIVATED_BAN');
    const fresh = gramjsClient(sandbox);
    clients.push(fresh);
    await expect(gramjsSignIn(fresh, { phone: ann.phone })).rejects.toMatchObject({
      errorMessage: 'PHONE_NUMBER_BANNED',
    });
    await become(ann, { condition: 'healthy' });
    const again = gramjsClient(sandbox, saved);
    clients.push(again);
    await again.client.connect();
    expect(await failureOf(again.client.invoke(new Api.updates.GetState()))).toBe(
      '401 AUTH_KEY_UNREGISTERED',
    );
    expect((await gramjsSignIn(fresh, { phone: ann.phone })).username).toBe(ann.name);
  });

  it('banned: may show as a session that is gone, on a connection that stands', async () => {
    const ann = await account();
    await become(ann, { condition: 'banned', shownAs: 'AUTH_KEY_UNREGISTERED', cut: false });
    expect(await failureOf(getState(ann))).toBe('401 AUTH_KEY_UNREGISTERED');
    expect(ann.at.client.connected).toBe(true);
  });

  it('deleted: the others see a deleted user and cannot write to it', async () => {
    const ann = await account();
    const ben = await account();
    await ben.at.client.sendMessage(`@${ann.name}`, { message: 'hello' });
    await become(ann, { condition: 'deleted', cut: false });
    expect(await failureOf(getState(ann))).toBe('401 USER_DEACTIVATED');
    await ben.at.hears((update): update is Api.UpdateUser => update instanceof Api.UpdateUser);
    const [shown] = await ben.at.client.invoke(new Api.users.GetUsers({ id: [ann.id] }));
    expect(shown).toMatchObject({ deleted: true, firstName: null });
    expect(await failureOf(ben.at.client.sendMessage(ann.id, { message: 'x' }))).toBe(
      '400 INPUT_USER_DEACTIVATED',
    );
    expect(
      await failureOf(ben.at.client.invoke(new Api.contacts.ResolveUsername({ username: ann.name }))),
    ).toBe('400 USERNAME_NOT_OCCUPIED');
  });

  it('frozen: reads work, writes do not, and the dates stand still, across a restart too', async () => {
    const ann = await account();
    const mia = await person();
    mia.say(ann.id, 'hello');
    const until = Date.parse('2027-01-01T00:00:00Z');
    await become(ann, { condition: 'frozen', until, appealUrl: 'https://t.me/spambot?start=a' });
    await ann.at.hears((update): update is Api.UpdateConfig => update instanceof Api.UpdateConfig);
    expect(await failureOf(ann.at.client.sendMessage(`@${mia.name}`, { message: 'hi' }))).toBe(
      '420 FROZEN_METHOD_INVALID',
    );
    expect(await ann.at.client.getMessages(`@${mia.name}`, { limit: 5 })).toHaveLength(1);
    const before = await freezeOf(ann);
    expect(before).toMatchObject({
      freeze_until_date: until / 1000,
      freeze_appeal_url: 'https://t.me/spambot?start=a',
    });
    const saved = session(ann.at);
    await ann.at.client.destroy();
    await control.close();
    await sandbox.close();
    await start();
    const back = { ...ann, at: gramjsClient(sandbox, saved) };
    clients.push(back.at);
    await back.at.client.connect();
    expect(await freezeOf(back)).toEqual(before);
    await become(back, { condition: 'healthy' });
    expect(await freezeOf(back)).toEqual({});
    await back.at.client.sendMessage(`@${mia.name}`, { message: 'hi again' });
  });

  it('limited: answers those who wrote first or saved it, and nobody else; ends when its time is over', async () => {
    const ann = await account();
    const mia = await person();
    const tom = await person();
    const ida = await person();
    mia.say(ann.id, 'hello');
    await ask('POST', `/people/${ida.id}/contacts`, { to: ann.id });
    await become(ann, { condition: 'limited', until: sandbox.world.clock.now() + 3_600_000 });
    await ann.at.client.sendMessage(`@${mia.name}`, { message: 'to one who wrote' });
    await ann.at.client.sendMessage(`@${ida.name}`, { message: 'to one who saved us' });
    const cold = (): Promise<unknown> =>
      ann.at.client.sendMessage(`@${tom.name}`, { message: 'to a stranger' });
    expect(await failureOf(cold())).toBe('400 PEER_FLOOD');
    await become(ann, { condition: 'limited', until: sandbox.world.clock.now() - 1 });
    await cold();
  });

  it('@SpamBot answers by the condition, in the language of the account', async () => {
    const ann = await account();
    const texts: string[] = [];
    const start = async (): Promise<string> => {
      const before = ann.at.heard.length;
      await ann.at.client.sendMessage('@SpamBot', { message: '/start' });
      return ann.at
        .hears((update): update is Api.UpdateNewMessage | Api.UpdateShortMessage => {
          const place = ann.at.heard.indexOf(update);
          return place >= before && textOf(update) !== undefined;
        })
        .then((update) => textOf(update) ?? '');
    };
    texts.push(await start());
    await become(ann, { condition: 'limited', until: Date.parse('2099-01-05T10:00:00Z') });
    texts.push(await start());
    await become(ann, { condition: 'frozen' });
    texts.push(await start());
    await become(ann, { condition: 'healthy' });
    await ask('PATCH', `/users/${ann.id}`, { langCode: 'de' });
    texts.push(await start());
    expect(texts).toMatchObject([
      expect.stringMatching(/^Good news, no limits are currently applied to your account/),
      expect.stringContaining('your account is now limited until 2099-01-05 10:00 UTC'),
      expect.stringContaining('frozen'),
      expect.stringMatching(/^Gute Nachricht/),
    ]);
    expect(await ask('GET', `/judge?account=${ann.id}`)).toMatchObject({ chats: [] });
  });

  it('the judge names those who were written to before they wrote', async () => {
    const ann = await account();
    const mia = await person();
    const tom = await person();
    const { last } = await ask('GET', '/facts?limit=0');
    mia.say(ann.id, 'I write first');
    await ann.at.client.sendMessage(`@${mia.name}`, { message: 'fine' });
    await ann.at.client.sendMessage('@SpamBot', { message: '/start' });
    const cold = (): Promise<Record<string, unknown>> => ask('GET', `/judge/cold?after=${String(last)}`);
    expect(await cold()).toEqual({ people: 0, messages: 0, chats: [] });
    await ann.at.client.sendMessage(`@${tom.name}`, { message: 'you do not know me' });
    await ann.at.client.sendMessage(`@${tom.name}`, { message: 'hello?' });
    tom.say(ann.id, 'who is this?');
    await ann.at.client.sendMessage(`@${tom.name}`, { message: 'me' });
    expect(await cold()).toMatchObject({
      people: 1,
      messages: 2,
      chats: [
        {
          account: ann.id,
          person: tom.id,
          texts: ['you do not know me', 'hello?'],
          answered: true,
          savedAccount: false,
        },
      ],
    });
  });
});

function textOf(update: Heard): string | undefined {
  if (update instanceof Api.UpdateShortMessage) return update.out ? undefined : update.message;
  if (!(update instanceof Api.UpdateNewMessage) || !(update.message instanceof Api.Message)) return undefined;
  return update.message.out ? undefined : update.message.message;
}
