import type { Entity } from './entity.js';

/** Top-level domains that make a link of words without a scheme; Telegram's own list is longer. */
const DOMAINS =
  'com|org|net|io|me|dev|app|info|biz|edu|gov|co|uk|de|fr|es|it|nl|pl|ru|ua|eu|us|tv|ai|xyz|site|online|link|gg|be';

/** What Telegram finds by itself in a text, with the words it begins after. */
const FINDERS: readonly (readonly [type: string, pattern: RegExp])[] = [
  [
    'url',
    /(?<![\p{L}\p{N}_@.-])https?:\/\/[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#][^\s<>"]*)?/giu,
  ],
  ['email', /(?<![\p{L}\p{N}_.@-])[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\p{L}\p{N}_@])/giu],
  [
    'url',
    new RegExp(
      `(?<![\\p{L}\\p{N}_@./-])(?:[a-z0-9-]+\\.)+(?:${DOMAINS})(?![\\p{L}\\p{N}_@-])(?::\\d+)?(?:[/?#][^\\s<>"]*)?`,
      'giu',
    ),
  ],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/giu],
  ['mention', /(?<![\p{L}\p{N}_])@[a-z][a-z0-9_]{2,31}(?![\p{L}\p{N}_])/giu],
  ['hashtag', /(?<![\p{L}\p{N}_#@])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}(?![\p{L}\p{N}_#])/giu],
  ['cashtag', /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_$])/gu],
];

/** In these nothing is looked for. */
const CLOSED: ReadonlySet<string> = new Set(['code', 'pre', 'text_link', 'text_mention', 'custom_emoji']);

/** Commands, addresses and names that nobody marked: https://core.telegram.org/bots/api#messageentity. */
export function detectEntities(text: string, given: readonly Entity[]): Entity[] {
  const taken = given.filter(
    (entity) => CLOSED.has(entity.type) || FINDERS.some(([type]) => type === entity.type),
  );
  const found: Entity[] = [];
  for (const [type, pattern] of FINDERS) {
    for (const match of text.matchAll(pattern)) {
      const words = type === 'url' ? match[0].replace(/[.,!?:;)'"]+$/, '') : match[0];
      const entity = { type, offset: match.index, length: words.length };
      if (![...taken, ...found].some((other) => overlap(entity, other))) found.push(entity);
    }
  }
  return found;
}

function overlap(left: Entity, right: Entity): boolean {
  return left.offset < right.offset + right.length && right.offset < left.offset + left.length;
}
