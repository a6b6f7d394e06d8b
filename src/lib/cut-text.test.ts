import fc from 'fast-check';
import { expect, test } from 'vitest';

import { cutText, cutTextFromEnd, cutWithEllipsis, splitText, wholeText } from './cut-text.js';

const characters = ['a', 'ё', '漢', '𝒜', '👋🏽', '👨‍👩‍👧‍👦', '🇩🇪', 'é', 'ก็', '각', '1️⃣', ' ', '\r\n'];
const texts = fc.array(fc.constantFrom(...characters), { maxLength: 40 });

test('no cut goes through a character, and none is longer than it may be', () => {
  fc.assert(
    fc.property(texts, fc.nat(120), (parts, most) => {
      const text = parts.join('');
      const whole = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)];
      const begins = new Set([...whole.map(({ index }) => index), text.length]);
      const front = cutText(text, most);
      const back = cutTextFromEnd(text, most);
      const [before, after] = splitText(text, most);
      expect(text.startsWith(front) && text.endsWith(back)).toBe(true);
      expect([front.length, text.length - back.length, before.length].every((at) => begins.has(at))).toBe(
        true,
      );
      expect(before + after).toBe(text);
      for (const cut of [front, back, cutWithEllipsis(text, Math.max(1, most))]) {
        expect(cut.length).toBeLessThanOrEqual(Math.max(1, most));
        expect(cut).not.toMatch(/\p{Cs}/u);
      }
      // As much as fits: the next character would not have.
      const next = whole.find(({ index }) => index === front.length)?.segment.length ?? 0;
      if (front.length < text.length) expect(front.length + next).toBeGreaterThan(most);
    }),
  );
});

test('a character without an end is still cut, between code points', () => {
  const zalgo = `e${'́'.repeat(500)}`;
  expect(cutText(zalgo, 100).length).toBeLessThanOrEqual(100);
  expect(cutText(zalgo, 100).length).toBeGreaterThan(0);
  expect(cutText('😀'.repeat(200), 99)).not.toMatch(/\p{Cs}/u);
});

test('halves of pairs are taken out', () => {
  expect(wholeText('a\ud83d b\udc00 😀')).toBe('a b 😀');
});
