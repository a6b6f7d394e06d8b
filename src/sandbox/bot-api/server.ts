import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Chance } from '../../core/chance.js';
import type { Clock } from '../../core/clock.js';
import { dice } from '../../lib/dice.js';
import { systemClock } from '../../lib/system-clock.js';
import type { World } from '../telegram/world/world.js';
import { createBotTables } from './account/bot-tables.js';
import { Bots } from './account/bots.js';
import { followLink } from './account/files.js';
import { Connections } from './business/connections.js';
import { BotApiError } from './call/bot-api-error.js';
import { readArguments } from './call/read-arguments.js';
import { loseAnswer, sendOutcome, sendProxyPage, type Outcome } from './answer-call.js';
import { Dispatch, errorOf } from './dispatch.js';
import { BotFaults, type BotFaultEffect } from './fault/bot-faults.js';
import type { BotApi } from './method/bot-call.js';
import { Callbacks } from './method/callbacks.js';
import { botMethods } from './method/registry.js';
import { SendLimits } from './method/send-limits.js';
import { startArrivals } from './update/arrivals.js';
import { Polls } from './update/poll.js';
import { UpdateQueue } from './update/update-queue.js';
import { Webhooks } from './update/webhooks.js';

export interface BotApiServerOptions {
  readonly world: World;
  /** What connections wait by: polls, retries of webhooks, delays. Default: the machine's clock, also in a virtual world. */
  readonly wire?: Clock;
  readonly chance?: Chance;
  readonly host?: string;
  /** 0, the default: any free port. */
  readonly port?: number;
  /** Errors that are the sandbox's own fault; the client gets 500. */
  readonly onError?: (error: unknown, where: string) => void;
}

/** A running Bot API: where it listens, its bots, and what may go wrong. */
export interface BotApiServer extends Omit<BotApi, 'world' | 'chance'> {
  /** In the place of `https://api.telegram.org`. */
  readonly baseUrl: string;
  readonly faults: BotFaults;
  close(): Promise<void>;
}

export async function startBotApiServer(options: BotApiServerOptions): Promise<BotApiServer> {
  const { world, wire = systemClock(), chance = dice(randomBytes(4).readUInt32LE(0)) } = options;
  const onError = options.onError ?? (() => undefined);
  createBotTables(world.db);
  const bots = new Bots(world);
  const connections = new Connections(world);
  const queue = new UpdateQueue(world, bots, chance);
  const polls = new Polls(bots, queue, wire);
  const faults = new BotFaults(world.db);
  const stopArrivals = startArrivals({ world, bots, connections, queue });
  const webhooks = new Webhooks({
    world,
    bots,
    queue,
    wire,
    chance,
    faults: (bot) => dispatch.faultsFor('webhook', bot),
    execute: (bot, answer) => {
      dispatch.runFromHook(bot, answer).catch((error: unknown) => onError(error, 'webhook answer'));
    },
  });
  const api: BotApi = {
    world,
    bots,
    connections,
    queue,
    polls,
    webhooks,
    callbacks: new Callbacks(world, queue),
    limits: new SendLimits(),
    chance,
    habits: { strictWebhooks: false },
  };
  const dispatch: Dispatch = new Dispatch({ api, methods: botMethods(wire), faults, onError });
  webhooks.start();
  const server = createServer((request, response) => {
    handle({ api, dispatch, wire }, request, response).catch((error: unknown) => {
      if (!(error instanceof BotApiError)) onError(error, 'bot API request');
      const told = error instanceof BotApiError ? error : new BotApiError(500, 'Internal Server Error');
      sendOutcome(response, { ok: false, error: told });
    });
  });
  // Longer than clients keep an idle connection, so that none is cut under a request that is on its way.
  server.keepAliveTimeout = 75_000;
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the bot API server has no address');
  return {
    ...api,
    faults,
    baseUrl: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        stopArrivals();
        webhooks.close();
        polls.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Surroundings {
  readonly api: BotApi;
  readonly dispatch: Dispatch;
  readonly wire: Clock;
}

const CALL = /^\/bot([^/]+)\/(?:(test)\/)?([^/]*)$/;
const FILE = /^\/file\/bot([^/]+)\/(.+)$/;

async function handle(
  { api, dispatch, wire }: Surroundings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const path = decoded(url.pathname);
  const file = FILE.exec(path);
  if (file !== null) return sendFile(api, response, file[1] ?? '', file[2] ?? '');
  const call = CALL.exec(path);
  const token = call?.[1] ?? '';
  // A token without its colon never gets past the public address (measured there: 404 without a reason).
  if (call === null || !token.includes(':')) throw new BotApiError(404, 'Not Found');
  if (call[2] !== undefined) throw new BotApiError(401, 'Unauthorized: invalid token specified');
  const bot = api.bots.authorize(token);
  const method = call[3] ?? '';
  const args = await readArguments(request, url.searchParams);
  const effects = dispatch.faultsFor(method, bot.id);
  const late = effects.reduce((sum, one) => sum + (one.kind === 'latency' ? one.ms : 0), 0);
  if (late > 0) await wire.sleep(late);
  for (const effect of effects) {
    if (effect.kind === 'error') throw errorOf(effect);
    if (effect.kind === 'lose' && !effect.applied) return loseAnswer(response, effect.how);
    if (effect.kind === 'http' && !effect.applied) return sendProxyPage(response, effect.status);
  }
  sendOutcome(response, spoiltList(await dispatch.run(bot.id, method, args), effects), effects);
}

/** Updates come twice, or in another order. */
function spoiltList(outcome: Outcome, effects: readonly BotFaultEffect[]): Outcome {
  if (!outcome.ok || !Array.isArray(outcome.result)) return outcome;
  let result: unknown[] = outcome.result;
  if (effects.some((effect) => effect.kind === 'duplicate')) result = result.flatMap((one) => [one, one]);
  if (effects.some((effect) => effect.kind === 'reorder')) result = result.toReversed();
  return { ...outcome, result };
}

function sendFile(api: BotApi, response: ServerResponse, token: string, path: string): void {
  const bot = api.bots.authorize(token);
  const file = followLink(api.world, bot.id, path);
  if (file === undefined) throw new BotApiError(404, 'Not Found');
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': file.bytes.length,
  });
  response.end(file.bytes);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new BotApiError(404, 'Not Found');
  }
}
