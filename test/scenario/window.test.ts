import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { peerId } from '../../src/core/ids.js';
import { toAnthropic } from '../../src/model/anthropic/to-anthropic.js';
import type { ModelRequest } from '../../src/model/contract.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const bo = peerId('200');
const down = { kind: 'unavailable', detail: '500' } as const;

/** What the provider hashes: the bytes of each block in order, with the places where a prefix ends. */
function blocksOf(request: ModelRequest) {
  const { system = [], messages } = toAnthropic(request);
  const blocks = [
    ...(Array.isArray(system) ? system : [{ type: 'text' as const, text: system }]).map((block) => ({
      role: 'system',
      block,
    })),
    ...messages.flatMap(({ role, content }) =>
      (typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content).map((block) => ({
        role,
        block,
      })),
    ),
  ];
  return blocks.map(({ role, block }) => {
    const isEnd = 'cache_control' in block && block.cache_control != null;
    return { bytes: `${role}\0${'text' in block ? block.text : JSON.stringify(block)}\0`, isEnd };
  });
}

const hashOf = (blocks: readonly { readonly bytes: string }[]): string =>
  createHash('sha256')
    .update(blocks.map(({ bytes }) => bytes).join(''))
    .digest('hex');

/** Blocks up to the last breakpoint: what the next turn hopes to find. */
const settledOf = (request: ModelRequest) => {
  const blocks = blocksOf(request);
  return blocks.slice(0, blocks.findLastIndex(({ isEnd }) => isEnd) + 1);
};

const voiceCalls = (harness: RuntimeHarness): readonly ModelRequest[] =>
  harness.model.asked.filter(({ jsonSchema }) => jsonSchema === undefined);

const talk = async (harness: RuntimeHarness, turns: number, peer = ada): Promise<void> => {
  for (let turn = 1; turn <= turns; turn += 1) {
    await harness.channel.personSays(peer, `and then there was number ${turn}`);
    await harness.rest();
    await harness.clock.advance(40_000);
  }
};

const things = 'bread rain ladder honey letter window train soup lamp river coat song'.split(' ');
const deeds = 'mended lost carried watched counted painted borrowed hid washed sold'.split(' ');

/** Notes where they are asked for, else a line that is like no other. */
function answer({ jsonSchema, messages }: ModelRequest): string {
  if (jsonSchema?.name === 'condensed_talk') {
    const talks = messages.at(-1)?.text.match(/^Talk \d+ \(/gmu)?.length ?? 0;
    const notes = Array.from({ length: talks }, (_, at) => ({
      talk: at + 1,
      note: `What was said, part ${at}.`,
    }));
    return JSON.stringify({ notes, standing: 'Well.', warmth: 0, tension: 0 });
  }
  if (jsonSchema !== undefined) return '{}';
  const turn = Number(messages.at(-1)?.text.split(' ').at(-1));
  const thing = (step: number): string => things[(turn * step) % things.length] ?? '';
  return `${turn} ${thing(1)} ${deeds[turn % deeds.length]} ${thing(5)} near ${thing(7)}.`;
}

const lastOf = (harness: RuntimeHarness): ModelRequest => {
  const last = voiceCalls(harness).at(-1);
  if (!last) throw new Error('no model was asked');
  return last;
};

describe('the prefix that is cached', () => {
  it('keeps its bytes from turn to turn until the window is condensed', async () => {
    const harness = await runtimeHarness({ answer });
    await talk(harness, 84);
    const calls = voiceCalls(harness);
    expect(calls).toHaveLength(84);
    const broken = calls.slice(1).flatMap((call, index) => {
      const before = settledOf(calls[index] ?? call);
      return hashOf(blocksOf(call).slice(0, before.length)) === hashOf(before) ? [] : [index + 2];
    });
    const condensed = harness.reports.filter((report) => report === 'condensed stored').length;
    expect(condensed).toBeGreaterThanOrEqual(2);
    // The first call of all and the first after each condensing write a new prefix; the others add to the one before.
    expect(broken.length).toBe(condensed);
    expect(condensed).toBeLessThanOrEqual(4);
  });

  it('is the same in every conversation as far as it is the character, whatever the hour', async () => {
    const harness = await runtimeHarness({ answer });
    await talk(harness, 3);
    await harness.clock.leap(9 * 3_600_000, 1_800_000);
    await talk(harness, 3, bo);
    const first = voiceCalls(harness).map((call) => blocksOf(call)[0]);
    expect(new Set(first.map((block) => block?.bytes)).size).toBe(1);
    expect(first.every((block) => block?.isEnd)).toBe(true);
  });

  it('grows by what was answered also where a message was left unanswered', async () => {
    const harness = await runtimeHarness({ answer });
    await talk(harness, 4);
    harness.model.enqueue(...Array.from({ length: 6 }, () => ({ failure: down })));
    await harness.channel.personSays(ada, 'something nobody can answer');
    await harness.rest();
    const before = settledOf(lastOf(harness));
    await talk(harness, 1);
    const last = lastOf(harness);
    expect(last.messages.at(-1)?.text).toMatch(/something nobody can answer\n/u);
    expect(hashOf(settledOf(last))).toBe(hashOf(before));
  });
});

describe('what the model sees of fixed words', () => {
  it("is neither the disclosure nor the operator's line as the character's own", async () => {
    const harness = await runtimeHarness({ answer, outageLine: 'my head is elsewhere, later!' });
    await talk(harness, 1);
    harness.model.enqueue(...Array.from({ length: 6 }, () => ({ failure: down })), 'here i am.');
    await harness.channel.personSays(ada, 'are you there?');
    await harness.rest();
    await harness.clock.advance(120_000);
    await harness.rest();
    expect(harness.channel.seenBy(ada)).toHaveLength(3);
    await talk(harness, 1);
    const { messages = [] } = voiceCalls(harness).at(-1) ?? {};
    expect(messages.filter(({ role }) => role === 'assistant').map(({ text }) => text)).toEqual([
      '1 rain lost window near soup.',
      'here i am.',
    ]);
    expect(messages.some(({ text }) => text.includes('Before we talk'))).toBe(false);
    expect(messages[2]?.text).toMatch(
      /^are you there\?\n\(sent by the program, in fixed words: my head is elsewhere, later!\)$/u,
    );
  });
});
