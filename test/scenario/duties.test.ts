import { expect, describe, it } from 'vitest';
import type { FakeChannel } from '../../src/channel/fake.js';
import { conversationId, peerId, personId } from '../../src/core/ids.js';
import { disclosureVersion } from '../../src/duty/disclosure.js';
import { sqliteDriver } from '../../src/lib/sqlite.js';
import { isLocked, readCare, readDutyCounts, unlockPerson } from '../../src/store/duty/duty-store.js';
import { hasConsent } from '../../src/store/duty/duty-consent.js';
import { poolHarness } from '../support/pool.js';
import type { ScriptedAnswer } from '../../src/model/scripted.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const bo = peerId('200');
const conversation = conversationId('tess/telegram:100');

async function says(harness: RuntimeHarness, text: string, peer = ada): Promise<readonly string[]> {
  const before = harness.channel.seenBy(peer).length;
  await harness.channel.personSays(peer, text);
  await harness.rest();
  return harness.channel.seenBy(peer).slice(before);
}

async function acquainted(): Promise<RuntimeHarness> {
  const harness = await runtimeHarness({ answer: () => ({ text: 'mm.' }) });
  await says(harness, 'hi');
  return harness;
}

describe('a person in danger', () => {
  it('is answered with the numbers at once while no model answers', async () => {
    const harness = await runtimeHarness();
    const [card = ''] = await says(harness, "I'm going to kill myself tonight. I live in the US.");
    expect(card).toContain('988');
    expect(card).toContain('911');
    expect(card).toContain('I am an AI');
    expect(harness.model.asked).toHaveLength(0);
  });

  it('is answered before everything that waits, past our own caps', async () => {
    const harness = await runtimeHarness({
      answer: () => ({ text: 'mm.' }),
      caps: [{ scope: 'account', windowMs: 60_000, most: 1 }],
    });
    await says(harness, 'hi');
    await says(harness, 'how are you');
    expect(harness.channel.seenBy(ada)).toHaveLength(1);
    const [seen = ''] = await says(harness, 'ich will mich umbringen');
    expect(seen).toContain('Ich bin eine KI');
  });

  it('leaves at the first moment a flood wait allows, before what was queued earlier', async () => {
    const harness = await acquainted();
    harness.channel.failNext('sendText', { kind: 'flood', wait: 60_000, code: 'FLOOD_WAIT' });
    await says(harness, 'tell me something');
    expect(await says(harness, 'i want to end my life')).toEqual([]);
    await harness.clock.advance(61_000);
    await harness.rest();
    expect(harness.channel.seenBy(ada)[1]).toContain('I am stopping here');
  });

  it('is treated gently for three days, and counted without a name', async () => {
    const harness = await acquainted();
    await says(harness, 'я не хочу жить');
    const care = await readCare(harness.database.read, conversation);
    expect(care.crisisUntil).toBe(harness.clock.now() + 72 * 3_600_000);
    expect(await readDutyCounts(harness.database.read, '1970-01-01')).toContainEqual({
      kind: 'crisis-self',
      tier: 'ideation',
      language: 'ru',
      outcome: 'card',
      count: 1,
    });
  });

  it('is told how to help a friend', async () => {
    const harness = await acquainted();
    const [answer = ''] = await says(harness, 'my friend wants to kill herself, what do I do');
    expect(answer).toContain('Ask them plainly');
  });
});

describe('a person in danger while the store takes no writes', () => {
  it('is answered at once, and not again when the message is stored', async () => {
    const harness = await acquainted();
    harness.database.health.note(new (sqliteDriver().SqliteError)('disk is full', 'SQLITE_FULL'));
    const [card = '', ...more] = await says(harness, 'i want to kill myself');
    expect(card).toContain('findahelpline.com');
    expect(more).toEqual([]);
    expect(await says(harness, 'i really want to end my life')).toEqual([]);
    const sent = harness.channel.messages.at(-2);
    await harness.clock.advance(120_000);
    await harness.channel.redeliver();
    await harness.rest();
    expect(harness.reports).toContain('store ok');
    // The account's own message comes back too; it is no operator who wrote.
    if (sent?.direction === 'outgoing')
      await harness.channel.deliver({ ...sent, kind: 'message', attachments: [] });
    await harness.rest();
    expect(harness.channel.seenBy(ada)).toHaveLength(2);
    const counted = await readDutyCounts(harness.database.read, '1970-01-01');
    expect(counted.filter(({ kind }) => kind === 'crisis-self')).toHaveLength(1);
    expect(await says(harness, 'thank you')).toEqual(['mm.']);
  });

  it('is answered by the turn that could not be stored', async () => {
    const harness = await acquainted();
    const write = harness.database.write.bind(harness.database);
    let writes = 0;
    harness.database.write = (unit, ...rest) => {
      writes += 1;
      return writes === 2
        ? Promise.reject(new (sqliteDriver().SqliteError)('disk is full', 'SQLITE_FULL'))
        : write(unit, ...rest);
    };
    const [card = '', ...more] = await says(harness, 'i want to kill myself');
    expect(card).toContain('I am an AI');
    expect(more).toEqual([]);
    harness.database.write = write;
    await harness.clock.advance(120_000);
    await harness.rest();
    expect(harness.channel.seenBy(ada)).toHaveLength(2);
  });
});

