import type { Milliseconds } from '../../core/clock.js';
import { pastPace, usualScribing } from './scribe-settings.js';

/** What reading an imported past will take, about. */
export interface PastEstimate {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly ms: Milliseconds;
}

/** Tokens of the instructions above a batch, with subjects in use and the messages before it. */
const aroundBatch = 1_400;
/** Of "#123 [2024-03-02] Ann: " before each message. */
const beforeMessage = 14;
/** A batch tells of some three or four things, of some 90 tokens each. */
const answerTokens = 350;
/** A small model answers a batch in so long. */
const answerMs: Milliseconds = 6_000;

/** `messages`, and the tokens of their words. */
export function estimatePast(messages: number, tokens: number): PastEstimate {
  const calls = Math.ceil(messages / usualScribing.mostInBatch);
  const rests = Math.max(0, Math.ceil(calls / pastPace.batches) - 1);
  return {
    calls,
    inputTokens: calls * aroundBatch + messages * beforeMessage + tokens,
    outputTokens: calls * answerTokens,
    ms: calls * answerMs + rests * pastPace.restMs,
  };
}
