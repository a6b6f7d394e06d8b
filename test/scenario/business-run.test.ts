import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BusinessRight } from '../../src/sandbox/bot-api/business/connections.js';
import { keyboardFromTl } from '../../src/sandbox/bot-api/render/render-keyboard.js';
import type { Person } from '../../src/sandbox/people/people.js';
import { openForReading } from '../../src/store/engine/open-for-reading.js';
import { botHome, type BotHome } from '../support/bot-home.js';
import { answersTo, commandHere, runningHere } from '../support/kindred.js';

interface BusinessHome extends BotHome {
  readonly ada: Person;
  lend(rights: readonly BusinessRight[], isEnabled?: boolean): void;
  /** Resolves when so much was written to Mia in Ada's name, by whoever. */
  inHerName(count: number): Promise<readonly string[]>;
  /** What the bot wrote to Ada herself. */
  toAda(): readonly string[];
  press(button: RegExp): void;
}

/** A bot that Ada may connect to her own account; Mia writes to Ada. */
async function businessHome(lines = ''): Promise<BusinessHome> {
  const bed = await botHome();
  const { sandbox, api, bot, mia } = bed;
  const { telegram, home } = sandbox;
  const { id } = await telegram.people.create({ firstName: 'Ada', phone: '15550009', langCode: 'en' });
  const ada = telegram.people.person(id);
  const characters = join(home.folder, 'characters');
  const bench = readFileSync(join(characters, 'bench.yaml'), 'utf8');
  writeFileSync(join(characters, 'vera.yaml'), bench.replaceAll('Bench', 'Vera'));
  writeFileSync(
    join(home.folder, 'accounts', 'ada.yaml'),
    `channel: telegram-business\nbot: luna\nowner: "${id}"\ncharacter: vera\n${lines}`,
  );
  return {
    ...bed,
    ada,
    lend: (rights, isEnabled = true) => void api.connections.set(id, { bot, rights, isEnabled, chats: null }),
    inHerName: (count) => answersTo({ telegram, account: id }, mia.id, count),
    toAda: () => ada.screen(bot).flatMap((view) => (view.out ? [] : [view.text])),
    press(button) {
      const shown = ada.screen(bot).findLast((view) => !view.out && view.marks['replyMarkup'] !== undefined);
      const theirs = shown === undefined ? undefined : telegram.world.messages.counterpart(shown);
      const message = theirs === undefined ? undefined : telegram.world.messages.find(bot, theirs.id);
      if (message === undefined) throw new Error('there is nothing to press');
      const buttons = keyboardFromTl(message.marks['replyMarkup'])?.flat() ?? [];
      const found = buttons.map((one) => one.callback_data).find((data) => button.test(data ?? ''));
      if (found === undefined) throw new Error('there is no such button');
      api.callbacks.press(bot, ada.id, message, found);
    },
  };
}

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> =>
  expect.poll(isSo, { timeout: 20_000, interval: 50 }).toBe(true);

const all = ['can_reply', 'can_read_messages', 'can_delete_sent_messages'] as const;

