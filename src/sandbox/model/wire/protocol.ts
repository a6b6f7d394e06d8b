import type { Milliseconds } from '../../../core/clock.js';
import { errorEvent, errorObject, messageFrames, messageObject } from './anthropic-wire.js';
import type { Frames } from './deliver.js';
import { parseChatRequest } from './openai-request.js';
import { completionFrames, completionObject, openaiErrorEvent, openaiErrorObject } from './openai-wire.js';
import { parseMessagesRequest } from './validate.js';
import type { Parsed } from './validate.js';
import type { Answer, MessagesRequest, WireError, WireUsage } from './wire.js';

/** One of the two ways in which the same question is read and the same answer written. */
export interface Protocol {
  parse(body: unknown): Parsed;
  error(error: WireError, requestId: string): object;
  /** An error inside a running stream. */
  readonly errorEvent: (type: string) => string;
  frames(request: MessagesRequest, answer: Answer, pieces: readonly string[], usage: WireUsage): Frames;
  whole(request: MessagesRequest, answer: Answer, usage: WireUsage): object;
}

export function anthropicProtocol(call: { id: string; version: string; needsMaxTokens: boolean }): Protocol {
  const head = (request: MessagesRequest): { id: string; model: string } => ({
    id: `msg_sandbox${call.id}`,
    model: request.model,
  });
  return {
    parse: (body) => parseMessagesRequest(body, call),
    error: errorObject,
    errorEvent,
    frames: (request, answer, pieces, usage) => messageFrames(head(request), answer, pieces, usage),
    whole: (request, answer, usage) => messageObject(head(request), answer, usage),
  };
}

export function openaiProtocol(call: { id: string; now: Milliseconds }): Protocol {
  const head = (request: MessagesRequest): { id: string; model: string; created: number } => ({
    id: `chatcmpl-sandbox${call.id}`,
    model: request.model,
    created: Math.floor(call.now / 1000),
  });
  return {
    parse: parseChatRequest,
    error: openaiErrorObject,
    errorEvent: openaiErrorEvent,
    frames: (request, answer, pieces, usage) =>
      completionFrames(head(request), answer, pieces, request.usageInStream ? usage : undefined),
    whole: (request, answer, usage) => completionObject(head(request), answer, usage),
  };
}
