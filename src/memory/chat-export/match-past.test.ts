import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPast, type ChatLine, type ExportedLine } from './match-past.js';

const at = Date.parse('2024-05-04T18:00:00Z');

const exported = (row: number, text: string, seconds: number, isOwn = false): ExportedLine => ({
  row,
  isOwn,
  text,
  sentAt: at + seconds * 1_000,
});
const inChat = (messageId: string, text: string, seconds: number, isOwn = false): ChatLine<string> => ({
  messageId,
  isOwn,
  text,
  datedAt: at + seconds * 1_000,
});
const pairs = (lines: readonly ExportedLine[], chat: readonly ChatLine<string>[]): Record<number, string> =>
  Object.fromEntries(matchPast(lines, chat).map(({ row, messageId }) => [row, messageId]));

describe('messages of an export in the chat of another account', () => {
  it('are told by author, second and words', () => {
    const lines = [
      exported(1, 'hi', 0),
      exported(2, 'ok', 1),
      exported(3, 'really?', 1),
      exported(4, 'ok', 1, true),
    ];
    const chat = [
      inChat('70', 'hi', 0),
      inChat('71', 'really?', 1),
      inChat('72', 'ok', 1, true),
      inChat('73', 'ok', 1),
    ];
    expect(pairs(lines, chat)).toEqual({ 1: '70', 2: '73', 3: '71', 4: '72' });
  });

  it('are found after they were edited, and in their order where two are alike to the letter', () => {
    const lines = [exported(1, 'meet at 5', 0), exported(2, 'ha', 9), exported(3, 'ha', 9)];
    const chat = [inChat('5', 'meet at 6', 0), inChat('8', 'ha', 9), inChat('9', 'ha', 9)];
    expect(pairs(lines, chat)).toEqual({ 1: '5', 2: '8', 3: '9' });
  });

  it('are left alone where one of several in a second is gone and their words do not tell', () => {
    const lines = [
      exported(1, 'ha', 0),
      exported(2, 'ha', 0),
      exported(3, 'now edited', 4),
      exported(4, 'b', 4),
    ];
    expect(pairs(lines, [inChat('5', 'ha', 0), inChat('6', 'something else', 4)])).toEqual({});
  });

  it('are found by their words where the export was dated on the clock of another zone', () => {
    const lines = [
      exported(1, 'the tram broke down', 5.5 * 3_600),
      exported(2, 'good night', 5.5 * 3_600 + 61),
    ];
    const chat = [inChat('5', 'the tram broke down', 0), inChat('6', 'good night', 60)];
    expect(pairs(lines, chat)).toEqual({ 1: '5', 2: '6' });
    expect(pairs([exported(1, 'good night', 24 * 3_600 + 400)], [inChat('6', 'good night', 0)])).toEqual({});
  });

  it('never share a number, whatever was deleted, and never change their author', () => {
    const line = fc.record({
      text: fc.constantFrom('a', 'b', ''),
      second: fc.integer({ min: 0, max: 5 }),
      isOwn: fc.boolean(),
      isGone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (talk) => {
        const ordered = [...talk].sort((a, b) => a.second - b.second);
        const lines = ordered.map(({ text, second, isOwn }, row) => exported(row, text, second, isOwn));
        const chat = ordered.flatMap(({ text, second, isOwn, isGone }, id) =>
          isGone ? [] : [inChat(String(id), text, second, isOwn)],
        );
        const found = matchPast(lines, chat);
        expect(new Set(found.map(({ messageId }) => messageId)).size).toBe(found.length);
        expect(new Set(found.map(({ row }) => row)).size).toBe(found.length);
        for (const { row, messageId } of found) {
          expect(ordered[row]?.isOwn).toBe(ordered[Number(messageId)]?.isOwn);
        }
        if (talk.every(({ isGone }) => !isGone)) {
          expect(
            found.every(({ row, messageId }) => ordered[row]?.text === ordered[Number(messageId)]?.text),
          ).toBe(true);
          expect(found.length).toBe(talk.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
