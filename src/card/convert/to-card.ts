import { isDeepStrictEqual } from 'node:util';
import type { CharacterFile } from '../../character/schema.js';
import { list } from '../../core/prompt-section.js';
import { cardData, type CardData } from '../shape/card-data.js';
import { fieldsOf, groupNames, sameGroup, type GroupName } from './groups.js';
import { samplesOfExamples } from './samples.js';
import { characterFromCard, wordsFor } from './to-character.js';

type Fields = Readonly<Record<string, unknown>>;

export interface CardFile {
  readonly spec: 'chara_card_v2' | 'chara_card_v3';
  readonly spec_version: '2.0' | '3.0';
  readonly data: Fields;
}

/**
 * A character as a card. Fields of the card it was imported from come back as they were wherever the character was not
 * changed since; the whole character goes under `extensions.kindred`, so that nothing is lost between two Kindreds.
 */
export function cardFrom(file: CharacterFile, version: 'v2' | 'v3', original: Fields | null): CardFile {
  const fields = { ...renderedFields(file) };
  const before = original === null ? null : cardData.parse(original);
  const imported = before === null ? null : characterFromCard(before, file.languages[0]).file;
  const isSame = (group: GroupName): boolean => imported !== null && sameGroup(imported, file, group);
  for (const group of groupNames) {
    if (before === null || original === null || !isSame(group)) continue;
    // Lines out of a description or a greeting that is written anew stand in no other field any more.
    const losesLines = group === 'samples' && !(isSame('identity') && isSame('greetings'));
    if (losesLines && !isDeepStrictEqual(shownByExamples(before, file), file.voice.samples)) continue;
    for (const field of fieldsOf[group]) {
      if (Object.hasOwn(original, field)) fields[field] = original[field];
      else if (field === 'character_book' || field === 'nickname') delete fields[field];
      else fields[field] = Array.isArray(fields[field]) ? [] : '';
    }
  }
  const data: Record<string, unknown> = {
    creator_notes: '',
    system_prompt: '',
    post_history_instructions: '',
    tags: [],
    creator: '',
    character_version: '',
    ...original,
    ...fields,
    extensions: { ...before?.extensions, kindred: file },
  };
  if (version === 'v3') return { spec: 'chara_card_v3', spec_version: '3.0', data: { ...v3Only, ...data } };
  return { spec: 'chara_card_v2', spec_version: '2.0', data };
}

const shownByExamples = (data: CardData, file: CharacterFile): readonly string[] =>
  samplesOfExamples(data, wordsFor(data, file.languages[0]));

const v3Only = { group_only_greetings: [] as readonly string[] };

/** The fields every program understands, written from the character alone. */
export function renderedFields(file: CharacterFile): Record<string, unknown> {
  const [first = '', ...others] = file.greetings;
  const book = bookOf(file);
  return {
    name: file.name,
    description: descriptionOf(file),
    personality: file.identity.traits.join(
      file.identity.traits.some((trait) => /[,;]/u.test(trait)) ? '\n' : ', ',
    ),
    scenario: '',
    first_mes: first,
    mes_example: file.voice.samples
      .map((line) => `<START>\n{{char}}: ${line.replace(/\s*\n\s*/gu, ' ')}`)
      .join('\n'),
    alternate_greetings: others,
    group_only_greetings: [],
    ...(book === null ? {} : { character_book: book }),
  };
}

function descriptionOf({ identity, voice, rules }: CharacterFile): string {
  const sections = [
    identity.summary,
    list('Values:', identity.values).join('\n'),
    list('History:', identity.history).join('\n'),
    ...identity.notes,
    list('Boundaries:', identity.boundaries).join('\n'),
    [voice.style, ...list('Habits:', voice.habits), ...list('Never:', voice.never)].join('\n'),
    list('Rules:', rules).join('\n'),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function bookOf(file: CharacterFile): Fields | null {
  const entries = [
    ...file.lorebook.map(
      ({ name, keys, secondary, text, priority, constant, scanDepth, sticky, cooldown }) => ({
        name,
        keys,
        secondary,
        text,
        priority,
        constant,
        extensions: { scan_depth: scanDepth, sticky, cooldown },
      }),
    ),
    ...file.modules
      .filter(({ topics }) => topics.length > 0)
      .map(({ name, topics, text, priority }) => ({ ...plain, name, keys: topics, text, priority })),
    ...file.opinions.map(({ topic, keys, text }) => ({
      ...plain,
      name: topic,
      keys: keys.length > 0 ? keys : [topic],
      text,
      priority: 50,
    })),
  ];
  if (entries.length === 0) return null;
  return {
    token_budget: file.budgets.lorebook + file.budgets.modules,
    extensions: {},
    entries: entries.map(({ name, keys, secondary, text, priority, constant, extensions }, index) => ({
      // Other programs look for keys inside of words, so what an open end says is said already.
      keys: keys.map((key) => key.replace(/\*$/u, '')),
      secondary_keys: secondary.map((key) => key.replace(/\*$/u, '')),
      selective: secondary.length > 0,
      content: text,
      extensions,
      enabled: true,
      insertion_order: index,
      use_regex: false,
      constant,
      priority,
      name,
      comment: name,
      id: index,
      position: 'after_char',
    })),
  };
}

const plain = { secondary: [] as readonly string[], constant: false, extensions: {} };