describe('an account that is lent to a bot', () => {
  it('waits to be lent, answers in its name, the disclosure first, and is silent once its owner writes', async () => {
    const { sandbox, ada, mia, bot, lend, inHerName, toAda } = await businessHome();
    const ready = await commandHere(sandbox.home, ['login', 'ada']);
    expect(ready.stdout).toMatch(/^ada is ready: user \d+ connects @luna_bot in Telegram/u);
    const kindred = await runningHere(sandbox);
    await until(() => kindred.log().includes('NOT_CONNECTED'));
    const check = await commandHere(sandbox.home, ['ban-check', 'ada', '--json']);
    expect(JSON.parse(check.stdout)).toMatchObject({
      accounts: [{ state: 'not-permitted', next: 'ask-owner' }],
    });
    lend(all);
    mia.say(ada.id, 'hello Ada');
    const [first = ''] = await inHerName(1);
    expect(first).toMatch(/^Before we talk: I am Vera, an AI, not a human/u);
    // Nothing came from the bot itself, and what came is read.
    expect(mia.screen(bot)).toEqual([]);
    expect(
      sandbox.telegram.world.journal.read({ kinds: ['read'] }).some(({ actor }) => actor === ada.id),
    ).toBe(true);

    lend([]);
    await until(() => kindred.log().includes('MAY_NOT_REPLY'));
    mia.say(ada.id, 'are you there?');
    await until(async () => (await readAll(sandbox, 'outbox', 'state')).includes('queued'));
    lend(all);
    await inHerName(2);

    const [taken] = mia.screen(ada.id).filter(({ out }) => out);
    if (taken) mia.delete([taken.id]);
    await until(async () => !(await readAll(sandbox, 'message', 'text')).includes('hello Ada'));

    ada.say(mia.id, 'It is me now.');
    mia.say(ada.id, 'oh, hello!');
    await until(async () => (await readAll(sandbox, 'message', 'text')).includes('oh, hello!'));
    const chats = await commandHere(sandbox.home, ['chats', '--json']);
    expect(chats.stdout).toMatch(/"pausedBy": ?"operator"/u);
    expect(await kindred.stop()).toBe(0);
    expect(await inHerName(3)).toHaveLength(3);
    expect(toAda()).toEqual([]);
  });

  it('puts each answer before the owner where it is told to: a tap says it, other words replace it, a tap skips it', async () => {
    const { sandbox, ada, mia, bot, lend, inHerName, toAda, press } =
      await businessHome('answers: on-approval\n');
    // A bot may write to whoever started it.
    ada.say(bot, '/start');
    lend(all);
    const kindred = await runningHere(sandbox);
    await until(() => toAda().length > 0);
    const proposed = (count: number): Promise<void> =>
      until(() => toAda().filter((text) => text.startsWith('Proposed to Mia')).length === count);
    mia.say(ada.id, 'hello Ada');
    await proposed(1);
    expect(mia.screen(ada.id).filter(({ out }) => !out)).toEqual([]);
    expect(toAda().join('\n')).not.toContain('hello Ada');
    press(/a$/u);
    const [first = ''] = await inHerName(1);
    expect(first).toMatch(/^Before we talk: I am Vera, an AI, not a human/u);
    await until(() => toAda().some((text) => text.startsWith('✓ Sent in your name')));

    mia.say(ada.id, 'what do you do today?');
    await proposed(1);
    press(/e$/u);
    const asked = ada.screen(bot).findLast(({ out, text }) => !out && text.startsWith('Proposed'));
    ada.say(bot, 'I am at the lake.', { replyTo: asked?.id ?? 0 });
    expect((await inHerName(2)).at(-1)).toBe('I am at the lake.');

    mia.say(ada.id, 'and tomorrow?');
    await proposed(1);
    press(/s$/u);
    await until(() => toAda().some((text) => text.startsWith('✗ Not sent')));
    expect(await kindred.stop()).toBe(0);
    expect(await inHerName(2)).toHaveLength(2);
  });

  it('takes nobody else for its owner', async () => {
    const { sandbox, api, bot, mia, ada } = await businessHome();
    const { id: eve } = await sandbox.telegram.people.create({ firstName: 'Eve', phone: '15550010' });
    api.connections.set(eve, { bot, rights: all, isEnabled: true, chats: null });
    const kindred = await runningHere(sandbox);
    mia.say(eve, 'hello Eve');
    await until(() => kindred.log().includes('no-account'));
    expect(await readAll(sandbox, 'message', 'text')).toEqual([]);
    expect(kindred.log()).toContain('somebody connected the bot whose account is not configured');
    expect(mia.screen(eve).filter(({ out }) => !out)).toEqual([]);
    expect(ada.screen(mia.id)).toEqual([]);
  });
});

async function readAll(
  { home }: BotHome['sandbox'],
  table: 'outbox' | 'message',
  column: 'state' | 'text',
): Promise<readonly unknown[]> {
  const opened = openForReading(join(home.folder, 'data', 'kindred.db'));
  try {
    const rows = await opened.read
      .selectFrom(table)
      .select(column as 'text')
      .execute();
    return rows.map((row) => Object.values(row)[0]);
  } finally {
    await opened.close();
  }
}
