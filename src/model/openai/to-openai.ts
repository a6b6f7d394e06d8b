import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';

import type { ModelRequest } from '../contract.js';

/** What this endpoint was found to understand; each is given up once it has been refused. */
export interface Abilities {
  /** How a JSON answer is asked for: by schema, as "any JSON object", or in words only. */
  readonly json: 'schema' | 'object' | 'words';
  /** Whether `stream_options.include_usage` may be sent. */
  readonly usage: boolean;
  /** What the limit of the answer is called; OpenAI's own models take only the newer name. */
  readonly limit: 'max_tokens' | 'max_completion_tokens';
}

/** Our request as a chat completion: one system message in front, empty messages left out, cache marks dropped (caching is automatic). */
export function toOpenAi(request: ModelRequest, abilities: Abilities): ChatCompletionCreateParamsStreaming {
  const wish = request.jsonSchema;
  const system = [
    ...request.system.map(({ text }) => text),
    ...(wish !== undefined && abilities.json !== 'schema'
      ? [
          `Answer with one JSON value that fits this JSON Schema and nothing else:\n${JSON.stringify(wish.schema)}`,
        ]
      : []),
  ].filter((text) => text.trim() !== '');
  return {
    model: request.model,
    stream: true,
    messages: [
      ...(system.length > 0 ? [{ role: 'system' as const, content: system.join('\n\n') }] : []),
      ...request.messages
        .filter(({ text }) => text.trim() !== '')
        .map(({ role, text }) => ({ role, content: text })),
    ],
    [abilities.limit]: request.maxTokens,
    ...(abilities.usage && { stream_options: { include_usage: true } }),
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.effort !== undefined && { reasoning_effort: request.effort }),
    ...(request.stopSequences?.length && { stop: [...request.stopSequences] }),
    ...(wish !== undefined &&
      abilities.json !== 'words' && { response_format: formatOf(wish, abilities.json) }),
  };
}

function formatOf(
  wish: NonNullable<ModelRequest['jsonSchema']>,
  json: 'schema' | 'object',
): NonNullable<ChatCompletionCreateParamsStreaming['response_format']> {
  if (json === 'object') return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name: wish.name, schema: { ...wish.schema }, strict: true } };
}
