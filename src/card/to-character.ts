import { guessLanguage } from '../character/check/language.js';
import { characterSchema, type CharacterDraft, type CharacterFile } from '../character/schema.js';
import { lorebookFrom } from './book.js';
import type { CardData } from './card-data.js';
import { pieces, PlainText } from './plain-text.js';

export interface FromCard {
  readonly file: CharacterFile;
  /** What could not be carried, one sentence each. */
  readonly left: readonly string[];
}

/** Said where a card shows the voice only by example. */
const styleBySample = 'As in the sample lines.';
const longestLine = 2_000;

/** A card as a character file. `language` is the card's when it is known; a card does not say. */
export function characterFromCard(data: CardData, language?: string): FromCard {
  const name = plainName(data.nickname || data.name);
  const spoken =
    language ?? guessLanguage([data.first_mes, data.mes_example, data.description].join('\n')) ?? 'en';
  const words = new PlainText(name, spoken);
  const identity = identityFrom(data, words, name);
  const samples = samplesFrom(data.mes_example, words, name);
  const greetings = [data.first_mes, ...data.alternate_greetings, ...data.group_only_greetings]
    .flatMap((text) => pieces(words.of(text), 8_000).slice(0, 1))
    .slice(0, 50);
  const lorebook = data.character_book ? lorebookFrom(data.character_book, words) : [];
  const budget = data.character_book?.token_budget;
  const draft: CharacterDraft = {
    schema: 1,
    name,
    languages: [spoken],
    identity,
    voice: { style: styleBySample, samples },
    greetings,
    lorebook: lorebook.slice(0, 2_000),
    ...(typeof budget === 'number' && budget >= 1
      ? { budgets: { lorebook: Math.min(8_000, Math.round(budget)) } }
      : {}),
  };
  noteWhatStays(data, words, samples.length);
  return { file: characterSchema.parse(draft), left: [...words.left] };
}

const plainName = (name: string): string =>
  name
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 60)
    .trim() || 'Nobody';

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

/** The character's own lines out of example dialogue: what follows its name until somebody else speaks. */
function samplesFrom(dialogue: string, words: PlainText, name: string): string[] {
  const own: string[] = [];
  let speaking = false;
  const speaker = /^\s*(\{\{char\}\}|\{\{user\}\}|<(?:char|bot|user)>|[^\s:：][^:：\n]{0,40})[:：]\s*(.*)$/iu;
  for (const line of dialogue.split(/\r?\n/u)) {
    if (/^\s*<START>\s*$/iu.test(line)) {
      speaking = false;
      continue;
    }
    const [, who = '', said = ''] = speaker.exec(line) ?? [];
    const isOwn =
      /^(?:\{\{char\}\}|<(?:char|bot)>)$/iu.test(who) || who.trim().toLowerCase() === name.toLowerCase();
    const isOther = /^(?:\{\{user\}\}|<user>|user|you)$/iu.test(who.trim());
    if (isOwn) own.push(said);
    else if (!isOther && speaking) own.push(`${own.pop() ?? ''}\n${line}`);
    if (isOwn || isOther) speaking = isOwn;
  }
  const spoken = own.map((line) => spokenPart(words.of(line), words)).filter((line) => line !== '');
  return [...new Set(spoken.flatMap((line) => pieces(line, longestLine).slice(0, 1)))].slice(0, 100);
}

/** A messenger shows no stage directions. */
function spokenPart(line: string, words: PlainText): string {
  const spoken = line.replace(/\*[^*\n]+\*/gu, ' ');
  if (spoken !== line) words.left.add('stage directions (*...*) were taken out of the sample lines');
  return spoken.replace(/\s+/gu, ' ').trim();
}

function noteWhatStays(data: CardData, words: PlainText, samples: number): void {
  const kept = 'kept in card.json for export, and not used';
  if (data.system_prompt.trim() !== '') {
    words.left.add(`system_prompt: ${kept}; move what the character needs of it to rules`);
  }
  if (data.post_history_instructions.trim() !== '') {
    words.left.add(`post_history_instructions: ${kept}; move what the character needs of it to rules`);
  }
  if (data.creator_notes.trim() !== '') words.left.add(`creator_notes: ${kept}`);
  if (Array.isArray(data['assets']) && data['assets'].length > 0) words.left.add(`assets: ${kept}`);
  const foreign = Object.keys(data.extensions).filter((name) => name !== 'kindred');
  if (foreign.length > 0)
    words.left.add(`extensions of other programs (${foreign.slice(0, 6).join(', ')}): ${kept}`);
  if (samples === 0)
    words.left.add('the card shows no lines of its own, so the voice has no samples: write some');
}
