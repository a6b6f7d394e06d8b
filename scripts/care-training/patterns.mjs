// Patterns that each stand for many sentences: `labels<TAB>pattern`, one file per direction and language. `(a|b|)` is a
// choice, an empty one allowed, and choices nest: `(please |)(stop|quit) (writing|texting) to me`.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { labelsIn, languageOf } from './labels-in.mjs';
import { pick } from './chance.mjs';

/**
 * Rows `{ pattern, text, language, labels: number[], likeness, source: 'pattern' }`; `text` takes the first of each choice.
 * A pattern that stands twice counts once. @throws Error that names every malformed line by file and number
 */
export function readPatterns(folder, direction) {
  const rows = [];
  const wrong = [];
  const seen = new Set();
  for (const file of readdirSync(folder).sort()) {
    const language = languageOf(file, direction);
    if (language === null) continue;
    for (const [at, line] of readFileSync(join(folder, file), 'utf8').split('\n').entries()) {
      if (line.trim() === '' || seen.has(`${language} ${line}`)) continue;
      seen.add(`${language} ${line}`);
      try {
        const [said, written, ...more] = line.split('\t');
        if (written === undefined || written.trim() === '' || more.length > 0)
          throw new Error('is not labels, tab, pattern');
        const pattern = parsePattern(written.trim());
        const text = tidy(drawn(pattern, () => 0));
        rows.push({ pattern, text, language, ...labelsIn(said, direction), source: 'pattern' });
      } catch (error) {
        wrong.push(`${file}:${at + 1} ${error.message}`);
      }
    }
  }
  if (wrong.length > 0) throw new Error(`patterns that cannot be read:\n${wrong.join('\n')}`);
  return rows;
}

/** A pattern as a list of parts that follow one another: text, or a list of choices that are patterns themselves. */
function parsePattern(written) {
  let at = 0;
  const pattern = sequence(0);
  if (at < written.length) throw new Error(`closes a choice that was not opened, sign ${at + 1}`);
  return pattern;

  function sequence(depth) {
    const parts = [];
    let text = '';
    while (at < written.length) {
      const sign = written[at];
      if (sign === ')' || (sign === '|' && depth > 0)) break;
      at += 1;
      if (sign === '(') {
        if (text !== '') parts.push(text);
        text = '';
        parts.push(choice(depth + 1));
      } else if (sign === '|') throw new Error(`has a bar outside a choice, sign ${at}`);
      else text += sign;
    }
    if (text !== '') parts.push(text);
    return parts;
  }

  function choice(depth) {
    const choices = [sequence(depth)];
    while (written[at] === '|') {
      at += 1;
      choices.push(sequence(depth));
    }
    if (written[at] !== ')') throw new Error('leaves a choice open');
    at += 1;
    return choices;
  }
}

/** One of its sentences. */
export function sentenceOf(pattern, chance) {
  return tidy(drawn(pattern, chance));
}

function drawn(pattern, chance) {
  return pattern
    .map((part) => (typeof part === 'string' ? part : drawn(pick(part, chance), chance)))
    .join('');
}

/** Empty choices leave spaces behind. */
function tidy(text) {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\s+([,.!?…])/gu, '$1')
    .trim();
}
