import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { gramjsClient, gramjsSignIn, type GramjsClient } from '../../../test/sandbox/gramjs-client.js';
import { privateKeyPem } from '../../../test/support/server-key.js';
import { systemClock } from '../../lib/system-clock.js';
import { waitForFacts } from '../../sandbox/people/wait.js';
import { startTelegramSandbox, type TelegramSandbox } from '../../sandbox/serving/telegram-server.js';
import { setCondition, type ConditionChange } from '../../sandbox/telegram/world/account/condition.js';
import { SPAM_BOT_ID } from '../../sandbox/telegram/world/account/users.js';
import { addVirtualDevice } from '../../sandbox/telegram/world/virtual-device.js';
import type { AccountCare, ChannelResult } from '../contract.js';
import type { Caller } from './call.js';
import { accountCare } from './care.js';
import { classify } from './failure.js';
import { DEFAULT_DEADLINES } from './options.js';

describe('questions about the account itself', () => {
  let sandbox: TelegramSandbox;
  let clients: GramjsClient[] = [];
  let count = 0;

  beforeAll(async () => {
    sandbox = await startTelegramSandbox({ privateKeyPem });
  });
  afterEach(async () => {
    for (const { client } of clients) await client.destroy();
    clients = [];
  });
  afterAll(() => sandbox.close());

  async function account(
    more: { langCode?: string } = {},
  ): Promise<{ id: number; care: AccountCare; be: (change: ConditionChange) => void }> {
    count += 1;
    const phone = `+1555200${1000 + count}`;
    const { id } = await sandbox.people.create({ phone, firstName: 'Ada', ...more });
    const made = gramjsClient(sandbox);
    clients.push(made);
    await gramjsSignIn(made, { phone });
    const { world } = sandbox;
    const asked = world.journal.lastSeq;
    const care = accountCare({
      peers: { address: async () => undefined },
      serverClock: { toOurs: (at) => at },
      caller: callerOver(made),
      // Looking again waits for the bot's answer itself, not for a second to pass.
      clock: {
        ...systemClock(),
        sleep: async () => {
          const wish = { by: SPAM_BOT_ID, towards: id, kinds: ['message' as const], count: 1 };
          await waitForFacts(world, { ...wish, after: asked, withinMs: 15_000 });
        },
      },
      chance: { next: () => count / 1_000 },
      deadlines: DEFAULT_DEADLINES,
    });
    return { id, care, be: (change) => setCondition(world, id, change) };
  }

  function callerOver({ client }: GramjsClient): Caller {
    return {
      call: (request) =>
        client.invoke(request).then(
          (value) => ({ ok: true as const, value }),
          (error: unknown) => ({ ok: false as const, failure: classify(error) }),
        ),
    };
  }

  function valueOf<T>(result: ChannelResult<T>): T {
    if (!result.ok) throw new Error(`${result.failure.kind} ${result.failure.code}`);
    return result.value;
  }

  it('a freeze has its dates and where to appeal; without one there is nothing', async () => {
    const { care, be, id } = await account();
    expect(valueOf(await care.freeze())).toEqual({ since: null, until: null, appealUrl: null });
    const until = Date.parse('2099-01-01T00:00:00Z');
    be({ condition: 'frozen', until, appealUrl: 'https://t.me/spambot?start=appeal' });
    const since = Math.floor((sandbox.world.standings.of(id)?.since ?? 0) / 1_000) * 1_000;
    const frozen = { since, until, appealUrl: 'https://t.me/spambot?start=appeal' };
    expect(valueOf(await care.freeze())).toEqual(frozen);
    be({ condition: 'frozen', until: null });
    expect(valueOf(await care.freeze())).toMatchObject({ since, until: null });
  });

  it('a lost account is a failure by its name', async () => {
    const { care, be } = await account();
    be({ condition: 'banned', cut: false });
    expect(await care.sessions()).toEqual({
      ok: false,
      failure: { kind: 'account-banned', code: 'USER_DEACTIVATED_BAN' },
    });
  });

  it('sessions name ours and the others, in milliseconds', async () => {
    const { care, id } = await account();
    const other = addVirtualDevice(sandbox.world, id, { model: 'Pocket', appVersion: '9.1', apiId: 4 });
    const sessions = valueOf(await care.sessions());
    expect(sessions).toHaveLength(2);
    expect(sessions.find((one) => one.isOurs)).toMatchObject({ key: 'ours', device: 'gramjs' });
    const theirs = sessions.find((one) => !one.isOurs);
    expect(theirs).toMatchObject({ key: other.hash, device: 'Pocket', place: 'Loopback' });
    expect(theirs?.app).toContain('9.1');
    expect(theirs?.createdAt).toBe(Math.floor(other.createdAt / 1_000) * 1_000);
  });

  it.each([
    ['free', 'healthy', /^Good news, no limits/],
    ['limited', 'limited', /now limited/],
    ['unclear', 'frozen', /frozen/],
  ] as const)('@SpamBot: %s for an account that is %s', async (verdict, condition, text) => {
    const { care, be } = await account();
    be({ condition });
    const answer = valueOf(await care.askSpamBot());
    expect(answer).toMatchObject({ verdict, text: expect.stringMatching(text) as string });
  });

  it('@SpamBot: the end of a limit is part of the answer', async () => {
    const { care, be } = await account();
    be({ condition: 'limited', until: Date.parse('2099-01-05T10:00:00Z') });
    expect(valueOf(await care.askSpamBot())).toMatchObject({
      verdict: 'limited',
      text: expect.stringContaining('2099-01-05 10:00 UTC') as string,
    });
  });

  it('@SpamBot: in another language a human has to read it', async () => {
    const { care } = await account({ langCode: 'ru' });
    const answer = valueOf(await care.askSpamBot());
    expect(answer.verdict).toBe('unclear');
    expect(answer.text).toContain('аккаунт');
  });

  it('a username leads to whoever has it now, or to nobody', async () => {
    const { care } = await account();
    const mia = sandbox.people.person(
      (await sandbox.people.create({ firstName: 'Mia', username: 'mia_now' })).id,
    );
    const tom = sandbox.people.person((await sandbox.people.create({ firstName: 'Tom' })).id);
    expect(valueOf(await care.findByUsername('mia_now')).peer).toBe(String(mia.id));
    tom.changeUsername('mia_now', true);
    expect(valueOf(await care.findByUsername('mia_now')).peer).toBe(String(tom.id));
    tom.deleteAccount();
    expect(await care.findByUsername('mia_now')).toEqual({
      ok: false,
      failure: { kind: 'peer-unknown', code: 'USERNAME_NOT_OCCUPIED' },
    });
    expect(await care.findByUsername('no spaces')).toMatchObject({
      failure: { kind: 'peer-unknown', code: 'USERNAME_INVALID' },
    });
  });
});
