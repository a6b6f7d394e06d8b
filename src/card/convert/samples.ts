import type { CardData } from '../shape/card-data.js';
import { ownLines, partDialogue, plainMarks, type Speakers } from './dialogue.js';
import { pieces, type PlainText } from './plain-text.js';
import { spokenPart } from './spoken-part.js';

const mostSamples = 100;
/** UTF-16 units: what is longer was not written in a messenger. */
const longestSample = 2_000;
/** Lines of one turn, paragraphs of one greeting that are looked at: more than any has. */
const mostLines = 500;
/** A greeting in role play is a page; what is said in it, a line. */
const longestSpoken = 400;

export interface Voice {
  /** Lines the character says in the card, in the order of how much they show: examples, description, greetings. */
  readonly samples: readonly string[];
  /** The description and the personality without the talk that stood in them. */
  readonly description: string;
  readonly personality: string;
}

/** What a card shows of how its character talks. */
export function voiceOf(data: CardData, words: PlainText): Voice {
  const speakers: Speakers = { own: namesOf(data, words.name) };
  const description = partDialogue(data.description, speakers);
  const personality = partDialogue(data.personality, speakers);
  const fromTalk = [...ownLines(data.mes_example, speakers), ...description.own, ...personality.own].map(
    (line) => said(line, words),
  );
  const greetings = [data.first_mes, ...data.alternate_greetings, ...data.group_only_greetings];
  const fromGreetings = greetings.flatMap((text) => saidInGreeting(text, words));
  const samples = unique(
    [...fromTalk, ...fromGreetings].flatMap((line) => pieces(line, longestSample).slice(0, 1)),
  );
  return {
    samples: samples.slice(0, mostSamples),
    description: description.rest,
    personality: personality.rest,
  };
}

/** The sample lines that `mes_example` alone shows. */
export function samplesOfExamples(data: CardData, words: PlainText): readonly string[] {
  return voiceOf(
    {
      ...data,
      description: '',
      personality: '',
      first_mes: '',
      alternate_greetings: [],
      group_only_greetings: [],
    },
    words,
  ).samples;
}

function namesOf(data: CardData, name: string): readonly string[] {
  const all = [name, data.name, data.nickname];
  return [...all, ...all.map((one) => one.trim().split(/\s+/u)[0] ?? '')].filter((one) => one.trim() !== '');
}

function said(line: string, words: PlainText): string {
  // Directions may go over several lines of one turn; words are looked for in each.
  const lines = line.split('\n').filter((part) => part.trim() !== '');
  const parts = lines.slice(0, mostLines).map((part) => spokenPart(words.of(withoutAddress(part))));
  if (parts.some(({ directions }) => directions))
    words.left.add('stage directions (*...*) were taken out of the sample lines');
  return parts
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' ');
}

/** What is said in a greeting, a line for each of its paragraphs; nothing where it only tells what happens. */
function saidInGreeting(greeting: string, words: PlainText): readonly string[] {
  const hasDirections = /\*[^*\n]+\*|(?<![\p{L}\p{N}])_[^_\n]+\s[^_\n]+_/u.test(greeting);
  const paragraphs = greeting.split('\n').filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.slice(0, mostLines).flatMap((paragraph) => {
    const { text, directions } = spokenPart(words.of(withoutAddress(paragraph)));
    // Told in the third person, without stars or quotes around any of it.
    const tells =
      !directions && (isTold(paragraph, words.name) || (hasDirections && text.length > longestSpoken / 2));
    return text === '' || tells || text.length > longestSpoken ? [] : [text];
  });
}

function isTold(paragraph: string, name: string): boolean {
  const text = plainMarks(paragraph);
  if (/\{\{char\}\}/u.test(text)) return true;
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  const names = new RegExp(`(?<![\\p{L}\\p{N}])${quoted}(?:'s|’s)?\\s+\\p{Ll}`, 'u');
  // "I am Vera and ..." is said by her.
  return names.test(text) && !/(?:^|[\s,.!?])(?:I|я|ich|je|yo|eu|io)(?=[\s,.'’])/iu.test(text);
}

/** A line without the name of whom it speaks to, which nobody has yet: "Mind the step, {{user}}." */
function withoutAddress(line: string): string {
  return plainMarks(line)
    .replace(/[,，]\s{0,3}\{\{user\}\}(?=\s{0,3}(?:[.,!?…;:"”»~—–*]|$))/gu, '')
    .replace(/(^|["“«„.!?…]\s{0,3})\{\{user\}\}\s{0,3}[,，!.…]\s{0,3}/gu, '$1');
}

function unique(lines: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    const same = line
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (line === '' || seen.has(same)) return false;
    seen.add(same);
    return true;
  });
}
