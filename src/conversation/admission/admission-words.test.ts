import { expect, it } from 'vitest';
import { peerId } from '../../core/ids.js';
import { decidedLine, waitingList, waitsLine } from './admission-words.js';

const ann = { peer: peerId('7'), name: 'Ann', username: null };

it('speaks to the owner in the owner’s language, with the same commands in each', () => {
  const languages = ['en', 'ru', 'uk', 'de', 'es-MX', 'fr', 'it', 'pt-BR'];
  const lines = languages.map((language) => waitsLine(ann, language));
  expect(new Set(lines).size).toBe(languages.length);
  for (const line of lines) expect(line).toMatch(/Ann \(7\).*\/allow 7.*\/deny 7.*\/people/su);
  expect(decidedLine(ann, 'let-in', 'de')).toBe('Ann (7) ist eingelassen.');
  expect(waitingList([], 'uk')).toBe('Ніхто не чекає.');
  expect(waitsLine(ann, 'ja')).toBe(waitsLine(ann));
});
