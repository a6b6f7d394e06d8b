import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Clock } from '../../core/clock.js';
import { answerTo } from './answer.js';
import { errorEvent, errorObject, messageFrames, messageObject } from './anthropic-wire.js';
import type { CallLog, CallNote } from './call-log.js';
import { deliver, piecesOf } from './deliver.js';
import type { Frames, Latency } from './deliver.js';
import { faultError } from './fault-error.js';
import type { Faults, ModelFault } from './faults.js';
import { listedModels } from './model-rules.js';
import { parseChatRequest } from './openai-request.js';
import { completionFrames, completionObject, openaiErrorEvent, openaiErrorObject } from './openai-wire.js';
import { inputTokens } from './prompt-cache.js';
import type { PromptCache } from './prompt-cache.js';
import { readBody } from './read-body.js';
import type { Script } from './script.js';
import { tokensOf } from './tokens.js';
import { parseMessagesRequest } from './validate.js';
import type { Answer, MessagesRequest, WireError, WireUsage } from './wire.js';

export interface ServerState {
  readonly clock: Clock;
  readonly seed: number;
  readonly key?: string;
  readonly models?: readonly string[];
  readonly cache: PromptCache;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly script: Script;
  latency: Latency;
  chunkBytes: number | undefined;
  nextId: number;
}

/** One of the two ways in which the same answer is written. */
interface Protocol {
  readonly version: string;
  readonly errorEvent: (type: string) => string;
  error(error: WireError, requestId: string): object;
  frames(request: MessagesRequest, answer: Answer, pieces: readonly string[], usage: WireUsage): Frames;
  whole(request: MessagesRequest, answer: Answer, usage: WireUsage): object;
}

const secretHeaders = new Set(['x-api-key', 'authorization', 'cookie']);

/** Never rejects: whatever happens becomes an answer or a closed connection. */
export async function answerRequest(
  state: ServerState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const number = state.nextId;
  state.nextId += 1;
  const id = number.toString(36).padStart(20, '0');
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const protocol = path.startsWith('/v1/chat/')
    ? openai(state, id, request)
    : anthropic(id, request.headers['anthropic-version']);
  const requestId = `req_sandbox${id}`;
  response.setHeader('request-id', requestId);
  response.setHeader('anthropic-organization-id', 'sandbox');

  const refuse = (error: WireError): void => {
    sendJson(response, error.status, protocol.error(error, requestId), error.headers);
  };
  const owner = authorize(state, request);
  if (owner === undefined) {
    request.resume();
    refuse({ status: 401, type: 'authentication_error', message: 'invalid or missing API key' });
    return;
  }
  if (request.method === 'GET' && path === '/v1/models') {
    sendJson(response, 200, modelList(state));
    return;
  }
  if (!(request.method === 'POST' && routes.has(path))) {
    request.resume();
    refuse({ status: 404, type: 'not_found_error', message: 'Not found' });
    return;
  }
  const body = await readBody(request);
  if (!body.ok) {
    refuse(body.error);
    return;
  }
  const note = state.calls.open({
    at: state.clock.now(),
    path,
    headers: shownHeaders(request),
    body: body.value,
  });
  const fail = (error: WireError): void => {
    note({ status: error.status });
    refuse(error);
  };
  const parsed =
    path === '/v1/chat/completions'
      ? parseChatRequest(body.value)
      : parseMessagesRequest(body.value, {
          version: protocol.version,
          needsMaxTokens: path === '/v1/messages',
        });
  if (!parsed.ok) {
    fail(parsed.error);
    return;
  }
  const asked = parsed.request;
  note({ model: asked.model, images: asked.images });
  if (state.models !== undefined && !state.models.includes(asked.model)) {
    fail({ status: 404, type: 'not_found_error', message: `model: ${asked.model}` });
    return;
  }
  if (path === '/v1/messages/count_tokens') {
    note({ status: 200 });
    sendJson(response, 200, { input_tokens: inputTokens(asked) });
    return;
  }
  await generate({ state, response, protocol, asked, owner, note, fail });
}

