import type {
  CacheControlEphemeral,
  ImageBlockParam,
  MessageCreateParamsStreaming,
} from '@anthropic-ai/sdk/resources/messages';

import { inWords } from '../ask-for-json.js';
import type { ModelImage, ModelRequest } from '../contract.js';
import { thoughtFor } from './thought.js';

/** What this server was found to understand; each is given up once it has been refused. */
export interface AnthropicAbilities {
  readonly json: 'schema' | 'words' | 'fenced';
  /** `thinking` and `effort`. */
  readonly thought: boolean;
  readonly cache: boolean;
  readonly stop: boolean;
}

export const fullAbilities: AnthropicAbilities = { json: 'schema', thought: true, cache: true, stop: true };

/**
 * Our request in the Messages API's words. Empty blocks are left out, since the API refuses them. A temperature is not sent:
 * the API version this SDK speaks (2026-10-21) refuses every sampling parameter.
 */
export function toAnthropic(
  request: ModelRequest,
  abilities: AnthropicAbilities = fullAbilities,
): MessageCreateParamsStreaming {
  const wish = request.jsonSchema;
  const system: ModelRequest['system'] = [
    ...request.system,
    ...(wish !== undefined && abilities.json !== 'schema'
      ? [{ text: inWords(wish.schema, abilities.json === 'fenced') }]
      : []),
  ].filter(({ text }) => text.trim() !== '');
  const { thinking, effort, room } = thoughtFor(
    request.model,
    abilities.thought ? request.effort : undefined,
  );
  const schema = abilities.json === 'schema' ? wish?.schema : undefined;
  return {
    model: request.model,
    max_tokens: request.maxTokens + room,
    ...(thinking !== undefined && { thinking }),
    stream: true,
    messages: request.messages
      .filter(({ text }) => text.trim() !== '')
      .map(({ role, text, images = [], cache }) => ({
        role,
        content:
          images.length === 0 && (cache === undefined || !abilities.cache)
            ? text
            : [
                ...images.map(toImageBlock),
                {
                  type: 'text' as const,
                  text,
                  ...(cache !== undefined && abilities.cache && { cache_control: control(cache) }),
                },
              ],
      })),
    ...(system.length > 0 && {
      system: system.map(({ text, cache }) => ({
        type: 'text',
        text,
        ...(cache !== undefined && abilities.cache && { cache_control: control(cache) }),
      })),
    }),
    ...(abilities.stop &&
      request.stopSequences !== undefined &&
      request.stopSequences.length > 0 && { stop_sequences: [...request.stopSequences] }),
    ...((schema !== undefined || effort !== undefined) && {
      output_config: {
        ...(effort !== undefined && { effort }),
        ...(schema !== undefined && { format: { type: 'json_schema', schema: { ...schema } } }),
      },
    }),
  };
}

/** In front of the words that belong to it, where it is read best (platform.claude.com, vision). */
function toImageBlock({ bytes, type }: ModelImage): ImageBlockParam {
  const data = Buffer.from(bytes).toString('base64');
  return { type: 'image', source: { type: 'base64', media_type: type, data } };
}

function control(life: '5m' | '1h'): CacheControlEphemeral {
  return { type: 'ephemeral', ttl: life };
}
