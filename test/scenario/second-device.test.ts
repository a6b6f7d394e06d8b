import { Api } from 'telegram';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { gramjsClient, gramjsSignIn, type Heard } from '../sandbox/gramjs-client.js';
import { answersTo, ask, commandHere, people, runningHere, sandboxHome } from '../support/kindred.js';

const isDraft = (update: Heard): update is Api.UpdateDraftMessage =>
  update instanceof Api.UpdateDraftMessage && update.draft instanceof Api.DraftMessage;

describe('a human on another device of the account', () => {
  it('silences the character by writing, and gets its words as a draft to send', async () => {
    const sandbox = await sandboxHome();
    const phone = gramjsClient(sandbox.telegram);
    onTestFinished(() => phone.client.destroy());
    phone.client.setParseMode(undefined);
    await gramjsSignIn(phone, { phone: sandbox.phone });
    await runningHere(sandbox);
    const [ada = 0] = await people(sandbox, 1);
    const person = sandbox.telegram.people.person(ada);
    await ask(sandbox, ada, 'hello', 1);

    await phone.client.getDialogs({});
    await phone.client.sendMessage(String(ada), { message: 'the human here.' });
    person.say(sandbox.account, 'really you?');
    await vi.waitFor(
      async () => {
        const { stdout } = await commandHere(sandbox.home, ['chats', '--json']);
        expect(stdout).toMatch(/"pausedBy": ?"operator"/u);
      },
      { timeout: 10_000 },
    );

    const copilot = await commandHere(sandbox.home, ['chats', 'takeover', String(ada), '--copilot']);
    expect(copilot).toMatchObject({ code: 0, stderr: '' });
    const { draft } = await phone.hears(isDraft);
    const proposed = draft instanceof Api.DraftMessage ? draft.message : '';
    expect(proposed).not.toBe('');
    expect(sandbox.telegram.people.person(sandbox.account).draft(ada)).toBe(proposed);
    await phone.client.sendMessage(String(ada), { message: proposed });
    expect((await answersTo(sandbox, ada, 3)).slice(1)).toEqual(['the human here.', proposed]);

    const prompt = JSON.stringify(sandbox.models.calls.list().at(-1)?.body);
    expect(prompt).toContain('by a human who shares this account: the human here.)');
  });
});
