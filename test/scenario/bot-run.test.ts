import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/duty/command-words.js';
import { readLinkCommand } from '../../src/duty/link-words.js';
import { saysStop } from '../../src/duty/stop-words.js';
import { readRightsIntent } from '../../src/memory/rights/intent.js';
import { botHome } from '../support/bot-home.js';
import { commandHere, runningHere } from '../support/kindred.js';

describe('kindred login, for a bot', () => {
  it('tries the token, seals it, and runs with it', async () => {
    const { sandbox, token, bot } = await botHome({ isSignedIn: false });
    const { home } = sandbox;
    const wrong = await commandHere(home, ['login', 'luna'], `${bot}:${'x'.repeat(35)}\n`);
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringMatching(/luna is not signed in: this token is not valid \(any more\); ask @BotFather/u),
    ]);
    const none = await commandHere(home, ['login', 'luna'], 'hello\n');
    expect(none.stderr).toMatch(/luna: what was given is not a bot's token; it is a number, a colon/u);
    const right = await commandHere(home, ['login', 'luna'], `${token}\n`);
    expect([right.code, right.stdout]).toEqual([0, 'luna is signed in as Luna (@luna_bot)\n']);
    expect(wrong.stderr + none.stderr + right.stderr + right.stdout).not.toContain(token.split(':')[1]);
    const again = await commandHere(home, ['login', 'luna'], `${token}\n`);
    expect(again.stderr).toMatch(/luna has a token already; nothing is to be done/u);
    const qr = await commandHere(home, ['login', 'luna', '--qr'], '');
    expect(qr.stderr).toMatch(/luna signs in with the token of a bot, not with a code/u);
    const accounts = await commandHere(home, ['accounts', '--json']);
    expect(JSON.parse(accounts.stdout)).toMatchObject({
      accounts: [{ account: 'luna', channel: 'telegram-bot', signedIn: true }],
    });
    const check = await commandHere(home, ['ban-check', '--json']);
    expect([check.code, JSON.parse(check.stdout)]).toMatchObject([0, { verdict: 'healthy' }]);
    const out = await commandHere(home, ['logout', 'luna', '--yes']);
    expect(out.stdout).toContain(
      'the token of luna is removed here; it stays valid until @BotFather (/revoke) revokes it',
    );
  });

  it('tells of a webhook that somebody else set, and ends it when told to', async () => {
    const { sandbox, api, bot, token } = await botHome({ isSignedIn: false });
    await fetch(`${api.baseUrl}/bot${token}/setWebhook?url=https://127.0.0.1:8443/elsewhere`);
    const refused = await commandHere(sandbox.home, ['login', 'luna'], `${token}\n`);
    expect(refused.stderr).toMatch(/@luna_bot has a webhook: another program gets what people write to it/u);
    const taken = await commandHere(sandbox.home, ['login', 'luna', '--again'], `${token}\n`);
    expect(taken.code).toBe(0);
    expect(api.bots.must(bot).webhook).toBeNull();
  });
});

describe('kindred run with a bot', () => {
  it('answers whoever presses Start, the disclosure first, and what waited before it ran', async () => {
    const { sandbox, api, bot, token, mia, answers, wrote } = await botHome();
    mia.say(bot, '/start');
    const kindred = await runningHere(sandbox);
    const [first = ''] = await wrote(1);
    expect(first).toMatch(/^Before we talk: I am Bench, an AI, not a human/u);
    mia.say(bot, '/help');
    expect((await wrote(2)).at(-1)).toMatch(/^What you can write at any time: \/memory .*\/privacy/u);
    mia.say(bot, '/privacy');
    expect((await wrote(3)).at(-1)).toMatch(/^Before we talk: I am Bench, an AI.*my answers are made by/u);
    mia.say(bot, 'what do you remember?');
    await wrote(4);
    mia.say(bot, 'I want to kill myself tonight');
    expect((await wrote(5)).at(-1)).toMatch(/^I am stopping here for a moment[^]*call 112/u);
    mia.say(bot, 'stop');
    expect((await wrote(6)).at(-1)).toMatch(/^Understood\. I will not write to you any more/u);
    // The menu names what works, in the languages there are words for.
    const { commands } = api.bots.must(bot).settings;
    expect(Object.keys(commands)).toHaveLength(8);
    for (const { command } of Object.values(commands).flat()) {
      expect(
        readCommand(`/${command}`) ??
          readRightsIntent(`/${command}`) ??
          readLinkCommand(`/${command}`) ??
          saysStop(`/${command}`),
      ).toBeTruthy();
    }
    expect(await kindred.stop()).toBe(0);
    expect(answers()).toHaveLength(6);
    // Whoever reads a log learns nothing that lets them be the bot.
    expect(kindred.log()).not.toContain(token.split(':')[1]);
  });

  it('takes a block for what it is, by the update, and answers again after it', async () => {
    const { sandbox, bot, mia, wrote } = await botHome();
    await runningHere(sandbox);
    mia.say(bot, 'hello');
    await wrote(1);
    mia.block(bot);
    mia.unblock(bot);
    mia.say(bot, 'I am back');
    await wrote(2);
  });

  it('says that another program receives for it, and that its token is no longer valid', async () => {
    const { sandbox, api, bot, token, mia, wrote } = await botHome();
    const kindred = await runningHere(sandbox);
    mia.say(bot, 'hello');
    await wrote(1);
    await fetch(`${api.baseUrl}/bot${token}/setWebhook?url=https://127.0.0.1:8443/elsewhere`);
    await until(() => kindred.log().includes('WEBHOOK_IS_SET'));
    const accounts = await commandHere(sandbox.home, ['account', 'show', 'luna']);
    expect(accounts.stdout).toMatch(/second-receiver/u);
    expect(accounts.stdout).toMatch(/Find the other program that uses the same token/u);
    await fetch(`${api.baseUrl}/bot${token}/deleteWebhook`);
    mia.say(bot, 'and now?');
    await wrote(2);
    api.bots.issueToken(bot);
    mia.say(bot, 'still there?');
    await until(() => kindred.log().includes('TOKEN_INVALID'));
    const lost = await commandHere(sandbox.home, ['ban-check', 'luna', '--json']);
    expect([lost.code, JSON.parse(lost.stdout)]).toMatchObject([
      3,
      { accounts: [{ state: 'logged-out', next: 'new-token' }] },
    ]);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  await expect.poll(isSo, { timeout: 20_000, interval: 50 }).toBe(true);
}
