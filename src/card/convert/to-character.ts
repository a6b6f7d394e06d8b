import { guessLanguage } from '../../character/check/language.js';
import { characterSchema, type CharacterDraft, type CharacterFile } from '../../character/schema.js';
import { estimateTokens } from '../../lib/token-estimate.js';
import { lorebookFrom } from './book.js';
import type { CardData } from '../shape/card-data.js';
import { phrasesIn } from './phrases.js';
import { beginning, pieces, PlainText } from './plain-text.js';
import { voiceOf } from './samples.js';

export interface FromCard {
  readonly file: CharacterFile;
  /** What could not be carried, one sentence each. */
  readonly left: readonly string[];
}

const longestLine = 2_000;

/** A card as a character file. `language` is the card's when it is known; a card does not say. */
export function characterFromCard(data: CardData, language?: string): FromCard {
  const words = wordsFor(data, language);
  const { name, language: spoken } = words;
  const { samples, description, personality } = voiceOf(data, words);
  const identity = identityFrom({ ...data, description, personality }, words, name);
  const greetings = [data.first_mes, ...data.alternate_greetings, ...data.group_only_greetings]
    .flatMap((text) => pieces(words.of(text), 8_000).slice(0, 1))
    .slice(0, 50);
  const lorebook = data.character_book ? lorebookFrom(data.character_book, words) : [];
  const phrases = phrasesIn(spoken);
  const draft: CharacterDraft = {
    schema: 1,
    name,
    languages: [spoken],
    identity,
    voice: {
      style: samples.length > 0 ? phrases.styleBySamples : phrases.plainStyle,
      samples: [...samples],
      length: lengthOf(samples),
    },
    greetings,
    lorebook,
    initiative: { about: [...phrases.about] },
    budgets: budgetsFor(data.character_book?.tokenBudget, lorebook),
    probes: namedIn(name, identity) ? [{ ask: phrases.askName, holds: [name] }] : [],
  };
  noteWhatStays(data, words, samples.length);
  return { file: characterSchema.parse(draft), left: [...words.left] };
}

/** What texts of a card are turned into plain ones with: its name, and the language it is written in. */
export function wordsFor(data: CardData, language?: string): PlainText {
  const name = plainName(data.nickname || data.name);
  const shown = [data.first_mes, data.mes_example, data.description].join('\n');
  return new PlainText(name, language ?? guessLanguage(shown) ?? 'en');
}

const plainName = (name: string): string =>
  beginning(
    name.replace(/[\p{Cc}\p{Cs}\s\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, ' ').trim(),
    60,
  ).trim() || 'Nobody';

function identityFrom(data: CardData, words: PlainText, name: string): CharacterDraft['identity'] {
  const about = words.paragraphs(data.description, longestLine);
  const [summary, ...rest] = about.length > 0 ? about : words.paragraphs(data.personality, longestLine);
  const scene = words.paragraphs(data.scenario, longestLine);
  const notes = [...rest, ...scene];
  if (notes.length > 100) words.left.add('the description had more than 100 paragraphs and lost its end');
  return {
    summary: summary ?? name,
    traits: about.length > 0 ? traitsFrom(words.of(data.personality)) : [],
    notes: notes.slice(0, 100),
  };
}

/** "curious, dry, patient" is a list; a paragraph is one trait, cut where it must be. */
function traitsFrom(personality: string): string[] {
  const parts = personality.split(/[,;\n]/u).map((part) => part.trim());
  const isList = parts.length > 1 && parts.every((part) => part.length <= 60);
  return (isList ? parts.filter((part) => part !== '') : [...pieces(personality, longestLine)]).slice(0, 100);
}

/** Words in a usual and in the longest message, as the sample lines have it. */
function lengthOf(samples: readonly string[]): { usual: number; most: number } {
  const counts = samples.map((line) => line.split(/\s+/u).length).sort((a, b) => a - b);
  const usual = counts[Math.floor(counts.length / 2)] ?? 12;
  return { usual: Math.min(200, usual), most: Math.min(600, Math.max(60, counts.at(-1) ?? 0)) };
}

/** Room for what the card brings: an entry that never fits would never be seen. */
function budgetsFor(
  wanted: number | undefined,
  lorebook: NonNullable<CharacterDraft['lorebook']>,
): NonNullable<CharacterDraft['budgets']> {
  const tokens = lorebook.map(({ text, constant }) => ({ constant, count: estimateTokens(text) }));
  const always = tokens.filter(({ constant }) => constant).reduce((sum, { count }) => sum + count, 0);
  const least = Math.max(always, ...tokens.map(({ count }) => count), 0);
  const given = wanted !== undefined && wanted >= 1 ? Math.round(wanted) : 500;
  return { lorebook: Math.min(8_000, Math.max(given, least)) };
}

/** Whether the file says the name where a probe's answer must stand. */
function namedIn(name: string, { summary, notes = [], traits = [] }: CharacterDraft['identity']): boolean {
  return [summary, ...notes, ...traits].some((text) => text.toLowerCase().includes(name.toLowerCase()));
}

function noteWhatStays(data: CardData, words: PlainText, samples: number): void {
  const kept = 'kept in card.json for export, and not used';
  if (data.system_prompt.trim() !== '') {
    words.left.add(`system_prompt: ${kept}; move what the character needs of it to rules`);
  }
  if (data.post_history_instructions.trim() !== '') {
    words.left.add(`post_history_instructions: ${kept}; move what the character needs of it to rules`);
  }
  if (data.creator_notes.trim() !== '') {
    const html = /<[a-z][^<>]{0,2000}>/iu.test(data.creator_notes) ? 'HTML in it is never shown; ' : '';
    words.left.add(`creator_notes: ${html}${kept}`);
  }
  if (Array.isArray(data['assets']) && data['assets'].length > 0) words.left.add(`assets: ${kept}`);
  const foreign = Object.keys(data.extensions).filter((name) => name !== 'kindred');
  if (foreign.length > 0)
    words.left.add(
      `extensions of other programs (${beginning(foreign.slice(0, 6).join(', '), 200)}): ${kept}`,
    );
  if (samples === 0)
    words.left.add('the card shows no lines of its own, so the voice has no samples: write some');
}
