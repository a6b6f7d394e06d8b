import { describe, expect, it } from 'vitest';
import { peerId, sendId } from '../../src/core/ids.js';
import { splitReply } from '../../src/delivery/bubble-stream.js';
import { sandboxForTest, signIn, telegramChannel } from '../support/telegram-world.js';

const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
const dark = '\u{1F44D}\u{1F3FF}';
const flag = '\u{1F1F5}\u{1F1F9}';

/** A text whose words are told apart by their number, with what is easily torn in between. */
const long = Array.from({ length: 1_300 }, (_, at) => (at % 9 === 0 ? `${family}${at}` : `word${at}`)).join(
  ' ',
);

const replies: Readonly<Record<string, string>> = {
  'emoji families, skin tones and flags': `${family} and ${dark}, from ${flag}`,
  'combining marks': 'cafe\u0301 n\u0303andu\u0301 Z\u0351\u036B\u0343a\u0321\u034Al\u033Bg\u0355o, किताब',
  'words from right to left': 'שלום עולם, אני Bench 123! مرحبا بالعالم',
};

async function chat() {
  const sandbox = await sandboxForTest();
  const { session, self } = await signIn(sandbox, '+15550001');
  const account = Number(self);
  const { id } = await sandbox.people.create({ firstName: 'Ben' });
  const { channel, store } = telegramChannel(sandbox, session);
  await channel.open(store);
  sandbox.people.person(id).say(account, 'hello');
  await store.until(({ incoming }) => incoming.length === 1);
  let sends = 0;
  const send = async (reply: string): Promise<void> => {
    const { most, unit } = channel.capabilities.text;
    for (const { text, entities } of splitReply(reply, { maxLength: most, unit })) {
      const answer = await channel.sendText({
        peer: peerId(String(id)),
        text,
        entities,
        sendId: sendId(String((sends += 1))),
      });
      expect(answer).toMatchObject({ ok: true });
    }
  };
  const seen = () =>
    sandbox.people
      .person(id)
      .screen(account)
      .filter(({ out }) => !out);
  return { send, seen };
}

describe('what a reply is written in', () => {
  it('arrives as it was written, over the wire and whatever its length', async () => {
    const { send, seen } = await chat();
    for (const reply of Object.values(replies)) await send(reply);
    expect(seen().map(({ text }) => text)).toEqual(Object.values(replies));
    const before = seen().length;

    await send(
      `all of us ${family} write it like **this**:\n\`\`\`ts\nconst a = 1;\n\nconst b = '${dark}';\n\`\`\``,
    );
    const [{ text = '', entities = [] } = {}, ...more] = seen().slice(before);
    expect(more).toEqual([]);
    expect(text).toBe(`all of us ${family} write it like this:\nconst a = 1;\n\nconst b = '${dark}';`);
    const marked = entities.map((entity) => ({
      kind: entity._,
      of: text.slice(Number(entity['offset']), Number(entity['offset']) + Number(entity['length'])),
    }));
    expect(marked).toEqual([
      { kind: 'messageEntityBold', of: 'this' },
      { kind: 'messageEntityPre', of: `const a = 1;\n\nconst b = '${dark}';` },
    ]);

    expect(long.length).toBeGreaterThan(10_000);
    await send(long);
    const pieces = seen()
      .slice(before + 1)
      .map((one) => one.text);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.every((piece) => [...piece].length <= 4_096)).toBe(true);
    expect(pieces.join(' ').split(/\s+/u)).toEqual(long.split(' '));
  });
});
