import { describe, expect, it } from 'vitest';
import { conversationId, peerId, personId, remoteMessageId } from '../../src/core/ids.js';
import { isLocked, readCare } from '../../src/store/duty/duty-store.js';
import { readListing } from '../../src/store/memory/rights-store.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const conversation = conversationId('tess/telegram:100');

async function acquainted(): Promise<RuntimeHarness> {
  const harness = await runtimeHarness({ answer: () => ({ text: 'mm.' }) });
  await saysAtOnce(harness, 'hi');
  return harness;
}

/** What the person sees after several messages that arrive together. */
async function saysAtOnce(harness: RuntimeHarness, ...texts: readonly string[]): Promise<readonly string[]> {
  const before = harness.channel.seenBy(ada).length;
  harness.channel.goOffline('tunnel');
  for (const text of texts) await harness.channel.personSays(ada, text);
  await harness.channel.goOnline();
  await harness.rest();
  return harness.channel.seenBy(ada).slice(before);
}

/** What they see after messages that come one by one, with a pause between them. */
async function saysSlowly(
  harness: RuntimeHarness,
  pauseMs: number,
  ...texts: readonly string[]
): Promise<readonly string[]> {
  const before = harness.channel.seenBy(ada).length;
  for (const text of texts) {
    await harness.channel.personSays(ada, text);
    await harness.rest();
    await harness.clock.advance(pauseMs);
    await harness.rest();
  }
  return harness.channel.seenBy(ada).slice(before);
}

describe('a burst', () => {
  it('of danger and an age gives the card and locks', async () => {
    const harness = await acquainted();
    const [card = '', ...more] = await saysAtOnce(harness, 'i want to kill myself', "i'm 15 btw");
    expect(card).toContain('I am an AI');
    expect(more).toEqual([]);
    expect(await isLocked(harness.database.read, personId('telegram', ada))).toBe(true);
  });

  it('of danger and a stop gives the card and stops', async () => {
    const harness = await acquainted();
    const [card = ''] = await saysAtOnce(harness, 'stop writing to me', 'i want to kill myself');
    expect(card).toContain('I am an AI');
    expect((await readCare(harness.database.read, conversation)).stoppedAt).not.toBeNull();
  });

  it('of a question about our nature and a wish to be forgotten answers it and asks back', async () => {
    const harness = await acquainted();
    const seen = (await saysAtOnce(harness, 'are you a bot?', 'forget everything about me')).join('\n');
    expect(seen).toContain('I am an AI, not a human');
    expect((await readListing(harness.database.read, conversation))?.asks).toBe('forget-all');
    expect(seen).toContain('delete');
  });

  it('with a stop that is not its last message stops', async () => {
    const harness = await acquainted();
    const [answer = ''] = await saysAtOnce(harness, 'leave me alone', 'bye');
    expect(answer).toContain('will not write to you');
  });
});

describe('an edit', () => {
  async function edited(text: string): Promise<{ harness: RuntimeHarness; seen: readonly string[] }> {
    const harness = await acquainted();
    const id = await harness.channel.personSays(ada, 'we had soup today');
    await harness.rest();
    const before = harness.channel.seenBy(ada).length;
    await harness.channel.personEdits(ada, id, text);
    await harness.rest();
    return { harness, seen: harness.channel.seenBy(ada).slice(before) };
  }

  it('that says danger gets the card, long after the message was answered', async () => {
    const { seen } = await edited('i want to kill myself');
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain('I am an AI');
  });

  it('that says an age locks, one that says stop stops', async () => {
    const { harness } = await edited("i'm 15 years old btw");
    expect(await isLocked(harness.database.read, personId('telegram', ada))).toBe(true);
    const stopped = await edited('stop writing to me');
    expect((await readCare(stopped.harness.database.read, conversation)).stoppedAt).not.toBeNull();
  });

  it('that only mends a word is not answered', async () => {
    const { harness, seen } = await edited('we had soup today :)');
    expect(seen).toEqual([]);
    expect(harness.model.asked).toHaveLength(2);
  });

  it('of what said it already is not answered twice', async () => {
    const harness = await acquainted();
    const id = await harness.channel.personSays(ada, 'are you a bot?');
    await harness.rest();
    const before = harness.channel.seenBy(ada).length;
    await harness.channel.personEdits(ada, id, 'are you a bot??');
    await harness.rest();
    expect(harness.channel.seenBy(ada).slice(before)).toEqual([]);
  });
});

describe('danger', () => {
  it('of one’s own beside another’s is one’s own', async () => {
    const harness = await acquainted();
    const [card = ''] = await saysAtOnce(harness, 'my sister wants to die', 'and i want to kill myself too');
    expect(card).toContain('Are you in danger right now?');
  });

  it('in forwarded words gets no card but is asked about softly', async () => {
    const harness = await acquainted();
    const said = {
      kind: 'message',
      peer: ada,
      messageId: remoteMessageId('900'),
      direction: 'incoming',
      text: 'i want to kill myself tonight',
      attachments: [],
      sentAt: harness.clock.now(),
    } as const;
    await harness.channel.deliver({ ...said, forwarded: true, forwardedFrom: 'Ben' });
    await harness.rest();
    expect(harness.channel.seenBy(ada).at(-1)).toBe('mm.');
    expect((await readCare(harness.database.read, conversation)).crisisUntil).toBeNull();
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toContain('Ask softly');
  });
});

describe('a sentence in several bubbles', () => {
  it.each([[1_000], [45_000]])('is heard as one, %i ms apart', async (pause) => {
    const harness = await acquainted();
    const seen = await saysSlowly(harness, pause, 'i', 'want', 'to', 'kill', 'myself');
    expect(seen.filter((text) => text.includes('I am an AI'))).toHaveLength(1);
  });

  it('is not put together over an hour', async () => {
    const harness = await acquainted();
    const seen = await saysSlowly(harness, 3_600_000, 'i want to kill', 'myself');
    expect(seen.filter((text) => text.includes('I am an AI, and'))).toEqual([]);
  });

  it('is answered once', async () => {
    const harness = await acquainted();
    await saysSlowly(harness, 5_000, 'leave me', 'alone');
    expect(await saysSlowly(harness, 5_000, 'so', 'where were we')).toEqual(['mm.', 'mm.']);
  });
});