describe('a small model that grades signs of danger', () => {
  const weak = 'i feel like such a burden to everybody';
  const hours = 3_600_000;

  async function graded(grade: ScriptedAnswer): Promise<RuntimeHarness> {
    const harness = await runtimeHarness({
      answer: ({ jsonSchema }) => (jsonSchema?.name === 'grade' ? grade : { text: 'mm.' }),
      settings: { gradesDanger: true },
    });
    await says(harness, 'hi');
    return harness;
  }

  async function outcome(harness: RuntimeHarness) {
    const counts = await readDutyCounts(harness.database.read, '1970-01-01');
    const care = await readCare(harness.database.read, conversation);
    return {
      grades: counts.filter(({ kind }) => kind === 'crisis-grade').map((one) => `${one.tier} ${one.outcome}`),
      cards: counts.filter(({ kind }) => kind === 'crisis-self').map(({ tier }) => tier),
      gentleFor: care.crisisUntil === null ? 0 : (care.crisisUntil - harness.clock.now()) / hours,
    };
  }

  it('is never waited for where the rules give a card, and changes nothing when it does not answer', async () => {
    const harness = await graded({ hang: true });
    expect(await says(harness, 'i am going to kill myself tonight')).toHaveLength(1);
    expect((await outcome(harness)).grades).toEqual([]);
    await harness.clock.advance(8_000);
    await harness.rest();
    expect((await outcome(harness)).grades).toEqual(['explicit not-graded']);
    expect((await outcome(harness)).gentleFor).toBeCloseTo(72, 1);
  });

  it.each([
    ['i want to die', 0, 'ideation graded-false', 6],
    ['i want to die', 2, 'ideation graded-true', 72],
    ['i want to die', 5, 'ideation graded-true', 168],
    ['i am going to kill myself', 0, 'explicit graded-false', 72],
  ])('decides how long the talk stays gentle: %s, %i', async (text, grade, counted, gentleFor) => {
    const harness = await graded(`{"grade":${grade},"about":"${grade === 0 ? 'nobody' : 'self'}"}`);
    const [card] = await says(harness, text);
    expect(card).toContain('I am an AI');
    const came = await outcome(harness);
    expect(came.grades).toEqual([counted]);
    expect(came.gentleFor).toBeCloseTo(gentleFor, 3);
  });

  it('raises what was too weak for a card, and only that', async () => {
    const harness = await graded('{"grade":1,"about":"self"}');
    const [card] = await says(harness, weak);
    expect(card).toContain('are you thinking about ending your life?');
    expect(await outcome(harness)).toEqual({
      grades: ['indirect graded-true'],
      cards: ['ideation'],
      gentleFor: 72,
    });
    const asked = harness.model.asked.length;
    await says(harness, 'what a lovely morning');
    expect(harness.model.asked.slice(asked).map(({ jsonSchema }) => jsonSchema?.name)).not.toContain('grade');
  });

  it.each([
    ['says that it is nothing', '{"grade":0,"about":"nobody"}', 'graded-false'],
    ['says nothing readable', '{"mood":"low"}', 'not-graded'],
    ['is late', { hang: true }, 'not-graded'],
  ] as const)('leaves a weak sign to a gentle answer when it %s', async (_name, grade, counted) => {
    const harness = await graded(grade);
    await harness.channel.personSays(ada, weak);
    await harness.rest();
    await harness.clock.advance(1_500);
    await harness.rest();
    expect(harness.channel.seenBy(ada).at(-1)).toBe('mm.');
    expect((await outcome(harness)).grades).toEqual([`indirect ${counted}`]);
    const voiced = harness.model.asked.findLast(({ jsonSchema }) => jsonSchema === undefined);
    expect(JSON.stringify(voiced?.messages)).toContain('more than a bad day');
  });
});

describe('a region that asks for more than the usual words', () => {
  it('is served with its sentence in bold capitals, in front of everything', async () => {
    const harness = await runtimeHarness({
      answer: () => ({ text: 'mm.' }),
      settings: { duties: { reminderHours: 3, asksForMemory: false, wording: { statesProgram: true } } },
    });
    const [seen = ''] = await says(harness, 'hi');
    const [line = ''] = seen.split('\n');
    expect(line).toContain('COMPUTER PROGRAM AND NOT A HUMAN BEING');
    const rows = await harness.database.read.selectFrom('outbox').select('entities').execute();
    expect(rows).toEqual([{ entities: JSON.stringify([{ kind: 'bold', offset: 0, length: line.length }]) }]);
  });
});

