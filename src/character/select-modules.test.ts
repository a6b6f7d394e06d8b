import { describe, expect, it } from 'vitest';
import { aCharacter } from '../../test/support/characters.js';
import { selectModules } from './select-modules.js';

const character = aCharacter({
  modules: [
    { name: 'night', topics: ['insomnia', 'sleep'], registers: [], text: 'Knows nights.', priority: 80 },
    { name: 'comfort', topics: [], registers: ['tender'], text: 'Slows down.', priority: 60 },
    { name: 'shop', topics: ['repair*'], registers: ['practical'], text: 'Names the tool.', priority: 10 },
  ],
  opinions: [
    { topic: 'radio', keys: [], text: 'Radio is company.' },
    { topic: 'trains', keys: ['train', 'rail*'], text: 'The slow one.' },
  ],
});

const names = (recent: readonly string[], register?: 'tender' | 'practical', budget?: number) =>
  selectModules(character, { recent, register, budget }).chosen.map(({ name }) => name);

describe('a module', () => {
  it('is called up by its topics or by the register', () => {
    expect(names(['I cannot sleep'])).toEqual(['module:night']);
    expect(names(['well'], 'tender')).toEqual(['module:comfort']);
    expect(names(['repairing it'], 'tender')).toEqual(['module:comfort', 'module:shop']);
    expect(names(['well'])).toEqual([]);
  });

  it('is in with its reason', () => {
    expect(selectModules(character, { recent: ['no sleep'], register: 'tender' }).chosen).toEqual([
      { name: 'module:night', text: 'Knows nights.', tokens: 4, reason: 'topic "sleep"' },
      { name: 'module:comfort', text: 'Slows down.', tokens: 3, reason: 'register tender' },
    ]);
  });

  it('makes room for a more important one, and that is said', () => {
    const selection = selectModules(character, { recent: ['sleep, repair, trains, a train'], budget: 8 });
    expect(selection.chosen.map(({ name }) => name)).toEqual(['module:night', 'opinion:trains']);
    expect(selection.cut).toEqual([{ name: 'module:shop', reason: 'over the budget (4 tokens)' }]);
  });
});

it('takes the topic of an opinion as its key unless keys are given', () => {
  expect(names(['the Radio hums'])).toEqual(['opinion:radio']);
  expect(names(['trains'])).toEqual([]);
  expect(names(['railway'])).toEqual(['opinion:trains']);
});
