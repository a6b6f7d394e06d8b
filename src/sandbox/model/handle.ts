import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { readForm, speech, transcription, type KnownSounds } from './audio.js';
import type { CallLog } from './call-log.js';
import type { Latency } from './wire/deliver.js';
import { embeddings } from './embeddings.js';
import { generate } from './voice/generate.js';
import type { GenerationState } from './voice/generate.js';
import { listedModels } from './voice/model-rules.js';
import { inputTokens } from './prompt-cache.js';
import { anthropicProtocol, openaiProtocol } from './wire/protocol.js';
import { readBody } from './wire/read-body.js';
import { sendJson } from './wire/send-json.js';
import { invalidRequest } from './wire/validate.js';
import type { WireError } from './wire/wire.js';

export interface ServerState extends GenerationState {
  /** The only key accepted; any is when absent. */
  readonly key?: string;
  /** Answer without a key too, as local servers do. */
  readonly keyless: boolean;
  readonly models?: readonly string[];
  readonly calls: CallLog;
  readonly sounds: KnownSounds;
  latency: Latency;
  chunkBytes: number | undefined;
  nextId: number;
}

const messages = '/v1/messages';
const countTokens = '/v1/messages/count_tokens';
const chatCompletions = '/v1/chat/completions';
const embedding = '/v1/embeddings';
const transcriptions = '/v1/audio/transcriptions';
const speeches = '/v1/audio/speech';
const routes = new Set([messages, countTokens, chatCompletions, embedding, transcriptions, speeches]);

const secretHeaders = new Set(['x-api-key', 'authorization', 'cookie']);

/** Answers one request of either protocol. Whatever is wrong with it becomes an error of the API. */
export async function answerRequest(
  state: ServerState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = state.nextId.toString(36).padStart(12, '0');
  state.nextId += 1;
  const requestId = `req_sandbox${id}`;
  response.setHeader('request-id', requestId);
  response.setHeader('x-request-id', requestId);

  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const protocol =
    path.startsWith('/v1/chat/') || path.startsWith('/v1/audio/') || path === embedding
      ? openaiProtocol({ id, now: state.clock.now() })
      : anthropicProtocol({
          id,
          version: String(request.headers['anthropic-version'] ?? '2023-06-01'),
          needsMaxTokens: path === messages,
        });
  const refuse = (error: WireError): void => {
    request.resume();
    sendJson(response, error.status, protocol.error(error, requestId), error.headers);
  };

  const { redirectsTo } = state.oddities.current;
  if (redirectsTo !== undefined) {
    request.resume();
    response.writeHead(307, { location: `${redirectsTo}${path}` }).end();
    return;
  }
  const owner = authorize(state, request);
  if (owner === undefined) {
    refuse({ status: 401, type: 'authentication_error', message: 'invalid or missing API key' });
    return;
  }
  if (request.method === 'GET' && path === '/v1/models') {
    request.resume();
    sendJson(response, 200, modelList(state.models ?? listedModels));
    return;
  }
  if (request.method !== 'POST' || !routes.has(path)) {
    refuse({ status: 404, type: 'not_found_error', message: 'Not found' });
    return;
  }
  if (path === transcriptions) {
    await transcribe(state, request, response, refuse);
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
  if (path === speeches) {
    const said = speech(body.value);
    if (said === null) {
      fail(invalidRequest('model, voice and input (1 to 4096 characters) must be texts'));
      return;
    }
    note({ status: 200 });
    // What it said can be heard again.
    state.sounds.add(said.wav, said.words);
    response.writeHead(200, { 'content-type': 'audio/wav' }).end(said.wav);
    return;
  }
  if (path === embedding) {
    const answer = embeddings(body.value);
    if (answer === null) {
      fail(invalidRequest('input must be texts and model a name'));
      return;
    }
    note({ status: 200 });
    sendJson(response, 200, answer);
    return;
  }
  const refusal = state.oddities.refusal(body.value);
  if (refusal !== undefined) {
    note({ status: refusal.status });
    response.writeHead(refusal.status, { 'content-type': refusal.type }).end(refusal.body);
    return;
  }
  const parsed = protocol.parse(body.value);
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
  if (path === countTokens) {
    note({ status: 200 });
    sendJson(response, 200, { input_tokens: inputTokens(asked) });
    return;
  }
  await generate({ state, response, protocol, asked, owner, note, fail });
}

async function transcribe(
  state: ServerState,
  request: IncomingMessage,
  response: ServerResponse,
  refuse: (error: WireError) => void,
): Promise<void> {
  const form = await readForm(request);
  const answer = transcription(form, state.sounds);
  state.calls.open({
    at: state.clock.now(),
    path: transcriptions,
    headers: shownHeaders(request),
    body: { ...form?.fields, file: form?.file?.name, bytes: form?.file?.bytes.length },
  })({ status: typeof answer === 'string' ? 400 : 200 });
  if (typeof answer === 'string') refuse(invalidRequest(answer));
  else sendJson(response, 200, answer);
}

/** A short name for the caller's workspace, or nothing where the key is missing or wrong. */
function authorize(state: ServerState, request: IncomingMessage): string | undefined {
  const header = request.headers['x-api-key'];
  const bearer = /^Bearer\s+(.+)$/iu.exec(request.headers.authorization ?? '')?.[1];
  // Where both are sent the API takes `x-api-key`; its SDK sends the other since version 1.
  const key = (typeof header === 'string' && header !== '' ? header : bearer) ?? '';
  if (key === '') return state.keyless ? 'keyless' : undefined;
  if (state.key !== undefined && key !== state.key) return undefined;
  return createHash('sha256').update(key).digest('base64').slice(0, 16);
}

function shownHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      secretHeaders.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

/** One list that clients of both protocols can read. */
function modelList(names: readonly string[]): object {
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