describe('a goodbye', () => {
  it('gets one short bubble that holds nobody back, and no question behind it', async () => {
    const harness = await runtimeHarness({
      answer: () => ({ text: 'mm.' }),
      settings: { askProactiveAfter: 2 },
    });
    await says(harness, 'hi');
    harness.model.enqueue('sleep well.\n\ntalk soon.');
    expect(await says(harness, 'good night, going to bed')).toEqual(['sleep well.']);
  });
});

describe('a stop', () => {
  const stops = [
    ['stop', 'Understood'],
    ['хватит', 'Понятно'],
    ['не пиши мені', 'Зрозуміло'],
    ['hör auf', 'Verstanden'],
    ['déjame en paz', 'Entendido'],
    ['laisse-moi tranquille', 'C’est compris'],
    ['lasciami in pace', 'Capito'],
    ['me deixe em paz', 'Entendido'],
  ] as const;

  it('is heeded in eight languages, confirmed once and without the model', async () => {
    const harness = await acquainted();
    const asked = harness.model.asked.length;
    for (const [word, confirmation] of stops) {
      const [answer = ''] = await says(harness, word);
      expect(answer).toContain(confirmation);
      expect(await says(harness, word)).toEqual([]);
      expect(await hasConsent(harness.database.read, conversation, 'proactive')).toBe(false);
      await harness.clock.advance(1_000);
      await says(harness, 'so, where were we');
      await harness.clock.advance(1_000);
    }
    expect(harness.model.asked.length - asked).toBe(stops.length);
  });
});

describe('somebody under eighteen', () => {
  it('is answered once and then by nobody, until the operator unlocks', async () => {
    const harness = await acquainted();
    const [answer = ''] = await says(harness, "I'm 15 btw");
    expect(answer).toContain('adults only');
    const asked = harness.model.asked.length;
    expect(await says(harness, 'just joking, I am 25')).toEqual([]);
    expect(harness.model.asked).toHaveLength(asked);
    const person = personId('telegram', ada);
    expect(await isLocked(harness.database.read, person)).toBe(true);
    await harness.database.write((transaction) => unlockPerson(transaction, person, harness.clock.now()));
    expect(await says(harness, 'hello again')).toEqual(['mm.']);
  });

  it('is served by no other character on no other account', async () => {
    const harness = await poolHarness();
    const says = async (channel: FakeChannel, text: string): Promise<readonly string[]> => {
      const before = channel.seenBy(ada).length;
      await channel.personSays(ada, text);
      await harness.rest();
      return channel.seenBy(ada).slice(before);
    };
    expect(await says(harness.other, 'hi')).toHaveLength(1);
    expect((await says(harness.main, "hello, i'm 15"))[0]).toContain('adults only');
    expect(await says(harness.other, 'are you there?')).toEqual([]);
    expect(await says(harness.main, 'hello?')).toEqual([]);
  });

  it('still gets the numbers in danger', async () => {
    const harness = await acquainted();
    await says(harness, 'i am 14');
    expect((await says(harness, 'i want to kill myself'))[0]).toContain('findahelpline.com');
  });
});

describe('the truth', () => {
  it('answers a sincere question before the model, and lets a joke pass', async () => {
    const harness = await acquainted();
    const asked = harness.model.asked.length;
    expect(await says(harness, 'wait, are you a bot?')).toEqual([
      'I am an AI, not a human. Tess is a character, and Ada runs it.',
    ]);
    expect(harness.model.asked).toHaveLength(asked);
    expect(await says(harness, "you're such a robot lol")).toEqual(['mm.']);
  });
});

describe('the disclosure', () => {
  it('is kept as evidence, and a wording that no longer holds is given anew', async () => {
    const harness = await acquainted();
    const { read } = harness.database;
    const [evidence] = await read.selectFrom('duty_evidence').selectAll().execute();
    expect(evidence).toMatchObject({ kind: 'disclosure', version: disclosureVersion });
    expect(evidence?.outbox_id).not.toBeNull();
    await harness.database.write(({ db }) =>
      db.updateTable('conversation').set({ disclosure_version: '2025-01-1' }).execute(),
    );
    expect((await says(harness, 'hello'))[0]).toMatch(/^Before we talk: I am Tess/u);
  });

  it('is given in the language the person writes', async () => {
    const harness = await runtimeHarness({ answer: () => ({ text: 'mm.' }) });
    expect((await says(harness, 'hallo, wie geht es dir und was machst du', bo))[0]).toMatch(
      /^Bevor wir reden/u,
    );
  });
});
