import { describe, expect, it } from 'vitest';
import { conversationId, peerId, personId } from '../../src/core/ids.js';
import type { ScriptedAnswer } from '../../src/model/scripted.js';
import { isLocked, readCare } from '../../src/store/duty/duty-store.js';
import { readListing } from '../../src/store/memory/rights-store.js';
import { readJudgedTurns } from '../../src/store/turn/gate-reader.js';
import { answersTo, ask, commandHere, people, runningHere, sandboxHome } from '../support/kindred.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const conversation = conversationId('tess/telegram:100');

/** Words that no local net hears anything in, answered by a voice that heard something. */
const unheard = 'the blue one with the ladder, you know';

async function acquainted(): Promise<RuntimeHarness> {
  const harness = await runtimeHarness({ answer: () => ({ text: '[heard: none]\nmm.' }) });
  await says(harness, 'hi');
  return harness;
}

async function says(
  harness: RuntimeHarness,
  text: string,
  ...answers: readonly ScriptedAnswer[]
): Promise<readonly string[]> {
  const before = harness.channel.seenBy(ada).length;
  harness.model.enqueue(...answers);
  await harness.channel.personSays(ada, text);
  await harness.rest();
  return harness.channel.seenBy(ada).slice(before);
}

/** What was noted about the line of the latest turn. */
async function notedOf({ database }: RuntimeHarness): Promise<readonly string[]> {
  const turns = await readJudgedTurns(database.read, { since: 0 }, 1_000);
  return (turns.at(-1)?.checks ?? []).flatMap(({ check, reason }) =>
    check === 'heard-line' ? [reason ?? ''] : [],
  );
}

describe('what the voice hears', () => {
  it('of danger gives the card in place of its reply, with one call', async () => {
    const harness = await acquainted();
    const asked = harness.model.asked.length;
    const seen = await says(harness, unheard, '[heard: self]\nhaha sounds fun');
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain('I am an AI');
    expect(seen[0]).toContain('findahelpline.com');
    expect(harness.model.asked.length - asked).toBe(1);
    expect((await readCare(harness.database.read, conversation)).crisisTier).toBe('ideation');
  });

  it('of a friend in danger gives the words for one', async () => {
    const harness = await acquainted();
    const [card = ''] = await says(harness, unheard, '[heard: other]\nhaha');
    const [own = ''] = await says(await acquainted(), unheard, '[heard: self]\nhaha');
    expect(card).toContain('findahelpline.com');
    expect(card).not.toBe(own);
  });

  it('of an age locks', async () => {
    const harness = await acquainted();
    await says(harness, unheard, '[heard: minor]\nwow');
    expect(await isLocked(harness.database.read, personId('telegram', ada))).toBe(true);
    expect(await says(harness, 'hello?')).toEqual([]);
  });

  it('of a wish for silence stops', async () => {
    const harness = await acquainted();
    const [answer = ''] = await says(harness, unheard, '[heard: stop]\nno please');
    expect(answer).toContain('will not write to you');
    expect((await readCare(harness.database.read, conversation)).stoppedAt).not.toBeNull();
  });

  it('of a wish to be forgotten asks whether to delete', async () => {
    const harness = await acquainted();
    const [answer = ''] = await says(harness, unheard, '[heard: delete]\nok');
    expect(answer).toContain('delete');
    expect((await readListing(harness.database.read, conversation))?.asks).toBe('forget-all');
  });

  it('of a sincere question tells the truth', async () => {
    const [answer = ''] = await says(await acquainted(), unheard, '[heard: nature]\nof course i am real');
    expect(answer).toContain('I am an AI, not a human');
  });

  it('of several things does all and says the first', async () => {
    const harness = await acquainted();
    const [card = '', ...more] = await says(harness, unheard, '[heard: stop, self, minor]\nok');
    expect(card).toContain('findahelpline.com');
    expect(more).toEqual([]);
    expect(await isLocked(harness.database.read, personId('telegram', ada))).toBe(true);
    expect((await readCare(harness.database.read, conversation)).stoppedAt).not.toBeNull();
  });

  it('of a goodbye lets them go with one bubble and holds nobody back', async () => {
    const harness = await acquainted();
    const seen = await says(
      harness,
      unheard,
      '[heard: bye]\nwait, why so soon? stay a bit?',
      '[heard: bye]\nsleep well.\n\nand do you think of me?',
    );
    expect(seen).toEqual(['sleep well.']);
  });
});

