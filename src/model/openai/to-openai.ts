import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';

import { inWords } from '../ask-for-json.js';
import type { ModelMessage, ModelRequest } from '../contract.js';

/** What this endpoint was found to understand; each is given up once it has been refused. */
export interface Abilities {
  /** How a JSON answer is asked for: by schema, as "any JSON object", in words only, or in words with a code fence. */
  readonly json: 'schema' | 'object' | 'words' | 'fenced';
  /** Whether `stream_options.include_usage` may be sent. */
  readonly usage: boolean;
  /** What the limit of the answer is called; OpenAI's own models take only the newer name, some servers none. */
  readonly limit: 'max_tokens' | 'max_completion_tokens' | null;
  /** The most tokens an answer may be asked to have, where the endpoint said so. */
  readonly mostTokens: number | null;
  readonly effort: boolean;
  readonly temperature: boolean;
  readonly stop: boolean;
  /** Whether a system message may be sent; the templates of some models know none (Gemma 2, Mistral 7B). */
  readonly system: boolean;
}

/** Our request as a chat completion: one system message in front, empty messages left out, cache marks dropped (caching is automatic). */
export function toOpenAi(request: ModelRequest, abilities: Abilities): ChatCompletionCreateParamsStreaming {
  const { jsonSchema: wish } = request;
  const { json } = abilities;
  const system = [
    ...request.system.map(({ text }) => text),
    ...(wish !== undefined && json !== 'schema' ? [inWords(wish.schema, json === 'fenced')] : []),
  ].filter((text) => text.trim() !== '');
  return {
    model: request.model,
    stream: true,
    messages: messagesOf(request, system.join('\n\n'), abilities.system),
    ...(abilities.limit !== null && {
      [abilities.limit]: Math.min(request.maxTokens, abilities.mostTokens ?? Number.POSITIVE_INFINITY),
    }),
    ...(abilities.usage && { stream_options: { include_usage: true } }),
    ...(abilities.temperature && request.temperature !== undefined && { temperature: request.temperature }),
    ...(abilities.effort && request.effort !== undefined && { reasoning_effort: request.effort }),
    ...(abilities.stop && request.stopSequences?.length && { stop: [...request.stopSequences] }),
    ...(wish !== undefined &&
      (json === 'schema' || json === 'object') && { response_format: formatOf(wish, json) }),
  };
}

function messagesOf(
  request: ModelRequest,
  system: string,
  takesSystem: boolean,
): ChatCompletionCreateParamsStreaming['messages'] {
  const talk = request.messages.filter(({ text }) => text.trim() !== '');
  if (system === '' || takesSystem) {
    return [...(system === '' ? [] : [{ role: 'system' as const, content: system }]), ...talk.map(plain)];
  }
  const [first, ...rest] = talk;
  return [
    first?.role === 'user'
      ? plain({ ...first, text: `${system}\n\n${first.text}` })
      : { role: 'user', content: system },
    ...(first === undefined || first.role === 'user' ? [] : [plain(first)]),
    ...rest.map(plain),
  ];
}

function plain({ role, text, images = [] }: ModelMessage): ChatCompletionMessageParam {
  if (role === 'assistant' || images.length === 0) return { role, content: text };
  return {
    role,
    content: [
      ...images.map(({ bytes, type }) => ({
        type: 'image_url' as const,
        // Bytes, never an address: nobody fetches anything for us.
        image_url: { url: `data:${type};base64,${Buffer.from(bytes).toString('base64')}` },
      })),
      { type: 'text', text },
    ],
  };
}

function formatOf(
  wish: NonNullable<ModelRequest['jsonSchema']>,
  json: 'schema' | 'object',
): NonNullable<ChatCompletionCreateParamsStreaming['response_format']> {
  if (json === 'object') return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name: wish.name, schema: { ...wish.schema }, strict: true } };
}
