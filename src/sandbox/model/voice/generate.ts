import type { ServerResponse } from 'node:http';

import type { Clock } from '../../../core/clock.js';
import { answerTo } from '../answer.js';
import type { CallNote } from '../call-log.js';
import { deliver, piecesOf } from '../wire/deliver.js';
import type { Frames, Latency } from '../wire/deliver.js';
import { faultError } from '../wire/fault-error.js';
import type { Faults, ModelFault } from '../faults.js';
import type { Oddities } from '../oddity/oddities.js';
import { lookAt } from './eye.js';
import type { Misbehaviour } from './misbehaviour.js';
import { inputTokens } from '../prompt-cache.js';
import type { PromptCache } from '../prompt-cache.js';
import type { Protocol } from '../wire/protocol.js';
import type { Script } from './script.js';
import type { Voice } from './voice.js';
import { sendJson } from '../wire/send-json.js';
import { tokensOf } from '../tokens.js';
import type { MessagesRequest, WireError, WireUsage } from '../wire/wire.js';

/** What an answer depends on besides the question. */
export interface GenerationState {
  readonly clock: Clock;
  readonly seed: number;
  readonly cache: PromptCache;
  readonly faults: Faults;
  readonly script: Script;
  readonly voice?: Voice;
  readonly misbehaviour: Misbehaviour;
  readonly oddities: Oddities;
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

  const { oddities } = state;
  const tokens = inputTokens(asked);
  const turnedDown = oddities.turnsDown(asked, tokens);
  if (turnedDown !== undefined) {
    generation.fail(turnedDown);
    return;
  }
  if (!(await oddities.loaded(response))) {
    note({ status: 0, abandoned: true });
    return;
  }
  const pictures = asked.messages.flatMap(({ blocks }) =>
    blocks.flatMap(({ picture }) => (picture === undefined ? [] : [picture])),
  );
  const sights = oddities.current.blind === true ? [] : await Promise.all(pictures.map(lookAt));
  const answer = oddities.applied(
    asked,
    answerTo(asked, {
      sights,
      script: state.script,
      ...(state.voice !== undefined && { voice: state.voice }),
      misbehaviour: state.misbehaviour,
      seed: state.seed,
      ...(fault !== undefined && { fault }),
    }),
  );
  const { context, thinkingTokens = 0, splices, endless } = oddities.current;
  const billed = state.cache.account(asked, generation.owner);
  const usage = {
    ...(context?.when === 'cut' && tokens > context.tokens ? cutTo(context.tokens) : billed),
    output: Math.min(asked.maxTokens, Math.max(1, tokensOf(answer.text)) + thinkingTokens),
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
  const frames = protocol.frames(asked, answer, piecesOf(answer.text), usage);
  const first =
    splices === undefined
      ? null
      : protocol.frames(asked, { text: splices, stop: 'end_turn' }, piecesOf(splices), usage);
  await deliver(response, first === null ? frames : spliced(first, frames), {
    ...(endless !== undefined && { endless }),
    clock: state.clock,
    latency: state.latency,
    errorEvent: protocol.errorEvent,
    ...(state.chunkBytes !== undefined && { chunkBytes: state.chunkBytes }),
    ...(fault !== undefined && { fault }),
  });
}

/** The beginning of one answer and the whole of another, which has an id of its own. */
function spliced(first: Frames, second: Frames): Frames {
  const renamed = (list: readonly string[]): string[] =>
    list.map((frame) => frame.replace(/sandbox0/gu, 'sandbox1'));
  return { ...second, head: [...renamed(first.head), ...renamed(first.deltas), ...second.head] };
}

/** What a server counts that was started with a smaller context, and reads no more than that. */
function cutTo(tokens: number): Omit<WireUsage, 'output'> {
  return { input: tokens, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };
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
