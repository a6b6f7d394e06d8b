import { specialCategories, type SpecialCategory } from '../store/memory/memory-schema.js';
import { specialWords } from './special-words.js';

/** Built once: the lists are long. */
const patterns: Readonly<Record<SpecialCategory, RegExp>> = {
  health: patternOf('health'),
  sexuality: patternOf('sexuality'),
  religion: patternOf('religion'),
  politics: patternOf('politics'),
};

/** The special category a text speaks of by its words; null where no word of the lists stands in it. */
export function specialCategoryOf(text: string): SpecialCategory | null {
  const plain = text.normalize('NFC').toLowerCase();
  return specialCategories.find((category) => patterns[category].test(plain)) ?? null;
}

function patternOf(category: SpecialCategory): RegExp {
  const words = specialWords[category]
    .flatMap((line) => line.split('|'))
    .map((word) => (word.endsWith('=') ? `${word.slice(0, -1)}(?![\\p{L}\\p{N}])` : word));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...new Set(words)].join('|')})`, 'u');
}
