import { describe, expect, it } from 'vitest';
import { hear } from '../../src/duty/hear.js';
import { careNets } from '../../src/duty/net/load-nets.js';
import { conversationId, peerId, personId } from '../../src/core/ids.js';
import type { ScriptedAnswer } from '../../src/model/scripted.js';
import { isLocked, readCare } from '../../src/store/duty/duty-store.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const conversation = conversationId('tess/telegram:100');

/** What the judge answers, by the question; the voice says `voice`. */
async function judged(
  answers: Readonly<Record<string, ScriptedAnswer>>,
  voice: () => ScriptedAnswer = () => '[heard: none]\nmm.',
): Promise<RuntimeHarness> {
  const harness = await runtimeHarness({
    answer: ({ jsonSchema }) =>
      jsonSchema === undefined
        ? voice()
        : (answers[jsonSchema.name] ?? '{"heard":[],"breaks":"none","grade":0,"about":"nobody"}'),
    settings: { gradesDanger: true, hasJudge: true },
  });
  await says(harness, 'hi');
  return harness;
}

async function says(harness: RuntimeHarness, text: string): Promise<readonly string[]> {
  const before = harness.channel.seenBy(ada).length;
  await harness.channel.personSays(ada, text);
  await harness.rest();
  return harness.channel.seenBy(ada).slice(before);
}

const askedAs = (harness: RuntimeHarness, name: string): number =>
  harness.model.asked.filter(({ jsonSchema }) => jsonSchema?.name === name).length;

/** Lines of which a net that ships may be unsure; the first that it is is used, whichever that is after a training. */
const maybes = [
  'can this be taken back, all i said',
  'could you write a bit less maybe, or not at all for now',
  'my teacher says i should not chat so late',
  'is there somebody behind this or is it written by itself',
  'i do not see much sense in waking up lately',
  'everything about me should be somewhere else by now',
  'honestly i would rather not get these any more',
  'my mum does not let me have a phone after nine',
  'do you have hands to type with',
];
const unsure =
  maybes.find((text) => {
    const { isUnsure, ...heard } = hear(text, careNets());
    return isUnsure && Object.values(heard).every((one) => !one);
  }) ?? '';

describe('a judge', () => {
  it('has something to be asked about', () => {
    expect(unsure).not.toBe('');
  });

  it.each([
    ['stop', /will not write to you/u],
    ['self', /findahelpline\.com/u],
    ['nature', /I am an AI, not a human/u],
    ['delete', /delete/u],
  ])('says what the local net was unsure of, beside the reply: %s', async (code, words) => {
    const harness = await judged({ heard: `{"heard":["${code}"]}` });
    const [seen = '', ...more] = await says(harness, unsure);
    expect(seen).toMatch(words);
    expect(more).toEqual([]);
    expect(askedAs(harness, 'heard')).toBe(1);
  });

  it('locks on an age', async () => {
    const harness = await judged({ heard: '{"heard":["minor"]}' });
    await says(harness, unsure);
    expect(await isLocked(harness.database.read, personId('telegram', ada))).toBe(true);
  });

  it('is asked while the voice writes already, and waited for 1.5 seconds at most', async () => {
    const harness = await judged({ heard: { hang: true } });
    expect(await says(harness, unsure)).toEqual([]);
    expect(harness.model.asked.at(-1)?.jsonSchema).toBeUndefined();
    await harness.clock.advance(1_500);
    await harness.rest();
    expect(harness.channel.seenBy(ada).at(-1)).toBe('mm.');
  });

  it('is not asked where the net is sure, and not where none is configured', async () => {
    const harness = await judged({});
    await says(harness, 'the soup was good');
    expect(askedAs(harness, 'heard')).toBe(0);
    const without = await runtimeHarness({ answer: () => '[heard: none]\nmm.' });
    await says(without, unsure);
    expect(without.model.asked.every(({ jsonSchema }) => jsonSchema === undefined)).toBe(true);
  });

  it('reads twenty messages of a talk that has sunk, and sends the card though nobody waits', async () => {
    const harness = await judged({ grade: '{"grade":2,"about":"self"}' });
    for (const text of [
      'i feel so sad today',
      'i cried all night, i am so sad',
      'i am really scared and sad',
    ])
      await says(harness, text);
    await harness.rest();
    expect(harness.channel.seenBy(ada).at(-1)).toContain('findahelpline.com');
    expect((await readCare(harness.database.read, conversation)).crisisTier).toBe('ideation');
    const talk = harness.model.asked.find(({ jsonSchema }) => jsonSchema?.name === 'grade');
    expect(talk?.messages[0]?.text).toContain('i feel so sad today');
  });

  it('holds back words that break a promise in a risky moment, and only there', async () => {
    let count = 0;
    const harness = await judged(
      { breach: '{"breaks":"holds"}' },
      () => `[heard: none]\nline ${(count += 1)}.`,
    );
    expect(await says(harness, 'the soup was good')).toHaveLength(1);
    expect(askedAs(harness, 'breach')).toBe(0);
    const [seen = ''] = await says(harness, 'good night, i am going to bed');
    expect(askedAs(harness, 'breach')).toBeGreaterThan(0);
    expect(seen).not.toContain('line');
  });

  it('lets words pass when it says nothing in time', async () => {
    const harness = await judged({ breach: { hang: true } }, () => '[heard: none]\nsleep well.');
    expect(await says(harness, 'good night, i am going to bed')).toEqual([]);
    await harness.clock.advance(1_500);
    await harness.rest();
    expect(harness.channel.seenBy(ada).at(-1)).toBe('sleep well.');
  });
});
