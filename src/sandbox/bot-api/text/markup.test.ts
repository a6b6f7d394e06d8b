import { describe, expect, it } from 'vitest';
import { detectEntities } from './detect.js';
import type { Entity, FormattedText } from './entity.js';
import { parseHtml } from './html.js';
import { parseLegacyMarkdown } from './legacy-markdown.js';
import { parseMarkdownV2 } from './markdown.js';
import { trimmed } from './trim.js';

/** `bold 0+4`, with what else the entity says behind it. */
function inShort({ text, entities }: FormattedText): [string, string[]] {
  const told = ({ type, offset, length, url, language, customEmojiId }: Entity): string =>
    [`${type} ${offset}+${length}`, url, language, customEmojiId]
      .filter((one) => one !== undefined)
      .join(' ');
  return [text, entities.map(told)];
}

function errorOf(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
  return 'it was read';
}

// What the server makes of each, as td's own tests say it (test/message_entities.cpp): facts, in other words.
describe('MarkdownV2', () => {
  it.each<[string, string, string[]]>([
    ['🏟 🏟_abac \\* asd _', '🏟 🏟abac * asd ', ['italic 5+11']],
    ['➡️ ➡️_➡️ ➡️_*➡️ ➡️*', '➡️ ➡️➡️ ➡️➡️ ➡️', ['italic 5+5', 'bold 10+5']],
    ['🏟 🏟_🏟 __🏟___', '🏟 🏟🏟 🏟', ['italic 5+5', 'underline 8+2']],
    ['🏟 🏟__🏟 _🏟_ __', '🏟 🏟🏟 🏟 ', ['underline 5+6', 'italic 8+2']],
    ['🏟 🏟`🏟 🏟```', '🏟 🏟🏟 🏟', ['code 5+5']],
    ['🏟 🏟```🏟 🏟```', '🏟 🏟 🏟', ['pre 5+3 🏟']],
    ['🏟 🏟```🏟\n🏟```', '🏟 🏟🏟', ['pre 5+2 🏟']],
    ['🏟 🏟```🏟\n\n🏟```', '🏟 🏟\n🏟', ['pre 5+3 🏟']],
    ['🏟 🏟**', '🏟 🏟', []],
    ['||test||', 'test', ['spoiler 0+4']],
    ['🏟 🏟``````', '🏟 🏟', []],
    ['[text](https://example.org/a\\)b)', 'text', ['text_link 0+4 https://example.org/a)b']],
    ['![👍](tg://emoji?id=5368324170671202286)', '👍', ['custom_emoji 0+2 5368324170671202286']],
    ['>one\n>two\nthree', 'one\ntwo\nthree', ['blockquote 0+8']],
    ['\\\\\\\\', '\\\\', []],
  ])('reads %j', (source, text, entities) => {
    expect(inShort(parseMarkdownV2(source))).toEqual([text, entities]);
  });

  it.each([
    ['🏟 🏟_abacaba', "Can't find end of Italic entity at byte offset 9"],
    ['🏟 🏟_abac * asd ', "Can't find end of Bold entity at byte offset 15"],
    ['🏟 🏟_abac * asd _', "Can't find end of Italic entity at byte offset 21"],
    ['🏟 🏟`', "Can't find end of Code entity at byte offset 9"],
    ['🏟 🏟```', "Can't find end of Pre entity at byte offset 9"],
    ['🏟 🏟```a', "Can't find end of Pre entity at byte offset 9"],
    ['🏟 🏟```a ', "Can't find end of PreCode entity at byte offset 9"],
    ['🏟 🏟__🏟 🏟_', "Can't find end of Italic entity at byte offset 20"],
    ['🏟 🏟_🏟 🏟__', "Can't find end of Underline entity at byte offset 19"],
    ['[telegram\\.org](asd', "Can't find end of a URL at byte offset 16"],
    ['🏟 🏟__🏟 _🏟___', "Can't find end of Italic entity at byte offset 23"],
    ['🏟 🏟||test\\|', "Can't find end of Spoiler entity at byte offset 9"],
    ['🏟 🏟!', "Character '!' is reserved and must be escaped with the preceding '\\'"],
    ['🏟 🏟>', "Character '>' is reserved and must be escaped with the preceding '\\'"],
    ['🏟 🏟![👍', "Can't find end of CustomEmoji entity at byte offset 9"],
    ['🏟 🏟![👍]', 'Custom emoji entity must contain a tg://emoji URL'],
    ['🏟 🏟![👍](t://emoji?id=1234)', 'Custom emoji URL must have scheme tg'],
    ['🏟 🏟![👍](tg://emoji?test=1#&id=25)', 'Custom emoji URL must have an emoji identifier'],
    ['🏟 🏟![👍](tg://emoji?test=1231&id=025)', 'Invalid custom emoji identifier specified'],
    ['>*b\n>ld \n>bo\nld*\nasd\ndef', "Can't find end of Bold entity at byte offset 1"],
  ])('refuses %j', (source, told) => {
    expect(errorOf(() => parseMarkdownV2(source))).toBe(told);
  });

  it('takes every character that is not reserved as it is, and every reserved one escaped', () => {
    for (let code = 32; code < 126; code += 1) {
      const char = String.fromCharCode(code);
      if ('_*[~`>'.includes(char)) continue;
      const isReserved = ']()>#+-=|{}.!'.includes(char);
      expect(
        errorOf(() => parseMarkdownV2(char)),
        char,
      ).toMatch(isReserved ? /is reserved/ : /it was read/);
      expect(parseMarkdownV2(`\\${char}`).text, char).toBe(char);
    }
  });
});