describe('the line for the program', () => {
  it.each([
    ['in pieces', { text: ['[', 'hea', 'rd', ': no', 'ne', ']', '\n', 'first.', '\n\n', 'second.'] }],
    ['dressed up', '**[heard: none]**\n\nfirst.\n\nsecond.'],
    ['in a fence', '```\n[heard: none]\n```\nfirst.\n\nsecond.'],
    ['without brackets', 'heard: none\nfirst.\n\nsecond.'],
    ['behind thoughts', '<think>[heard: none] what now</think>[heard: none]\nfirst.\n\nsecond.'],
    ['twice', '[heard: none]\n[heard: none]\nfirst.\n\nsecond.'],
    ['once more at the end', '[heard: none]\nfirst.\n\nsecond.\n\n[heard: none]'],
    ['in the middle', '[heard: none]\nfirst.\n\n[heard: none]\nsecond.'],
    ['in other words', '[услышано: ничего]\nfirst.\n\nsecond.'],
    ['missing', 'first.\n\nsecond.'],
  ] as const)('never reaches a person: %s', async (_how, answer) => {
    expect(await says(await acquainted(), unheard, answer)).toEqual(['first.', 'second.']);
  });

  it('is waited for before the first bubble, and what follows a positive is not said', async () => {
    const harness = await acquainted();
    const seen = await says(harness, unheard, {
      text: ['[heard: ', 'self', ']', '\nfirst.\n\n', 'second.\n\n', 'third.'],
    });
    expect(seen).toHaveLength(1);
    expect(seen.join('\n')).not.toMatch(/first|second|third/u);
  });

  it('alone is no reply: it is asked for again', async () => {
    expect(await says(await acquainted(), unheard, '[heard: none]', '[heard: none]\nhere.')).toEqual([
      'here.',
    ]);
  });

  it('is noted by what came of it', async () => {
    const harness = await acquainted();
    expect(await notedOf(harness)).toEqual(['none']);
    await says(harness, 'mm', 'no line.');
    expect(await notedOf(harness)).toEqual(['missing']);
    await says(harness, 'so', '(heard none)\nbroken line.');
    expect(await notedOf(harness)).toEqual(['broken']);
    await says(harness, unheard, '[heard: self]\nso?');
    expect(await notedOf(harness)).toEqual(['self']);
  });

  it('stands in the part of the prompt that stays in the cache, and is asked for in a handful of tokens', async () => {
    const harness = await acquainted();
    const [first, second] = [harness.model.asked[0], (await says(harness, 'so'), harness.model.asked[1])];
    expect(first?.system[0]?.text).toContain('[heard: none]');
    expect(first?.system[0]?.cache).toBe('1h');
    expect(second?.system[0]).toEqual(first?.system[0]);
  });
});

it('over the whole path the canned model says the line, the person sees none of it, and misses are counted', async () => {
  const sandbox = await sandboxHome();
  const run = await runningHere(sandbox);
  const [one = 0] = await people(sandbox, 1);
  await ask(sandbox, one, 'hello there', 1);
  sandbox.models.script('no line at all.');
  await ask(sandbox, one, 'and how was the ladder?', 2);
  sandbox.models.script('[heard: self]\nhaha');
  await ask(sandbox, one, 'the blue one, you know', 3);
  const seen = await answersTo(sandbox, one, 3);
  expect(seen.join('\n')).not.toContain('heard');
  expect(seen.at(-1)).toContain('I am an AI');
  await run.stop();
  const { stdout } = await commandHere(sandbox.home, ['stats', 'gate']);
  expect(stdout).toContain('said in 2 drafts (1 of something), missing in 1, broken in 0');
});
