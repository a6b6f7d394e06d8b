import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ReasoningFilter } from './reasoning-filter.js';

function through(pieces: readonly string[], hold = false): string[] {
  const filter = new ReasoningFilter(hold);
  return [...pieces.map((piece) => filter.push(piece)), filter.end()].filter((text) => text !== '');
}

const seen = (text: string, hold = false): string => through([text], hold).join('');

test('plain text passes at once where nothing has to be waited for', () => {
  expect(through(['Hi', ' there', ' you'])).toEqual(['Hi', ' there', ' you']);
  expect(through(['i <3 you', ' and 2 < 3', '!']).join('')).toBe('i <3 you and 2 < 3!');
});

test('what looks like the beginning of thinking and is none comes through whole', () => {
  expect(through(['<', 'th', 'is is fine']).join('')).toBe('<this is fine');
  expect(through(['<th'])).toEqual(['<th']);
  expect(seen('analysis is not my thing')).toBe('analysis is not my thing');
  expect(seen('Thinking of you')).toBe('Thinking of you');
  expect(seen('[think about it]')).toBe('[think about it]');
});

test('plain text waits for its end where it cannot be told from thinking before', () => {
  expect(through(['Hi', ' there'], true)).toEqual(['Hi there']);
});

test('it is shown at once when the server keeps thinking apart', () => {
  const filter = new ReasoningFilter(true);
  expect([filter.push('Hi'), filter.apart(), filter.push(' you'), filter.end()]).toEqual([
    '',
    'Hi',
    ' you',
    '',
  ]);
});

/** Every form, with what a person may see of it. `bare`: only a filter that holds back can tell. */
const forms: readonly (readonly [text: string, seen: string, bare?: true])[] = [
  ['<think>secret plan</think>Good morning', 'Good morning'],
  ['\n<think>\nsecret\n\nplan\n</think>\n\nGood morning', 'Good morning'],
  ['<THINK>secret</Think> Good morning', 'Good morning'],
  ['<thinking>secret</thinking>Good morning', 'Good morning'],
  ['<thinking type="deep">secret</thinking>Good morning', 'Good morning'],
  ['<seed:think>secret</seed:think>Good morning', 'Good morning'],
  ['< think >secret</ think >Good morning', 'Good morning'],
  ['&lt;think&gt;secret&lt;/think&gt;Good morning', 'Good morning'],
  ['<think>secret <think>plan</think> secret</think>Good morning', 'Good morning'],
  ['<think>secret', ''],
  ['Good <thinking>secret</thinking> morning', 'Good morning'],
  ['Good morning <think>secret', 'Good morning '],
  ['[THINK]secret[/THINK]Good morning', 'Good morning'],
  ['◁think▷secret◁/think▷Good morning', 'Good morning'],
  ['<|START_THINKING|>secret<|END_THINKING|><|START_RESPONSE|>Good morning<|END_RESPONSE|>', 'Good morning'],
  ['<|begin_of_thought|>secret<|end_of_thought|>\n<|begin_of_solution|>Good morning', 'Good morning'],
  ['<|channel>thought\nsecret<channel|>Good morning', 'Good morning'],
  ['<unused94>thought\nsecret<unused95>Good morning', 'Good morning'],
  [
    '<|channel|>analysis<|message|>secret<|end|><|start|>assistant<|channel|>final<|message|>Good morning<|return|>',
    'Good morning',
  ],
  ['<|channel|>analysis<|message|>secret<|end|>Good morning', 'Good morning'],
  ['<|channel|>analysis<|message|>secret, and no end', ''],
  ['<|channel|>commentary to=x<|message|>secret<|end|><|channel|>final Good morning', 'Good morning'],
  ['<|CHANNEL|>analysis<|message|>secret<|end|><|start|>assistant<|message|>Good morning', 'Good morning'],
  ['analysisThe secret is this.assistantfinalGood morning', 'Good morning'],
  ['Thinking...\nsecret\n...done thinking.\n\nGood morning', 'Good morning'],
  ['<think>secret</think><answer>Good morning</answer>', 'Good morning'],
  ['Good morning<|im_end|>\n<|im_start|>user\nsecret', 'Good morning'],
  ['<|im_start|>assistant\nGood morning', 'Good morning'],
  ['secret plan\n\nand more of it\n</think>\n\nGood morning', 'Good morning', true],
  ['secret</THINKING>Good morning', 'Good morning', true],
  ['Okay, a secret [/think]Good morning', 'Good morning', true],
  ['secret<|END_THINKING|>Good morning', 'Good morning', true],
  ['secret, we answer.assistantfinalGood morning', 'Good morning', true],
  ['secret with <3 and <b>signs</b></think>Good morning', 'Good morning', true],
];

test.each(forms.map(([text, visible, bare = false]) => ({ text, visible, bare })))(
  'of $text is seen: $visible',
  ({ text, visible, bare }) => {
    expect(seen(text, true)).toBe(visible);
    if (!bare) expect(seen(text, false)).toBe(visible);
  },
);

test('any cut of any such text gives the same words', () => {
  const part = fc.oneof(
    fc.constantFrom(...forms.map(([text]) => text)),
    fc.constantFrom(
      '<',
      '</',
      'think>',
      '<|',
      '|>',
      'analysis',
      'assistantfinal',
      '[',
      ' ',
      '\n',
      'word',
      '&lt;',
    ),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 30 }),
      fc.boolean(),
      (parts, cuts, hold) => {
        const text = parts.join('');
        const places = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort(
          (one, other) => one - other,
        );
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
        expect(through(pieces, hold).join('')).toBe(seen(text, hold));
      },
    ),
    { numRuns: 1_500 },
  );
});

test('every form, a character at a time', () => {
  for (const [text] of forms) {
    for (const hold of [true, false]) {
      expect(through([...text], hold).join('')).toBe(seen(text, hold));
    }
  }
});

test('thinking without an end needs no memory', () => {
  const filter = new ReasoningFilter(false);
  filter.push('<think>');
  for (let count = 0; count < 2_000; count += 1) expect(filter.push('on and on and on ')).toBe('');
  expect(filter.end()).toBe('');
});
