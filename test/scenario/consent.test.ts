import { describe, expect, it } from 'vitest';
import { conversationId, peerId } from '../../src/core/ids.js';
import { consentWords } from '../../src/duty/consent/consent-words.js';
import { disclosureVersion, reminderLine } from '../../src/duty/disclosure.js';
import { regionProfile } from '../../src/duty/regions.js';
import { readPlainWish } from '../../src/proactive/plain-wishes.js';
import { hasConsent } from '../../src/store/duty/duty-consent.js';
import { readCare } from '../../src/store/duty/duty-store.js';
import { runtimeHarness, type HarnessOptions, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const conversation = conversationId('tess/telegram:100');
const minute = 60_000;
const ask = (kind: Parameters<typeof consentWords>[1]) => consentWords('en', kind).question;

async function says(harness: RuntimeHarness, ...texts: readonly string[]): Promise<readonly string[]> {
  const before = harness.channel.seenBy(ada).length;
  for (const text of texts) {
    await harness.channel.personSays(ada, text);
    await harness.rest();
  }
  return harness.channel.seenBy(ada).slice(before);
}

const talking = (options: HarnessOptions = {}): Promise<RuntimeHarness> =>
  runtimeHarness({ answer: () => ({ text: 'mm.' }), ...options });

describe('the question whether the character may write first', () => {
  it('comes once, behind a reply that asks nothing, and only a plain yes to it agrees', async () => {
    const harness = await talking({ settings: { askProactiveAfter: 2 } });
    harness.model.enqueue('hey.', 'and you?', 'fine.');
    expect(await says(harness, 'hi')).toHaveLength(1);
    expect(await says(harness, 'all well')).toEqual(['and you?']);
    expect(await says(harness, 'good')).toEqual(['fine.', ask('proactive')]);
    const { read } = harness.database;
    expect(await hasConsent(read, conversation, 'proactive')).toBe(false);
    expect(await says(harness, 'yes')).toEqual(['mm.', consentWords('en', 'proactive').agreed]);
    expect(await hasConsent(read, conversation, 'proactive')).toBe(true);
    await harness.clock.leap(20 * 24 * 60 * minute, 24 * 60 * minute);
    expect(await says(harness, 'so', 'and so')).toEqual(['mm.', 'mm.']);
  });

  it('takes a yes to something else in between for no agreement', async () => {
    const harness = await talking({ settings: { askProactiveAfter: 1 } });
    expect((await says(harness, 'hi', 'hello')).at(-1)).toBe(ask('proactive'));
    await says(harness, 'are you a bot?', 'yes');
    expect(await hasConsent(harness.database.read, conversation, 'proactive')).toBe(false);
  });

  it('is taken back in plain words, answered once, and a new yes takes back a stop', async () => {
    const harness = await talking({
      settings: { askProactiveAfter: 1 },
      proactive: { isOn: true, perDay: 1, perWeek: 5, minGapMs: 0, quiet: [], secondOpinion: false },
    });
    await says(harness, 'hi', 'hello', 'yes');
    expect(await says(harness, "don't write to me first")).toHaveLength(1);
    expect(await hasConsent(harness.database.read, conversation, 'proactive')).toBe(false);
    await says(harness, 'stop');
    expect((await readCare(harness.database.read, conversation)).stoppedAt).not.toBeNull();
    await says(harness, 'you can write me first again');
  });

  it('offers words for taking it back that are understood', () => {
    for (const language of ['en', 'ru', 'uk', 'de', 'es', 'fr', 'it', 'pt']) {
      const offered = /: ([^:]+)\.$/u.exec(consentWords(language, 'proactive').agreed)?.[1] ?? '';
      expect(readPlainWish(offered.replaceAll('’', "'")), offered).toMatchObject({ kind: 'off' });
    }
  });
});

describe('memory', () => {
  const scribing = { pauseMs: minute, messages: 20, mostInBatch: 40 };

  it('is asked for where the region wants it, and nothing is read before the yes', async () => {
    const harness = await talking({ scribing, settings: { duties: regionProfile('eu') } });
    expect((await says(harness, 'hi', 'i have a cat', 'her name is Lotta')).at(-1)).toBe(ask('memory'));
    await harness.clock.advance(5 * minute);
    await harness.rest();
    expect(harness.reports).toContain('scribe no-consent');
    expect((await says(harness, 'yes please')).at(-1)).toBe(consentWords('en', 'memory').agreed);
    await harness.clock.advance(5 * minute);
    await harness.rest();
    expect(harness.reports.filter((line) => line.startsWith('scribe')).at(-1)).not.toBe('scribe no-consent');
  });

  it('is on with notice elsewhere, and ends when the person says so', async () => {
    const harness = await talking({ scribing });
    await says(harness, 'hi', 'i have a cat');
    expect(await says(harness, 'merk dir bitte nichts über mich')).toEqual([
      consentWords('de', 'memory').withdrawn,
    ]);
    await harness.clock.advance(5 * minute);
    await harness.rest();
    expect(harness.reports.filter((line) => line.startsWith('scribe'))).toEqual(['scribe no-consent']);
  });

  it('asks about what is special only after something of it was left out', async () => {
    const harness = await talking();
    await says(harness, 'hi', 'one', 'two', 'three', 'four');
    await harness.database.write(({ db }) =>
      db
        .insertInto('scribe_count')
        .values({ day: '2026-01-05', conversation_id: conversation, outcome: 'dropped-health', count: 1 })
        .execute(),
    );
    expect((await says(harness, 'five')).at(-1)).toBe(ask('special-categories'));
    await says(harness, 'no');
    expect(await hasConsent(harness.database.read, conversation, 'special-categories')).toBe(false);
  });
});

describe('a long talk', () => {
  async function talkFor(
    harness: RuntimeHarness,
    minutes: number,
    every: number,
  ): Promise<readonly string[]> {
    const seen: string[] = [];
    for (let passed = 0; passed < minutes; passed += every) {
      await harness.clock.advance(every * minute);
      seen.push(...(await says(harness, `at ${passed}`)));
    }
    return seen;
  }

  it.each([
    ['default', 3, 45],
    ['us-ct', 1, 30],
  ] as const)(
    'is reminded under %s that this is an AI, every %i hours of it',
    async (region, hours, every) => {
      const harness = await talking({ settings: { duties: regionProfile(region) } });
      await says(harness, 'hi');
      const reminder = reminderLine('en', 'Tess', false);
      const seen = await talkFor(harness, hours * 2 * 60, every);
      expect(seen.filter((text) => text === reminder)).toHaveLength(2);
      const evidence = await harness.database.read
        .selectFrom('duty_evidence')
        .select(['kind', 'version'])
        .execute();
      expect(evidence.map(({ kind }) => kind)).toEqual(['disclosure', 'reminder', 'reminder']);
      expect(evidence.at(-1)?.version).toBe(`reminder-${disclosureVersion}`);
      // A night of silence ends the talk.
      await harness.clock.leap(12 * 60 * minute, 60 * minute);
      expect(await says(harness, 'morning')).toEqual(['mm.']);
    },
  );

  it('is offered a break after two hours without one', async () => {
    const harness = await talking();
    await says(harness, 'hi');
    const seen = await talkFor(harness, 135, 9);
    expect(seen.filter((text) => text === reminderLine('en', 'Tess', true))).toHaveLength(1);
  });
});
