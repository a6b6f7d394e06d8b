import type {
  CacheControlEphemeral,
  MessageCreateParamsStreaming,
} from '@anthropic-ai/sdk/resources/messages';

import type { ModelRequest } from '../contract.js';
import { thoughtFor } from './thought.js';

/**
 * Our request in the Messages API's words. Empty blocks are left out, since the API refuses them. A temperature is not sent:
 * the API version this SDK speaks (2026-10-21) refuses every sampling parameter.
 */
export function toAnthropic(request: ModelRequest): MessageCreateParamsStreaming {
  const system = request.system.filter(({ text }) => text.trim() !== '');
  const { thinking, effort, room } = thoughtFor(request.model, request.effort);
  const schema = request.jsonSchema?.schema;
  return {
    model: request.model,
    max_tokens: request.maxTokens + room,
    ...(thinking !== undefined && { thinking }),
    stream: true,
    messages: request.messages
      .filter(({ text }) => text.trim() !== '')
      .map(({ role, text, cache }) => ({
        role,
        content: cache === undefined ? text : [{ type: 'text', text, cache_control: control(cache) }],
      })),
    ...(system.length > 0 && {
      system: system.map(({ text, cache }) => ({
        type: 'text',
        text,
        ...(cache !== undefined && { cache_control: control(cache) }),
      })),
    }),
    ...(request.stopSequences !== undefined &&
      request.stopSequences.length > 0 && { stop_sequences: [...request.stopSequences] }),
    ...((schema !== undefined || effort !== undefined) && {
      output_config: {
        ...(effort !== undefined && { effort }),
        ...(schema !== undefined && { format: { type: 'json_schema', schema: { ...schema } } }),
      },
    }),
  };
}

function control(life: '5m' | '1h'): CacheControlEphemeral {
  return { type: 'ephemeral', ttl: life };
}
