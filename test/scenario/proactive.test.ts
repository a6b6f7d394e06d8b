import { describe, expect, it, vi } from 'vitest';
import { carryOutProactiveOrder } from '../../src/app/orders/proactive-orders.js';
import { everything } from '../../src/channel/fake-capabilities.js';
import { characterId, conversationId, peerId } from '../../src/core/ids.js';
import { noWish, readStoredWish, type ProactiveSettings } from '../../src/proactive/wish.js';
import { saveConsent } from '../../src/store/duty/duty-consent.js';
import { countOpenerOpinions, readJudgedTurns } from '../../src/store/turn/gate-reader.js';
import { readDecisions, readPlanned, readWish } from '../../src/store/plan/plan-reader.js';
import { addPlans, saveWish, type NewPlan } from '../../src/store/plan/plan-store.js';
import { aCharacter } from '../support/characters.js';
import { runtimeHarness, type HarnessOptions, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const conversation = conversationId('tess/telegram:100');
const minute = 60_000;
const hour = 60 * minute;
const settings: ProactiveSettings = {
  isOn: true,
  perDay: 1,
  perWeek: 5,
  minGapMs: 4 * hour,
  quiet: [{ from: 22 * 60, to: 8 * 60 }],
  secondOpinion: false,
};

/** Ada has talked with Tess once, lives in London and agreed to be written to. It is nine in the morning. */
async function acquainted(
  proactive: ProactiveSettings = settings,
  options: HarnessOptions = {},
): Promise<RuntimeHarness> {
  const harness = await runtimeHarness({ proactive, settings: { proactive }, ...options });
  await says(harness, 'hi, I am Ada', 'hey. the hives are quiet.');
  await harness.database.write(async (transaction) => {
    const now = harness.clock.now();
    const agreed = { state: 'agreed', row: null, version: 'test' } as const;
    await saveConsent(transaction, conversation, 'proactive', agreed, now);
    await saveWish(transaction, conversation, JSON.stringify({ ...noWish, zone: 'Europe/London' }), now);
  });
  return harness;
}

async function says(harness: RuntimeHarness, text: string, answer?: string): Promise<void> {
  if (answer !== undefined) harness.model.enqueue(answer);
  await harness.channel.personSays(ada, text);
  await harness.rest();
}

const lastSeen = (harness: RuntimeHarness): string | undefined => harness.channel.seenBy(ada).at(-1);

/** A plan about Ada's first message that falls due so long from now. */
async function planned(
  { database, clock }: RuntimeHarness,
  inMs: number,
  more: Partial<NewPlan> = {},
): Promise<void> {
  const now = clock.now();
  const plan = { kind: 'follow-up', key: `${inMs}`, source: 'message:1', dueAt: now + inMs, ...more };
  await database.write((transaction) => addPlans(transaction, conversation, [plan], now));
}

const decisions = async ({ database }: RuntimeHarness) =>
  (await readDecisions(database.read, conversation, 9)).map(({ verdict, reason }) => `${verdict}: ${reason}`);

describe('writing first', () => {
  it('asks how it was after what they left for, once, and keeps why', async () => {
    const harness = await acquainted();
    await says(harness, 'gonna watch the movie with my sister now', 'enjoy it.');
    harness.model.enqueue('so, was the movie any good?');
    await harness.clock.leap(4 * hour, 20 * minute);
    expect(lastSeen(harness)).toBe('so, was the movie any good?');
    const request = JSON.stringify(harness.model.asked.at(-1));
    expect(request).toContain('you write first');
    expect(request).toContain('gonna watch the movie');
    const [sent] = await readDecisions(harness.database.read, conversation, 1);
    expect(sent).toMatchObject({ verdict: 'sent', kind: 'follow-up', reason: 'opener-follow-up' });
    expect(sent?.source).toMatch(/^message:\d+$/u);
    const asked = harness.model.asked.length;
    await harness.clock.leap(20 * hour, 2 * hour);
    expect(harness.model.asked.length).toBe(asked);
  });

  it('says nothing to who did not agree, nor at night, and keeps the reason', async () => {
    const harness = await acquainted();
    const consent = (state: 'withdrawn' | 'agreed') =>
      harness.database.write((transaction) =>
        saveConsent(
          transaction,
          conversation,
          'proactive',
          { state, row: null, version: 'test' },
          harness.clock.now(),
        ),
      );
    await consent('withdrawn');
    await planned(harness, 2 * hour);
    await harness.clock.leap(3 * hour, hour);
    expect(await decisions(harness)).toEqual(['withheld: no-consent']);
    await consent('agreed');
    await planned(harness, 10.5 * hour);
    await harness.clock.leap(12 * hour, 2 * hour);
    expect(harness.model.asked).toHaveLength(1);
    expect((await decisions(harness))[0]).toBe('waits: quiet-hours');
  });

  it('waits where the service lets nobody be written to any more, until they write again', async () => {
    const capabilities = { ...everything, window: 24 * hour };
    const harness = await acquainted(settings, { capabilities });
    await planned(harness, 26 * hour);
    await harness.clock.leap(27 * hour, hour);
    expect(await decisions(harness)).toContain('waits: window-closed');
    expect(harness.model.asked).toHaveLength(1);
  });

  it('keeps where they say they are, and reads their night there', async () => {
    const harness = await acquainted();
    const { database } = harness;
    await database.write((transaction) =>
      saveWish(transaction, conversation, JSON.stringify(noWish), harness.clock.now()),
    );
    await says(harness, "I'm in Tokyo now", 'far away. what is it like?');
    const { place } = readStoredWish(await readWish(database.read, conversation));
    expect(place).toMatchObject({ zone: 'Asia/Tokyo' });
    // Five in the afternoon in London, and two at night there.
    await planned(harness, 8 * hour);
    const preview = await harness.runtime.previewOpeners(conversation);
    expect(preview?.zone).toEqual({ kind: 'stated', zone: 'Asia/Tokyo' });
    expect(preview?.plans.at(-1)?.atItsTime).toMatchObject({ verdict: 'wait', reason: 'quiet-hours' });
  });

  it('writes no oftener and at no other hours than the author wants', async () => {
    const base = aCharacter({ id: characterId('tess') });
    const initiative = { ...base.initiative, quietHours: ['10:00', '15:00'] as [string, string], perDay: 0 };
    const characters = () => new Map([[base.id, { ...base, initiative }]]);
    const harness = await acquainted(settings, { characters });
    await planned(harness, 2 * hour);
    const noon = (await harness.runtime.previewOpeners(conversation))?.plans[0]?.atItsTime;
    expect(noon).toMatchObject({ reason: 'quiet-hours', until: Date.UTC(2026, 0, 5, 15) });
    await planned(harness, 7 * hour);
    const later = (await harness.runtime.previewOpeners(conversation))?.plans[1]?.atItsTime;
    expect(later).toMatchObject({ verdict: 'withhold', reason: 'cap-zero' });
  });

  it('weaves an impulse that lost its moment into the next reply, and into no other', async () => {
    const harness = await acquainted();
    await planned(harness, -21 * hour);
    await harness.clock.leap(20 * minute, 10 * minute);
    expect((await decisions(harness))[0]).toMatch(/^withheld: /u);
    await says(harness, 'back again', 'hello you. how are the hives?');
    expect(JSON.stringify(harness.model.asked.at(-1))).toMatch(/You had meant to write.*hi, I am Ada/u);
    expect((await decisions(harness))[0]).toBe('folded: folded');
    await says(harness, 'all fine here', 'good. mine hum.');
    expect(JSON.stringify(harness.model.asked.at(-1))).not.toContain('You had meant to write');
  });

  it('starts over when the person writes while it is thought about', async () => {
    const harness = await acquainted();
    await planned(harness, 2 * hour);
    harness.model.enqueue({ text: 'I was', hang: true }, 'oh, you first.');
    await harness.clock.leap(2 * hour, 20 * minute);
    expect(harness.model.asked).toHaveLength(2);
    await says(harness, 'guess what happened');
    expect(lastSeen(harness)).toBe('oh, you first.');
    expect(harness.reports).toContain('superseded');
    expect(await decisions(harness)).toEqual([]);
    expect(await readPlanned(harness.database.read, conversation)).toHaveLength(1);
  });

  it.each([
    ['writes first', 'I saw a heron', 'lovely. where?'],
    ['says stop', 'stop messaging me', undefined],
  ])('does not send what waits in the outbox when the person %s', async (_what, text, answer) => {
    const harness = await acquainted();
    await planned(harness, 2 * hour);
    harness.model.enqueue('did the bees settle?');
    harness.channel.failNext('sendText', { kind: 'flood', wait: 5 * minute, code: 'FLOOD_WAIT_300' });
    await harness.clock.leap(2 * hour, 20 * minute);
    expect((await decisions(harness))[0]).toBe('sent: opener-follow-up');
    await says(harness, text, answer);
    await harness.clock.leap(hour, 10 * minute);
    expect(harness.channel.seenBy(ada)).not.toContain('did the bees settle?');
    expect(lastSeen(harness)).toMatch(answer ?? /stop|write/iu);
  });

  it('writes to nobody first who blocked the account', async () => {
    const harness = await acquainted();
    await planned(harness, 2 * hour);
    await planned(harness, 30 * hour);
    harness.model.enqueue('did the bees settle?');
    harness.channel.failNext('sendText', { kind: 'peer-blocked', code: 'USER_IS_BLOCKED' });
    await harness.clock.leap(34 * hour, 20 * minute);
    expect(harness.channel.seenBy(ada)).not.toContain('did the bees settle?');
    expect(harness.model.asked).toHaveLength(2);
    expect((await decisions(harness))[0]).toBe('withheld: blocked');
  });

  it('asks the small model last: its no ends the plan, its yes or its silence force nothing', async () => {
    const harness = await acquainted({ ...settings, secondOpinion: true });
    await planned(harness, 2 * hour);
    harness.model.enqueue('{"send": false}');
    await harness.clock.leap(2 * hour + 20 * minute, 20 * minute);
    expect(await decisions(harness)).toEqual(['withheld: second-opinion']);
    await planned(harness, hour);
    harness.model.enqueue('no idea');
    await harness.clock.leap(hour + 20 * minute, 20 * minute);
    expect((await decisions(harness))[0]).toBe('waits: second-opinion-missing');
    expect(harness.channel.seenBy(ada)).toHaveLength(1);
    harness.model.enqueue('{"send": true}', 'hey, how are you?', 'did the bees settle?');
    await harness.clock.leap(3 * hour, 20 * minute);
    expect(lastSeen(harness)).toBe('did the bees settle?');
    const { read } = harness.database;
    expect(await countOpenerOpinions(read, { since: 0 })).toEqual({ yes: 1, no: 1, unanswered: 1 });
    expect((await readJudgedTurns(read, { since: 0 }, 100)).filter(({ isOpener }) => isOpener)).toMatchObject(
      [{ outcome: 'spoke', turnedDown: [{ check: 'opener-stock', draft: 1, text: 'hey, how are you?' }] }],
    );
  });

  it('stays quiet while the operator pauses it, and previews what it would do', async () => {
    const harness = await acquainted();
    await planned(harness, 2 * hour);
    const { database, clock, runtime } = harness;
    const before = await runtime.previewOpeners(conversation);
    expect(before?.plans).toMatchObject([
      { now: { verdict: 'wait', reason: 'not-yet' }, atItsTime: { verdict: 'chance', reason: 'motive' } },
    ]);
    await carryOutProactiveOrder(
      database,
      { do: 'pause', conversation: null, forMs: 30 * hour },
      clock.now(),
    );
    await harness.clock.leap(3 * hour, hour);
    expect(await decisions(harness)).toEqual(['withheld: paused']);
    await carryOutProactiveOrder(database, { do: 'resume', conversation: null }, clock.now());
    await carryOutProactiveOrder(database, { do: 'pause', conversation }, clock.now());
    await planned(harness, hour);
    const paused = await runtime.previewOpeners(conversation);
    expect(paused?.plans[0]?.atItsTime).toMatchObject({ verdict: 'withhold', reason: 'paused' });
    await carryOutProactiveOrder(database, { do: 'resume', conversation }, clock.now());
    const after = await runtime.previewOpeners(conversation);
    expect(after?.plans[0]?.atItsTime?.verdict).toBe('chance');
  });
});

describe('wishes in the chat', () => {
  const wishOf = async ({ database }: RuntimeHarness) =>
    readStoredWish(await readWish(database.read, conversation));

  it.each([
    {
      language: 'English',
      less: ['write less', /^Noted: at most 1 message a week/u],
      work: ['not at work', /not at work/u],
      morning: ['never in the morning', /not in the morning/u],
      later: ['text me tomorrow at nine', /Tuesday.* 09:00 \(Europe\/London\)/u],
      off: ["don't write first", /not write first/u],
    },
    {
      language: 'Russian',
      less: ['пиши мне пореже', /^Принято: не чаще 1 раза в неделю/u],
      work: ['не пиши мне на работе', /не в рабочее время/u],
      morning: ['по утрам не пиши', /не по утрам/u],
      later: ['напиши мне завтра в девять', /вторник.*09:00 \(Europe\/London\)/u],
      off: ['не пиши первой', /первым писать больше не буду/u],
    },
  ] as const)(
    'change how it writes first, confirmed in one line: $language',
    async ({ less, work, morning, later, off }) => {
      const harness = await acquainted();
      const wish = async ([text, confirmation]: readonly [string, RegExp]) => {
        await says(harness, text);
        // What reads dates is loaded when it is needed first.
        await vi.waitFor(() => expect(lastSeen(harness)).toMatch(confirmation), { timeout: 20_000 });
        expect(lastSeen(harness)).not.toContain('\n');
        return wishOf(harness);
      };
      expect((await wish(less)).perWeek).toBe(1);
      await wish(later);
      const [plan] = await readPlanned(harness.database.read, conversation);
      expect(plan).toMatchObject({ kind: 'requested', dueAt: Date.UTC(2026, 0, 6, 9) });
      expect((await wish(work)).quiet).toMatchObject([{ name: 'work', days: [0, 1, 2, 3, 4] }]);
      const quiet = (await wish(morning)).quiet.map(({ name }) => name);
      expect(quiet).toEqual(['work', 'morning']);
      expect((await wish(off)).isOff).toBe(true);
      expect(await readPlanned(harness.database.read, conversation)).toEqual([]);
      // None of it asked a model.
      expect(harness.model.asked).toHaveLength(1);
    },
  );
});
