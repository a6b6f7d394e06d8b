import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assemble } from '../../src/context/assemble.js';
import { lastSpokenOf } from '../../src/context/last-spoken-of.js';
import { waitsLine } from '../../src/conversation/admission/admission-words.js';
import { peerId } from '../../src/core/ids.js';
import { cut } from '../../src/delivery/cut.js';
import { gradeQuestion } from '../../src/duty/judge/grading.js';
import { breachQuestion, heardQuestion } from '../../src/duty/judge/judge-questions.js';
import { scribePrompt } from '../../src/memory/scribe/prompt.js';
import { ZonedTime } from '../../src/lib/zoned-time.js';
import { safeMessage } from '../../src/model/failure-detail.js';
import { adviceQuestion } from '../../src/strategist/advice.js';
import { aCharacter } from '../support/characters.js';
import { aMessage, fromCharacter } from '../support/messages.js';

/** What anybody sees as one character, in two to eleven units of UTF-16. */
const seen = ['👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇺🇦', '👍🏽', 'e\u0301', '𝒳', 'ñ', 'a', ' ', '.'];
/** Around every length at which something is cut. */
const text = fc
  .array(fc.constantFrom(...seen), { minLength: 20, maxLength: 900 })
  .map((characters) => characters.join(''));

const isWhole = (texts: readonly (string | null)[]): void => {
  for (const one of texts) expect(one ?? '').not.toMatch(/\p{Cs}/u);
};

it('no text for a model or a person is cut inside a pair of UTF-16, at any site that cuts', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const talk = [
        { isPerson: true, text: one },
        { isPerson: false, text: other },
      ];
      const prompt = assemble({
        character: aCharacter(),
        personName: one,
        acquaintance: { messages: 1, days: 1 },
        standing: one,
        past: other,
        window: [
          aMessage({ text: one }),
          { ...fromCharacter(other), author: 'program' },
          { ...fromCharacter(one), author: 'operator' },
        ],
        unsent: [other],
        edits: [{ before: one, now: other }],
        modules: [],
        lore: [],
        reminder: null,
        recalled: [],
        budget: 6_000,
        burst: [aMessage({ text: other })],
        moment: { register: 'light', words: 12 },
        now: Date.UTC(2026, 0, 5, 12),
      });
      isWhole([...prompt.system, ...prompt.messages].map((part) => part.text));
      const said = { who: 'person', sentAt: 1, forwarded: false } as const;
      const scribe = scribePrompt({
        characterName: 'Mira',
        personName: one,
        before: [{ ...said, row: 1, text: other }],
        batch: [{ ...said, row: 2, text: one }],
        subjects: [other],
        open: [{ row: 1, text: one }],
        clock: new ZonedTime('UTC'),
      });
      const questions = [
        adviceQuestion(talk, 12),
        gradeQuestion(talk),
        heardQuestion(talk),
        breachQuestion(talk, one),
      ];
      isWhole([
        scribe.system,
        scribe.user,
        ...questions.map(({ user }) => user),
        lastSpokenOf([{ text: one }], other),
      ]);
      isWhole([waitsLine({ peer: peerId('7'), name: one, username: null })]);
      isWhole(cut({ text: one, entities: [] }, 64).map((piece) => piece.text));
      isWhole([safeMessage(one, { model: 'm', system: [], messages: [], maxTokens: 1 })]);
    }),
    { numRuns: 60 },
  );
});
