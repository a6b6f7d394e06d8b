import type { ServerResponse } from 'node:http';

import type { Clock } from '../../../core/clock.js';
import { answerTo } from '../answer.js';
import type { CallNote } from '../call-log.js';
import { deliver, piecesOf } from '../wire/deliver.js';
import type { Latency } from '../wire/deliver.js';
import { faultError } from '../wire/fault-error.js';
import type { Faults, ModelFault } from '../faults.js';
import type { Misbehaviour } from './misbehaviour.js';
import type { PromptCache } from '../prompt-cache.js';
import type { Protocol } from '../wire/protocol.js';
import type { Script } from './script.js';
import { sendJson } from '../wire/send-json.js';
import { tokensOf } from '../tokens.js';
import type { MessagesRequest, WireError } from '../wire/wire.js';

/** What an answer depends on besides the question. */
export interface GenerationState {
  readonly clock: Clock;
  readonly seed: number;
  readonly cache: PromptCache;
  readonly faults: Faults;
  readonly script: Script;
  readonly misbehaviour: Misbehaviour;
  readonly latency: Latency;
  readonly chunkBytes: number | undefined;
}

export interface Generation {
  readonly state: GenerationState;
  readonly response: ServerResponse;
  readonly protocol: Protocol;
  readonly asked: MessagesRequest;
  readonly owner: string;
  note(this: void, note: CallNote): void;
  fail(this: void, error: WireError): void;
}

/** Answers one valid request, or does what the fault it met says. */
export async function generate(generation: Generation): Promise<void> {
  const { state, response, protocol, asked, note } = generation;
  const fault = state.faults.take(asked.model);
  if (fault !== undefined) note({ fault: fault.kind });
  const refusal = faultError(fault, asked.stream);
  if (refusal !== undefined) {
    generation.fail(refusal);
    return;
  }
  if (await brokenBefore(response, fault, asked.stream, note)) return;

  const answer = answerTo(asked, {
    script: state.script,
    misbehaviour: state.misbehaviour,
    seed: state.seed,
    ...(fault !== undefined && { fault }),
  });
  const usage = {
    ...state.cache.account(asked, generation.owner),
    output: Math.max(1, tokensOf(answer.text)),
  };
  response.once('close', () => {
    if (!response.writableFinished) note({ abandoned: true });
  });
  note({ status: 200, answer: answer.text, usage });

  if (!asked.stream) {
    const { firstToken, perToken } = state.latency;
    const wait = firstToken + perToken * usage.output;
    if (wait > 0) await state.clock.sleep(wait);
    sendJson(response, 200, protocol.whole(asked, answer, usage));
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  await deliver(response, protocol.frames(asked, answer, piecesOf(answer.text), usage), {
    clock: state.clock,
    latency: state.latency,
    errorEvent: protocol.errorEvent,
    ...(state.chunkBytes !== undefined && { chunkBytes: state.chunkBytes }),
    ...(fault !== undefined && { fault }),
  });
}

/** Faults that leave no proper answer at all. A whole answer has no middle, so there every break comes before. */
async function brokenBefore(
  response: ServerResponse,
  fault: ModelFault | undefined,
  streamed: boolean,
  note: (note: CallNote) => void,
): Promise<boolean> {
  if (fault?.kind === 'garbage' && (fault.shape === 'html' || !streamed)) {
    note({ status: 200 });
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><title>Sign in to the network</title><p>Welcome.');
    return true;
  }
  if (fault?.kind !== 'stall' && fault?.kind !== 'cut') return false;
  if (fault.when !== 'before' && streamed) return false;
  note({ status: 0 });
  if (fault.kind === 'cut') {
    response.socket?.destroy();
    return true;
  }
  await new Promise<void>((resolve) => response.once('close', resolve));
  note({ abandoned: true });
  return true;
}
