import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Clock } from '../../core/clock.js';
import { portTrouble } from '../../core/port-trouble.js';
import { KnownSounds } from './audio.js';
import { CallLog } from './call-log.js';
import { modelControl } from './control.js';
import type { ModelControl } from './control.js';
import type { Latency } from './wire/deliver.js';
import { Faults } from './faults.js';
import { Misbehaviour, type BehaviourTerms } from './voice/misbehaviour.js';
import { answerRequest } from './handle.js';
import type { ServerState } from './handle.js';
import { Oddities } from './oddity/oddities.js';
import type { OddTerms } from './oddity/terms.js';
import { PromptCache } from './prompt-cache.js';
import { Script } from './voice/script.js';
import type { Voice } from './voice/voice.js';
import { sendJson } from './wire/send-json.js';
import type { LineMatcher, ScriptedLine } from './voice/script.js';

export interface ModelServerOptions {
  readonly clock: Clock;
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** The only key accepted; any is when absent. */
  readonly key?: string;
  /** Answer without a key too, as local servers do; false when absent. */
  readonly keyless?: boolean;
  /** The only models that exist; any name does when absent. */
  readonly models?: readonly string[];
  /** Speaks where no line was prepared; the canned voice when absent. */
  readonly voice?: Voice;
  /** Varies the voice; 1 when absent. */
  readonly seed?: number;
  readonly latency?: Partial<Latency>;
  /** What it was told to do wrong; it behaves when absent. */
  readonly misbehaves?: BehaviourTerms;
  /** How many calls are kept whole; 1,000 when absent. */
  readonly keepCalls?: number;
}

/** A loopback server that speaks the Anthropic Messages API, and OpenAI's chat completions beside it. It is no language model. */
export interface ModelServer {
  /** For the Anthropic SDK's `baseURL`; OpenAI-compatible clients add `/v1`. */
  readonly baseUrl: string;
  readonly port: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly control: ModelControl;
  /** What this sound says, should somebody ask for it in words. */
  hears(sound: Uint8Array, words: string): void;
  /** Queues answers, each given once. */
  script(...lines: readonly ScriptedLine[]): void;
  /** Answers every matching request (or the first `count`) with this line. */
  scriptWhen(matcher: LineMatcher, line: ScriptedLine, count?: number): void;
  clearScript(): void;
  /** Tells it to do wrong from now on, or to behave again. */
  misbehave(terms: BehaviourTerms | null): void;
  setLatency(latency: Partial<Latency>): void;
  /** From now on it is odd in these ways and in no others. */
  setOdd(terms: OddTerms): void;
  /** Times that it began to load its model since it was told to load. */
  readonly loads: number;
  /** Splits streamed bytes into writes of this size; null sends whole events again. */
  setChunkBytes(size: number | null): void;
  close(): Promise<void>;
}

export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const state: ServerState = {
    clock: options.clock,
    seed: options.seed ?? 1,
    cache: new PromptCache(options.clock),
    calls: new CallLog(options.keepCalls ?? 1_000),
    faults: new Faults(),
    sounds: new KnownSounds(),
    script: new Script(),
    misbehaviour: new Misbehaviour(),
    oddities: new Oddities(options.clock),
    latency: { firstToken: 0, perToken: 0, ...options.latency },
    chunkBytes: undefined,
    nextId: 1,
    ...(options.voice !== undefined && { voice: options.voice }),
    keyless: options.keyless ?? false,
    ...(options.key !== undefined && { key: options.key }),
    ...(options.models !== undefined && { models: options.models }),
  };
  state.misbehaviour.set(options.misbehaves ?? null);
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveTimeout: 75_000 });
  server.on('request', (request, response) => {
    answerRequest(state, request, response).catch((error: unknown) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : 'unknown';
      const message = `The sandbox model server failed: ${reason}`;
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { type: 'error', error: { type: 'api_error', message } });
    });
  });
  const host = options.host ?? '127.0.0.1';
  await listen(server, host, options.port ?? 0);
  const { port } = server.address() as AddressInfo;

  const setLatency = (latency: Partial<Latency>): void => {
    state.latency = { ...state.latency, ...latency };
  };
  const setChunkBytes = (size: number | null): void => {
    state.chunkBytes = size === null ? undefined : Math.max(1, Math.floor(size));
  };
  return {
    hears: (sound, words) => state.sounds.add(sound, words),
    baseUrl: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    calls: state.calls,
    faults: state.faults,
    control: modelControl(state, { setLatency, setChunkBytes }),
    script: (...lines) => {
      state.script.push(...lines);
    },
    scriptWhen: (matcher, line, count) => {
      state.script.when(matcher, line, count);
    },
    clearScript: () => {
      state.script.clear();
    },
    misbehave: (terms) => {
      state.misbehaviour.set(terms);
    },
    setLatency,
    setOdd: (terms) => {
      state.oddities.set(terms);
    },
    get loads() {
      return state.oddities.loads;
    },
    setChunkBytes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(portTrouble(error, 'model', host, port));
    });
    server.listen(port, host, () => {
      resolve();
    });
  });
}
