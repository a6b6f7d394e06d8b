import { isBook } from './book-shape.js';
import { isObject, textOf, type JsonObject } from './loose-values.js';

/**
 * What other programs call the fields of a card, by what is left of the name in small letters and without marks. Read for
 * each field in this order, after its own name.
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  // Pygmalion and its kin; Backyard; Character.AI; RisuAI; JanitorAI and other sites.
  name: [
    'charname',
    'displayname',
    'aidisplayname',
    'charactername',
    'participantname',
    'ainame',
    'botname',
    'ch0name',
  ],
  nickname: [],
  description: [
    'desc',
    'charpersona',
    'persona',
    'aipersona',
    'context',
    'background',
    'about',
    'bio',
    'backstory',
    'title',
  ],
  personality: ['personalitysummary'],
  scenario: ['worldscenario', 'setting'],
  first_mes: [
    'firstmessage',
    'chargreeting',
    'greeting',
    'firstmsg',
    'initialmessage',
    'intromessage',
    'welcome',
  ],
  mes_example: [
    'exampledialogue',
    'exampledialogues',
    'exampledialogs',
    'examplemessages',
    'examplemessage',
    'messageexamples',
    'samplechat',
    'exampleconversation',
    'customdialogue',
    'dialogues',
    'definition',
  ],
  alternate_greetings: ['alternategreeting', 'greetings', 'firstmessages'],
  group_only_greetings: [],
  creator_notes: ['creatornote', 'creatorcomment', 'notes', 'authorsnote'],
  system_prompt: ['systemprompt', 'baseprompt', 'mainprompt'],
  post_history_instructions: ['jailbreak', 'ultimatejailbreak'],
  tags: ['categories'],
  character_book: ['lorebook', 'worldinfo', 'world', 'globallore', 'loreitems', 'memorybook', 'book'],
  extensions: [],
};

const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The fields of a card under the names they have in V2, from `inner` and, where that says nothing, from what stands around
 * it (a card of SillyTavern holds everything twice; editors fill one of the two). Everything else of `inner` stays.
 */
export function personFields(inner: JsonObject, around: JsonObject): JsonObject {
  const own = trimmed(inner);
  const outer = trimmed(around);
  const found: [string, unknown][] = [];
  const used = new Set<string>();
  for (const [field, aliases] of Object.entries(otherNames)) {
    const value =
      valueUnder(own, field, aliases, used) ??
      (outer === own ? undefined : valueUnder(outer, field, aliases, new Set()));
    if (value !== undefined) found.push([field, field === 'description' ? persona(value) : value]);
  }
  const rest = Object.entries(own).filter(([key]) => !used.has(key));
  const fields: Record<string, unknown> = { ...Object.fromEntries(rest), ...Object.fromEntries(found) };
  if (!saysSomething(fields['name']) && saysSomething(fields['nickname']))
    fields['name'] = fields['nickname'];
  return fields;
}

/** Its own name first; what says nothing counts only when no other says anything. */
function valueUnder(from: JsonObject, field: string, aliases: readonly string[], used: Set<string>): unknown {
  const wanted = [bare(field), ...aliases];
  const candidates = Object.entries(from)
    .map(([key, value]) => ({ key, value, rank: key === field ? -1 : wanted.indexOf(bare(key)) }))
    .filter(({ key, rank, value }) => key === field || (rank !== -1 && saysSomething(value)))
    .sort((a, b) => a.rank - b.rank);
  const chosen = candidates.find(({ value }) => saysSomething(value)) ?? candidates[0];
  if (chosen === undefined || (!saysSomething(chosen.value) && chosen.key !== field)) return undefined;
  used.add(chosen.key);
  return saysSomething(chosen.value) || field !== 'name' ? chosen.value : undefined;
}

const saysSomething = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : typeof value === 'object' && value !== null
      ? Object.keys(value).length > 0
      : value !== undefined && value !== null && value !== false;

/** Names of fields as they were meant: without spaces and signs nobody sees around them. */
function trimmed(value: JsonObject): JsonObject {
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key.replace(/^[\s\p{Cf}\p{Cc}]+|[\s\p{Cf}\p{Cc}]+$/gu, ''),
    inner,
  ]);
  return Object.fromEntries([
    ...entries.filter(([key]) => !Object.hasOwn(value, key)),
    ...entries.filter(([key]) => Object.hasOwn(value, key)),
  ]);
}

/** Agnai keeps a persona as attributes with lists of words; written out as lines. */
function persona(value: unknown): unknown {
  if (!isObject(value)) return value;
  const attributes = isObject(value['attributes']) ? value['attributes'] : value;
  if (attributes === value && textOf(value) !== '') return value;
  return Object.entries(attributes)
    .map(([name, words]) => {
      const text = Array.isArray(words) ? words.map(textOf).join(', ') : textOf(words);
      return name === 'text' || text === '' ? text : `${name}: ${text}`;
    })
    .filter((line) => line !== '')
    .join('\n');
}

/** Where the fields stand: under `data`, `character` or `char` of a wrapping, or in the object itself. */
export function wrappedIn(card: JsonObject): { readonly inner: JsonObject; readonly isWrapped: boolean } {
  const clean = trimmed(card);
  const inner = ['data', 'character', 'char', 'card', 'node', 'result']
    .map((name) => (typeof clean[name] === 'string' ? parsedObject(String(clean[name])) : clean[name]))
    .find((value) => isObject(value) && Object.keys(value).length > 0);
  if (!isObject(inner)) return { inner: clean, isWrapped: false };
  // A card in a wrapping in a wrapping: {"character": {"data": {...}}}.
  const name = ['data', 'character', 'definition'].find(
    (one) => isObject(inner[one]) && !Object.hasOwn(inner, 'name'),
  );
  const deeper = name === undefined ? undefined : inner[name];
  return { inner: isObject(deeper) ? deeper : inner, isWrapped: true };
}

function parsedObject(text: string): unknown {
  if (!/^\s*\{/u.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a file is that is no person, in words, with what to do with it; null for what may be one. */
export function somethingElse(value: unknown): { readonly is: string; readonly remedy: string } | null {
  if (isBook(value)) {
    return {
      is: 'a lorebook (World Info) and no person',
      remedy: 'add it to a character: kindred character import-lorebook <file> --into <character>',
    };
  }
  if (!isObject(value)) return null;
  const has = (...names: readonly string[]): boolean => names.every((name) => value[name] !== undefined);
  if (isObject(value['chats']) || (has('messages', 'type') && Array.isArray(value['messages']))) {
    return { is: 'a chat export and no card', remedy: 'bring it with "kindred memory import"' };
  }
  if (has('chat_metadata') || has('user_name', 'character_name')) {
    return { is: 'a chat of SillyTavern and no card', remedy: 'use the card of the character' };
  }
  if (has('members') && Array.isArray(value['chats'])) {
    return { is: 'a group of SillyTavern and no card', remedy: 'bring the cards of its members' };
  }
  if (has('histories')) return { is: 'a chat history and no card', remedy: 'use the card of the character' };
  if (has('temperature') && !has('name', 'description')) {
    return { is: 'a preset of settings and no card', remedy: 'use the card of the character' };
  }
  return null;
}
