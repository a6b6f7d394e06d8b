import { parseMessagesRequest } from './validate.js';
import type { Parsed } from './validate.js';

/**
 * Reads a body for `/v1/chat/completions` by putting it into the other protocol's words: system messages to the front,
 * `response_format` to a schema. Empty messages are dropped rather than refused, as the compatible servers do.
 */
export function parseChatRequest(body: unknown): Parsed {
  const fields: Readonly<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  const messages = (Array.isArray(fields['messages']) ? fields['messages'] : []) as readonly unknown[];
  const isSystem = (message: unknown): boolean =>
    ['system', 'developer'].includes(String(field(message, 'role')));
  const system = messages
    .filter(isSystem)
    .map((message) => ({ type: 'text', text: plain(field(message, 'content')) }));
  const spoken = messages.filter((message) => !isSystem(message) && plain(field(message, 'content')) !== '');
  const schema = field(field(fields['response_format'], 'json_schema'), 'schema');
  const wantsJson = field(fields['response_format'], 'type') === 'json_object';
  return parseMessagesRequest(
    {
      model: fields['model'],
      max_tokens: fields['max_completion_tokens'] ?? fields['max_tokens'],
      stream: fields['stream'],
      stop_sequences: [fields['stop'] ?? []].flat(),
      ...(system.length > 0 && { system: system.filter(({ text }) => text.trim() !== '') }),
      ...(fields['messages'] !== undefined && {
        messages: spoken.map((message) => ({
          role: field(message, 'role'),
          content: plain(field(message, 'content')),
        })),
      }),
      ...((schema !== undefined || wantsJson) && {
        output_format: { type: 'json_schema', schema: schema ?? { type: 'object' } },
      }),
    },
    { version: '2023-06-01', needsMaxTokens: false },
  );
}

function plain(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: unknown) => String(field(part, 'text') ?? '')).join('\n');
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
