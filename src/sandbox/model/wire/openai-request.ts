import { parseMessagesRequest } from './validate.js';
import type { Parsed } from './validate.js';

/**
 * Reads a body for `/v1/chat/completions` by putting it into the other protocol's words: system messages to the front,
 * `response_format` to a schema. Empty messages are dropped rather than refused, as the compatible servers do.
 */
export function parseChatRequest(body: unknown): Parsed {
  const messages = field(body, 'messages');
  const all: readonly unknown[] = Array.isArray(messages) ? messages : [];
  const filled = all.filter(
    (message) => plain(field(message, 'content')).trim() !== '' || hasPicture(field(message, 'content')),
  );
  const system = filled.filter(isSystem);
  const format = field(body, 'response_format');
  const schema = field(field(format, 'json_schema'), 'schema');
  const wantsJson = field(format, 'type') === 'json_object';
  const parsed = parseMessagesRequest(
    {
      model: field(body, 'model'),
      max_tokens: field(body, 'max_completion_tokens') ?? field(body, 'max_tokens'),
      stream: field(body, 'stream'),
      stop_sequences: [field(body, 'stop') ?? []].flat(),
      system: system.map((message) => ({ type: 'text', text: plain(field(message, 'content')) })),
      messages:
        messages === undefined
          ? undefined
          : filled
              .filter((message) => !isSystem(message))
              .map((message) => ({
                role: field(message, 'role'),
                content: contentOf(field(message, 'content')),
              })),
      ...((schema !== undefined || wantsJson) && {
        output_format: { type: 'json_schema', schema: schema ?? { type: 'object' } },
      }),
    },
    { version: '2023-06-01', needsMaxTokens: false },
  );
  if (!parsed.ok) return parsed;
  const usageInStream = field(field(body, 'stream_options'), 'include_usage') === true;
  return { ok: true, request: { ...parsed.request, usageInStream } };
}

function isSystem(message: unknown): boolean {
  const role = field(message, 'role');
  return role === 'system' || role === 'developer';
}

const hasPicture = (content: unknown): boolean =>
  Array.isArray(content) && content.some((part: unknown) => field(part, 'type') === 'image_url');

/** Words as one text; with pictures, which come as data URLs, as blocks. */
function contentOf(content: unknown): unknown {
  if (!Array.isArray(content) || !hasPicture(content)) return plain(content);
  return content.map((part: unknown) => {
    if (field(part, 'type') !== 'image_url') return { type: 'text', text: field(part, 'text') };
    const url = field(field(part, 'image_url'), 'url');
    const found = /^data:([^;,]+);base64,(.*)$/su.exec(typeof url === 'string' ? url : '');
    return {
      type: 'image',
      source:
        found === null ? { type: 'url', url } : { type: 'base64', media_type: found[1], data: found[2] },
    };
  });
}

function plain(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => field(part, 'text'))
    .filter((text) => typeof text === 'string')
    .join('\n');
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
