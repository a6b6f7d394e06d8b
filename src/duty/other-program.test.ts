import { describe, expect, it } from 'vitest';
import { disclosure, isOurDisclosure, reminderLine } from './disclosure.js';
import { readOtherProgram, type TalkLine } from './other-program.js';

/** Exchanges: what they say, so many milliseconds after us; we answer a second later. */
function talk(theirs: readonly string[], after: (index: number) => number): readonly TalkLine[] {
  let at = 0;
  return theirs.flatMap((text, index) => {
    at += after(index);
    const asked = { isPerson: true, text, sentAt: at };
    at += 1_000;
    return [asked, { isPerson: false, text: `answer ${index}`, sentAt: at }];
  });
}

const distinct = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `something else, number ${index}`);

describe('another program', () => {
  it('is who sends our disclosure or reminder, in any language and under any name', () => {
    for (const language of ['en', 'ru', 'uk', 'de', 'es', 'fr', 'it', 'pt']) {
      const facts = {
        character: 'Vera (2)',
        operator: 'A. & B.',
        processors: [{ kind: 'own-machine' }],
      } as const;
      expect(isOurDisclosure(disclosure(language, facts)), language).toBe(true);
      expect(isOurDisclosure(`${disclosure(language, facts)}\n\nhey you`), language).toBe(true);
      expect(isOurDisclosure(reminderLine(language, 'Vera', true)), language).toBe(true);
    }
    for (const text of ['i am an AI researcher', 'are you an AI, not a human?', 'reminder: buy milk'])
      expect(isOurDisclosure(text)).toBe(false);
  });

  it('that disclosed itself is slowed, then left', () => {
    const said = ['hello from the other program', ...distinct(4)];
    const isOne = (text: string): boolean => text.startsWith('hello from');
    const steps = said.map(
      (_, at) =>
        readOtherProgram(
          talk(said.slice(0, at + 1), () => 60_000),
          isOne,
        )?.step,
    );
    expect(steps).toEqual(['slow', 'slow', 'leave', 'leave', 'leave']);
  });

  it('says the same over and over', () => {
    const never = (): boolean => false;
    const same = (count: number) => Array.from({ length: count }, () => 'What do you think about that?');
    expect(
      readOtherProgram(
        talk(same(4), () => 60_000),
        never,
      ),
    ).toBeNull();
    expect(
      readOtherProgram(
        talk(same(8), () => 60_000),
        never,
      ),
    ).toEqual({ sign: 'repeats', step: 'slow' });
    expect(
      readOtherProgram(
        talk(same(14), () => 60_000),
        never,
      )?.step,
    ).toBe('leave');
    expect(
      readOtherProgram(
        talk(
          Array.from({ length: 20 }, () => 'ok'),
          () => 60_000,
        ),
        never,
      ),
    ).toBeNull();
  });

  it('answers within seconds for tens of turns without a pause', () => {
    const never = (): boolean => false;
    expect(
      readOtherProgram(
        talk(distinct(30), () => 3_000),
        never,
      ),
    ).toBeNull();
    expect(
      readOtherProgram(
        talk(distinct(42), () => 3_000),
        never,
      ),
    ).toEqual({
      sign: 'never-pauses',
      step: 'slow',
    });
    expect(
      readOtherProgram(
        talk(distinct(50), () => 3_000),
        never,
      )?.step,
    ).toBe('leave');
    // Somebody who looks up once in a while is a person.
    expect(
      readOtherProgram(
        talk(distinct(55), (at) => (at % 20 === 19 ? 90_000 : 3_000)),
        never,
      ),
    ).toBeNull();
  });
});
