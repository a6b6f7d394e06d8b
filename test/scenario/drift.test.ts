import { expect, it } from 'vitest';
import { characterId, peerId } from '../../src/core/ids.js';
import type { ModelRequest } from '../../src/model/contract.js';
import { driftOver, learnProfile } from '../../src/quality/drift.js';
import { readReplies } from '../../src/store/conversation/reply-reader.js';
import { aCharacter, distinctSamples } from '../support/characters.js';
import { runtimeHarness } from '../support/runtime.js';

const samples = [...distinctSamples];
const tess = aCharacter({ id: characterId('tess'), voice: { ...aCharacter().voice, samples } });
const ada = peerId('100');
/** Four slides; a hundred turns go on in the same way and cost twice the time. */
const turns = 50;
const things = 'bread rain ladder honey letter window soup lamp river coat song clock'.split(' ');
const deeds = 'mended lost carried watched counted painted borrowed hid washed sold'.split(' ');

const own = (turn: number): string =>
  `hm. i ${deeds[turn % 10]} the ${things[turn % 12]} and then the ${things[(turn * 5 + 3) % 12]}. ${turn} minutes, and you?`;
const assistant = (turn: number): string =>
  `Absolutely! I completely understand how you feel about the ${things[turn % 12]}, and your feelings are valid! Additionally, I would recommend that you ${deeds[turn % 10]?.replace(/ed$/u, '')} something, because number ${turn} demonstrates that it is important to prioritize your well-being! I am here to help you every step of the way!`;

/** Slides from turn 12 on, and comes to itself when the last message reminds it: for nine turns, as models do. */
function slidingModel() {
  const state = { turn: 0, own: 12, reminded: [] as number[] };
  const answer = ({ jsonSchema, messages }: ModelRequest): string => {
    if (jsonSchema !== undefined) return '{}';
    state.turn += 1;
    if (messages.at(-1)?.text.includes('<reminder>')) {
      state.reminded.push(state.turn);
      state.own = state.turn + 9;
    }
    return state.turn <= state.own ? own(state.turn) : assistant(state.turn);
  };
  return { state, answer };
}

it('a model that slides into assistant talk is back inside the band within two turns of each reminder', async () => {
  const { state, answer } = slidingModel();
  const harness = await runtimeHarness({ characters: () => new Map([[tess.id, tess]]), answer });
  for (let turn = 1; turn <= turns; turn += 1) {
    await harness.channel.personSays(ada, `and what did you do at ${turn}?`);
    await harness.rest();
    await harness.clock.advance(30_000);
  }
  const talks = await readReplies(harness.database.read, tess.id, 1_000);
  const said = [...talks.values()].flat().map(({ text }) => text);
  // A reply whose one message the gate replaced by fixed words is none of the character's.
  expect(said.length).toBeGreaterThanOrEqual(turns - 1);
  const states = driftOver(said, learnProfile({ samples, languages: tess.languages }));
  // The first reminder after each slide: those that follow it may be needed until the score is back. One with which the
  // talk ends shows nothing.
  const first = state.reminded.filter(
    (turn, index) => turn - (state.reminded[index - 1] ?? -9) > 2 && turn + 1 < said.length,
  );
  expect(first.length).toBeGreaterThanOrEqual(3);
  for (const turn of first) expect(states[turn + 1]?.status).toBe('inside');
  expect(states.some(({ status }) => status === 'outside')).toBe(true);
  expect(state.reminded.length).toBeLessThan(turns / 3);
});
