import { z } from 'zod';
import { badRequest } from '../call/bot-api-error.js';
import type { Entity, FormattedText } from './entity.js';
import { parseHtml } from './html.js';
import { parseLegacyMarkdown } from './legacy-markdown.js';
import { parseMarkdownV2 } from './markdown.js';
import { MarkupError } from './markup-error.js';
import { trimmed } from './trim.js';

const given = z.array(
  z.object({
    type: z.string(),
    offset: z.coerce.number().int(),
    length: z.coerce.number().int(),
    url: z.string().optional(),
    user: z.object({ id: z.coerce.number().int() }).optional(),
    language: z.string().optional(),
    custom_emoji_id: z.string().optional(),
  }),
);

/** Kinds a bot may ask for by itself; the others the server finds in the text. */
const OWN_KINDS: ReadonlySet<string> = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
]);

/** The text a bot means: markup read, or entities checked, and trimmed as the server trims it. */
export function formattedText(source: string, parseMode: string, entities: unknown): FormattedText {
  const parser = parserFor(parseMode);
  if (parser === undefined) return trimmed({ text: source, entities: checked(source, entities) });
  try {
    return trimmed(parser(source));
  } catch (error) {
    if (error instanceof MarkupError) throw badRequest(`can't parse entities: ${error.message}`);
    throw error;
  }
}

function parserFor(parseMode: string): ((source: string) => FormattedText) | undefined {
  switch (parseMode.toLowerCase()) {
    case '':
    case 'none':
      return undefined;
    case 'markdown':
      return parseLegacyMarkdown;
    case 'markdownv2':
      return parseMarkdownV2;
    case 'html':
      return parseHtml;
    default:
      throw badRequest('unsupported parse_mode');
  }
}

/** Offsets count UTF-16 units and may not cut a character: https://core.telegram.org/api/entities#entity-length. */
function checked(text: string, entities: unknown): Entity[] {
  if (entities === undefined) return [];
  const list = given.safeParse(entities);
  if (!list.success) throw badRequest("can't parse MessageEntity: expected an Array of MessageEntity");
  return list.data.flatMap(({ type, offset, length, url, user, language, custom_emoji_id: emoji }) => {
    if (length <= 0 || offset < 0 || !OWN_KINDS.has(type)) return [];
    if (offset > text.length) {
      throw badRequest(`Entity begins after the end of the text at UTF-16 offset ${offset}`);
    }
    if (offset + length > text.length) {
      throw badRequest(
        `Entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
      );
    }
    for (const [at, word] of [
      [offset, 'begins'],
      [offset + length, 'ends'],
    ] as const) {
      if (/^[\udc00-\udfff]/.test(text.slice(at)) && /[\ud800-\udbff]$/.test(text.slice(0, at))) {
        throw badRequest(`Entity ${word} in a middle of a UTF-16 symbol at UTF-16 offset ${at}`);
      }
    }
    return [
      {
        type,
        offset,
        length,
        ...(url === undefined ? {} : { url }),
        ...(user === undefined ? {} : { userId: user.id }),
        ...(language === undefined || language === '' ? {} : { language }),
        ...(emoji === undefined ? {} : { customEmojiId: emoji }),
      },
    ];
  });
}