describe('HTML', () => {
  it.each<[string, string, string[]]>([
    ['➡️ ➡️<i>➡️ ➡️</i><b>➡️ ➡️</b>', '➡️ ➡️➡️ ➡️➡️ ➡️', ['italic 5+5', 'bold 10+5']],
    ['🏟 🏟<i>🏟 &gt;<b aba   =   caba>&lt🏟</b></i>', '🏟 🏟🏟 ><🏟', ['italic 5+7', 'bold 9+3']],
    ["🏟 🏟&lt;<i    aba  =  '&lt;&gt;&quot;'>a</>", '🏟 🏟<a', ['italic 6+1']],
    ['🏟 🏟&lt;<b></b>', '🏟 🏟<', []],
    ['<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', 'ab', ['spoiler 0+1', 'spoiler 1+1']],
    ['<a href=telegram.org>x</a>', 'x', ['text_link 0+1 http://telegram.org/']],
    ["<a   href=  'telegram.org?&lt;'   >x</a>", 'x', ['text_link 0+1 http://telegram.org?<']],
    ['<a>telegram.org</a>', 'telegram.org', ['text_link 0+12 http://telegram.org/']],
    ['<pre><code class="language-fift">x</code></pre>', 'x', ['pre 0+1 fift']],
    ['<code class="language-fift">x</code>', 'x', ['code 0+1']],
    ['<tg-emoji emoji-id="12345">👍</tg-emoji>', '👍', ['custom_emoji 0+2 12345']],
    ['<blockquote   expandable>a&lt;<pre  >b;</></>', 'a<b;', ['expandable_blockquote 0+4', 'pre 2+2']],
    ['5 &amp; 6 &nope; &#8364;', '5 & 6 &nope; €', []],
  ])('reads %j', (source, text, entities) => {
    expect(inShort(parseHtml(source))).toEqual([text, entities]);
  });

  it.each([
    ['🏟 <b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['🏟 </b>', 'Unexpected end tag at byte offset 5'],
    ['🏟 <x>a</x>', 'Unsupported start tag "x" at byte offset 5'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('refuses %j', (source, told) => {
    expect(errorOf(() => parseHtml(source))).toBe(told);
  });
});

describe('the old Markdown', () => {
  it('reads its five marks and nothing inside them', () => {
    expect(inShort(parseLegacyMarkdown('*a* _b_ `c*` [d](http://example.org/) e\\_f'))).toEqual([
      'a b c* d e_f',
      ['bold 0+1', 'italic 2+1', 'code 4+2', 'text_link 7+1 http://example.org/'],
    ]);
    expect(errorOf(() => parseLegacyMarkdown('🏟 *a'))).toBe(
      "Can't find end of the entity starting at byte offset 5",
    );
  });
});

describe('what nobody marked', () => {
  it.each<[string, string[]]>([
    ['/start now', ['/start']],
    ['/start@luna_bot and a/b', ['/start@luna_bot']],
    ['see example.org, or https://a.b/c?d=e.', ['example.org', 'https://a.b/c?d=e']],
    ['mail mia@example.org', ['mia@example.org']],
    ['hi @mia_k #now #1 $USD', ['@mia_k', '#now', '$USD']],
    ['v1.2 is not. A link', []],
  ])('finds its like in %j', (text, found) => {
    const entities = [...detectEntities(text, [])].sort((left, right) => left.offset - right.offset);
    expect(entities.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(found);
  });

  it('leaves code alone', () => {
    expect(detectEntities('run example.org', [{ type: 'code', offset: 4, length: 11 }])).toEqual([]);
  });
});

it('takes space around a text away, and moves what was marked', () => {
  expect(trimmed({ text: ' \n a\r\nb\tc ', entities: [{ type: 'bold', offset: 0, length: 5 }] })).toEqual({
    text: 'a\nb c',
    entities: [{ type: 'bold', offset: 0, length: 1 }],
  });
});