async function generate(turn: {
  state: ServerState;
  response: ServerResponse;
  protocol: Protocol;
  asked: MessagesRequest;
  owner: string;
  note: (note: CallNote) => void;
  fail: (error: WireError) => void;
}): Promise<void> {
  const { state, response, protocol, asked, note } = turn;
  const fault = state.faults.take(asked.model);
  if (fault !== undefined) note({ fault: fault.kind });
  const refusal = faultError(fault, asked.stream);
  if (refusal !== undefined) {
    turn.fail(refusal);
    return;
  }
  if (await brokenBefore(response, fault, note)) return;

  const answer = answerTo(asked, {
    script: state.script,
    seed: state.seed,
    ...(fault !== undefined && { fault }),
  });
  const usage = { ...state.cache.account(asked, turn.owner), output: Math.max(1, tokensOf(answer.text)) };
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

/** Faults that leave no proper answer at all. */
async function brokenBefore(
  response: ServerResponse,
  fault: ModelFault | undefined,
  note: (note: CallNote) => void,
): Promise<boolean> {
  if (fault?.kind === 'garbage' && fault.shape === 'html') {
    note({ status: 200 });
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><title>Sign in to the network</title><p>Welcome.');
    return true;
  }
  if ((fault?.kind !== 'stall' && fault?.kind !== 'cut') || fault.when !== 'before') return false;
  note({ status: 0 });
  if (fault.kind === 'cut') {
    response.socket?.destroy();
    return true;
  }
  await new Promise<void>((resolve) => response.once('close', resolve));
  note({ abandoned: true });
  return true;
}

const routes = new Set(['/v1/messages', '/v1/messages/count_tokens', '/v1/chat/completions']);

function anthropic(id: string, version: string | string[] | undefined): Protocol {
  const head = (request: MessagesRequest) => ({ id: `msg_sandbox${id}`, model: request.model });
  return {
    version: typeof version === 'string' ? version : '2023-06-01',
    errorEvent,
    error: errorObject,
    frames: (request, answer, pieces, usage) => messageFrames(head(request), answer, pieces, usage),
    whole: (request, answer, usage) => messageObject(head(request), answer, usage),
  };
}

function openai(state: ServerState, id: string, _request: IncomingMessage): Protocol {
  const head = (request: MessagesRequest) => ({
    id: `chatcmpl-sandbox${id}`,
    model: request.model,
    created: Math.floor(state.clock.now() / 1000),
  });
  return {
    version: '2023-06-01',
    errorEvent: openaiErrorEvent,
    error: (error) => openaiErrorObject(error),
    frames: (request, answer, pieces, usage) => completionFrames(head(request), answer, pieces, usage),
    whole: (request, answer, usage) => completionObject(head(request), answer, usage),
  };
}

/** A short name for the caller's workspace, or nothing where the key is missing or wrong. */
function authorize(state: ServerState, request: IncomingMessage): string | undefined {
  const header = request.headers['x-api-key'];
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const key = (typeof header === 'string' && header !== '' ? header : bearer) ?? '';
  if (key === '' || (state.key !== undefined && key !== state.key)) return undefined;
  return createHash('sha256').update(key).digest('base64').slice(0, 16);
}

function shownHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      secretHeaders.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

function modelList(state: ServerState): object {
  const names = state.models ?? listedModels;
  return {
    object: 'list',
    data: names.map((id) => ({
      id,
      type: 'model',
      object: 'model',
      display_name: id,
      created_at: '2026-01-01T00:00:00Z',
    })),
    first_id: names[0] ?? null,
    last_id: names.at(-1) ?? null,
    has_more: false,
  };
}

function sendJson(
  response: ServerResponse,
  status: number,
  value: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}
