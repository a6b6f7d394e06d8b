import { pass, repair, type Check, type CheckContext } from '../check.js';
import { countWords } from '../plain-words.js';
import { sentencesOf } from '../sentences.js';

/** Human messages have a 95th percentile of 31 words (EVIDENCE 7); five times that is an essay, not a text. */
const mostCharacters = 900;
/** A reply may run to three times what was aimed at: people vary that much (median 7, 90th percentile 25 words). */
const slack = 3;
/** Below this nothing is cut, however short the character usually writes. */
const alwaysAllowed = 30;

/** Requests that only a long answer fits. A bedtime story that was cut short is a spoilt one. */
const wantsMore =
  /\b(?:story|stories|explain|in detail|tell me everything|recipe|step by step|describe|essay|poem|list|how (?:do|does|to))\b|расскажи|объясни|подробн|рецепт|сказк|по шагам|опиши|стих|geschichte|erklär|ausführlich|rezept|schritt für schritt|beschreib|gedicht|cuento|historia|explica|detalle|receta|paso a paso|poema|histoire|expliqu|en détail|recette|étape par étape|poème|storia|racconta|spiega|dettagli|ricetta|passo dopo passo|história|conta-me|conte|explique|detalhe|розкажи|поясни|докладн|故事|解释|详细|菜谱|一步一步|讲讲|介绍/iu;

/** Cuts a reply that runs on, at the end of a sentence. Several bubbles of one reply count together. */
export const lengthCheck: Check = {
  name: 'length',
  judge(text, context) {
    const mostWords =
      limitFor(context) - (context.earlier ?? []).reduce((sum, bubble) => sum + countWords(bubble), 0);
    if (text.length <= mostCharacters && countWords(text) <= mostWords) return pass;
    let kept = '';
    for (const sentence of sentencesOf(text)) {
      const longer = kept + sentence;
      if (kept.trim() !== '' && (longer.length > mostCharacters || countWords(longer) > mostWords)) break;
      kept = longer;
    }
    return kept.trim() === text.trim() ? pass : repair(kept, 'too-long');
  },
};

function limitFor({ character, words, personWrote }: CheckContext): number {
  if ((personWrote ?? []).some((message) => wantsMore.test(message))) return Number.POSITIVE_INFINITY;
  const { most } = character.voice.length;
  return Math.max(alwaysAllowed, most, slack * (words ?? 0));
}
