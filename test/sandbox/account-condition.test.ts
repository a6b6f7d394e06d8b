import { Api } from 'telegram';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signIn, telegramChannel } from '../support/telegram-world.js';
import { gramjsSignIn, session, type Heard } from './gramjs-client.js';
import { failureOf, LifeBed, type Account } from './life-bed.js';

/** One sandbox and one connected account per state: what moderation does to it, as an unmodified client feels it. */
describe('what becomes of an account', () => {
  const bed = new LifeBed();

  beforeAll(() => bed.start());
  afterEach(() => bed.leave());
  afterAll(() => bed.stop());

  const become = (who: Account, body: object): Promise<Record<string, unknown>> =>
    bed.ask('POST', `/accounts/${who.id}/condition`, body);

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
    const ann = await bed.account();
    const saved = session(ann.at);
    await become(ann, { condition: 'banned' });
    expect(await failureOf(getState(ann))).toBe('401 USER_DEACTIVATED_BAN');
    const fresh = bed.client();
    await expect(gramjsSignIn(fresh, { phone: ann.phone })).rejects.toMatchObject({
      errorMessage: 'PHONE_NUMBER_BANNED',
    });
    await become(ann, { condition: 'healthy' });
    const again = bed.client(saved);
    await again.client.connect();
    expect(await failureOf(again.client.invoke(new Api.updates.GetState()))).toBe(
      '401 AUTH_KEY_UNREGISTERED',
    );
    expect((await gramjsSignIn(fresh, { phone: ann.phone })).username).toBe(ann.name);
  });

  it('banned: the program’s own channel knows it without asking anything', async () => {
    const { id } = await bed.person();
    const { phone } = bed.sandbox.world.users.must(id);
    const { session: saved } = await signIn(bed.sandbox, `+${phone}`);
    const { channel, store } = telegramChannel(bed.sandbox, saved);
    await channel.open(store);
    const mia = await bed.person();
    mia.me.say(id, 'hello');
    await store.until((one) => one.incoming.length === 1);
    await channel.probe();
    await bed.ask('POST', `/accounts/${id}/condition`, { condition: 'banned' });
    await store.until((one) => one.states.some((state) => state.state === 'lost'));
    expect(store.states.at(-1)).toMatchObject({
      state: 'lost',
      failure: { kind: 'account-banned', code: 'USER_DEACTIVATED_BAN' },
    });
  });

  it('banned: may show as a session that is gone, on a connection that stands', async () => {
    const ann = await bed.account();
    await become(ann, { condition: 'banned', shownAs: 'AUTH_KEY_UNREGISTERED', cut: false });
    expect(await failureOf(getState(ann))).toBe('401 AUTH_KEY_UNREGISTERED');
    expect(ann.at.client.connected).toBe(true);
  });

  it('deleted: the others see a deleted user and cannot write to it', async () => {
    const ann = await bed.account();
    const ben = await bed.account();
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
    const ann = await bed.account();
    const mia = await bed.person();
    mia.me.say(ann.id, 'hello');
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
    await bed.restart();
    const back = { ...ann, at: bed.client(saved) };
    await back.at.client.connect();
    expect(await freezeOf(back)).toEqual(before);
    await become(back, { condition: 'healthy' });
    expect(await freezeOf(back)).toEqual({});
    await back.at.client.sendMessage(`@${mia.name}`, { message: 'hi again' });
  });

  it('limited: answers those who wrote first or saved it, and nobody else; ends when its time is over', async () => {
    const ann = await bed.account();
    const mia = await bed.person();
    const tom = await bed.person();
    const ida = await bed.person();
    mia.me.say(ann.id, 'hello');
    await bed.ask('POST', `/people/${ida.id}/contacts`, { to: ann.id });
    await become(ann, { condition: 'limited', until: bed.sandbox.world.clock.now() + 3_600_000 });
    await ann.at.client.sendMessage(`@${mia.name}`, { message: 'to one who wrote' });
    await ann.at.client.sendMessage(`@${ida.name}`, { message: 'to one who saved us' });
    const cold = (): Promise<unknown> =>
      ann.at.client.sendMessage(`@${tom.name}`, { message: 'to a stranger' });
    expect(await failureOf(cold())).toBe('400 PEER_FLOOD');
    await become(ann, { condition: 'limited', until: bed.sandbox.world.clock.now() - 1 });
    await cold();
  });

  it('@SpamBot answers by the condition, in the language of the account', async () => {
    const ann = await bed.account();
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
    await bed.ask('PATCH', `/users/${ann.id}`, { langCode: 'de' });
    texts.push(await start());
    expect(texts).toMatchObject([
      expect.stringMatching(/^Good news, no limits are currently applied to your account/),
      expect.stringContaining('your account is now limited until 2099-01-05 10:00 UTC'),
      expect.stringContaining('frozen'),
      expect.stringMatching(/^Gute Nachricht/),
    ]);
    expect(await bed.ask('GET', `/judge?account=${ann.id}`)).toMatchObject({ chats: [] });
  });

  it('the judge names those who were written to before they wrote', async () => {
    const ann = await bed.account();
    const mia = await bed.person();
    const tom = await bed.person();
    const { last } = await bed.ask('GET', '/facts?limit=0');
    mia.me.say(ann.id, 'I write first');
    await ann.at.client.sendMessage(`@${mia.name}`, { message: 'fine' });
    await ann.at.client.sendMessage('@SpamBot', { message: '/start' });
    const cold = (): Promise<Record<string, unknown>> => bed.ask('GET', `/judge/cold?after=${String(last)}`);
    expect(await cold()).toEqual({ people: 0, messages: 0, chats: [] });
    await ann.at.client.sendMessage(`@${tom.name}`, { message: 'you do not know me' });
    await ann.at.client.sendMessage(`@${tom.name}`, { message: 'hello?' });
    tom.me.say(ann.id, 'who is this?');
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
