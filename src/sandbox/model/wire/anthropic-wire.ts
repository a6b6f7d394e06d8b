import type { Frames } from './deliver.js';
import type { Answer, WireError, WireUsage } from './wire.js';

/** How the Messages API writes an answer: events for a stream, one object otherwise. Shapes: @anthropic-ai/sdk 1.12. */

export interface MessageHead {
  readonly id: string;
  readonly model: string;
}

export function messageFrames(
  head: MessageHead,
  answer: Answer,
  pieces: readonly string[],
  usage: WireUsage,
): Frames {
  const { thinking } = answer;
  const index = thinking === undefined ? 0 : 1;
  const opened = { ...message(head, [], null, null), usage: usageOf({ ...usage, output: 1 }) };
  const block =
    answer.tool === undefined
      ? { type: 'text', text: '' }
      : { type: 'tool_use', id: toolId(head), name: answer.tool, input: {} };
  const delta = (piece: string): string =>
    event('content_block_delta', {
      index,
      delta:
        answer.tool === undefined
          ? { type: 'text_delta', text: piece }
          : { type: 'input_json_delta', partial_json: piece },
    });
  const hasBlock = answer.text !== '';
  return {
    head: [
      event('message_start', { message: opened }),
      ...(thinking === undefined
        ? []
        : [
            event('content_block_start', {
              index: 0,
              content_block: { type: 'thinking', thinking: '', signature: '' },
            }),
            event('content_block_delta', {
              index: 0,
              delta: { type: 'thinking_delta', thinking: thinking.text },
            }),
            event('content_block_stop', { index: 0 }),
          ]),
      ...(hasBlock ? [event('content_block_start', { index, content_block: block })] : []),
      event('ping', {}),
    ],
    deltas: pieces.map(delta),
    tail: [
      ...(hasBlock ? [event('content_block_stop', { index })] : []),
      event('message_delta', {
        delta: { container: null, ...ending(answer) },
        usage: deltaUsage(usage),
      }),
      event('message_stop', {}),
    ],
  };
}

export function messageObject(head: MessageHead, answer: Answer, usage: WireUsage): object {
  const content =
    answer.tool !== undefined
      ? [{ type: 'tool_use', id: toolId(head), name: answer.tool, input: JSON.parse(answer.text) as unknown }]
      : answer.text === ''
        ? []
        : [{ type: 'text', text: answer.text, citations: null }];
  return {
    ...message(head, content, answer.stop, answer.stopSequence ?? null),
    ...ending(answer),
    usage: usageOf(usage),
  };
}

export function errorObject(error: WireError, requestId: string): object {
  return {
    type: 'error',
    error: {
      type: error.type,
      message: error.message,
      ...(error.code !== undefined && { details: { error_code: error.code } }),
    },
    request_id: requestId,
  };
}

export function errorEvent(type: string): string {
  return event('error', { error: { type, message: `Sandbox: ${type}` } });
}

function event(type: string, fields: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

function message(head: MessageHead, content: object[], stop: string | null, sequence: string | null): object {
  return {
    id: head.id,
    type: 'message',
    role: 'assistant',
    model: head.model,
    container: null,
    content,
    diagnostics: null,
    stop_details: null,
    stop_reason: stop,
    stop_sequence: sequence,
  };
}

function ending(answer: Answer): object {
  return {
    stop_reason: answer.stop,
    stop_sequence: answer.stopSequence ?? null,
    stop_details: answer.stop === 'refusal' ? { type: 'refusal', category: null, explanation: null } : null,
  };
}

function usageOf(usage: WireUsage): object {
  return {
    input_tokens: usage.input,
    cache_creation_input_tokens: usage.cacheWrite5m + usage.cacheWrite1h,
    cache_read_input_tokens: usage.cacheRead,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cacheWrite5m,
      ephemeral_1h_input_tokens: usage.cacheWrite1h,
    },
    output_tokens: usage.output,
    output_tokens_details: null,
    server_tool_use: null,
    service_tier: 'standard',
    inference_geo: null,
    speed: null,
  };
}

function deltaUsage(usage: WireUsage): object {
  return {
    input_tokens: usage.input,
    cache_creation_input_tokens: usage.cacheWrite5m + usage.cacheWrite1h,
    cache_read_input_tokens: usage.cacheRead,
    output_tokens: usage.output,
    output_tokens_details: null,
    server_tool_use: null,
  };
}

function toolId(head: MessageHead): string {
  return head.id.replace(/^msg_/, 'toolu_');
}
