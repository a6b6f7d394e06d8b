import { isLoopbackHost } from '../../sandbox/control/http.js';
import { OperatorError } from '../../core/failure.js';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { startBotApiServer } from '../../sandbox/bot-api/server.js';
import { botFaultRoutes } from '../../sandbox/control/bot-fault-routes.js';
import { botRoutes } from '../../sandbox/control/bot-routes.js';
import { modelRoutes } from '../../sandbox/control/model-routes.js';
import { startControlServer } from '../../sandbox/control/server.js';
import type { BehaviourTerms } from '../../sandbox/model/voice/misbehaviour.js';
import { startModelServer } from '../../sandbox/model/server.js';
import { startTelegramSandbox } from '../../sandbox/serving/telegram-server.js';
import { whatsappRoutes } from '../../sandbox/control/whatsapp-routes.js';
import { startCloudServer } from '../../sandbox/whatsapp/cloud/server.js';
import { startEvolutionServer } from '../../sandbox/whatsapp/evolution/server.js';
import { startGreenServer } from '../../sandbox/whatsapp/green/server.js';
import { WhatsAppWorld } from '../../sandbox/whatsapp/world/world.js';

export interface SandboxServerOptions {
  readonly clock: Clock;
  /** Where the world lives; in memory when absent. */
  readonly folder?: string;
  readonly host: string;
  readonly port: number;
  readonly modelPort: number;
  readonly botPort: number;
  readonly controlPort: number;
  /** How far Telegram's clock is ahead of this machine's. */
  readonly aheadMs: Milliseconds;
  /** Only accounts made through the control interface may sign in. */
  readonly closed: boolean;
  /** What the model is told to do wrong; it behaves when absent. */
  readonly misbehaves?: BehaviourTerms;
  /** Errors that are the sandbox's own. */
  readonly onError: (cause: unknown) => void;
}

/** Where everything listens: what `kindred sandbox serve` prints as one line of JSON. */
export interface SandboxAddresses {
  readonly telegram: {
    readonly host: string;
    readonly port: number;
    readonly dcId: number;
    /** RSA public key of the server, PKCS#1 PEM. */
    readonly publicKeyPem: string;
    /** The login code of every account unless the control interface sets another. */
    readonly loginCode: string;
  };
  readonly model: { readonly baseUrl: string };
  /** In the place of https://api.telegram.org, for bots made through the control interface. */
  readonly botApi: { readonly baseUrl: string };
  /** Three ways to WhatsApp, for numbers made through the control interface. */
  readonly whatsapp: {
    /** In the place of https://graph.facebook.com. */
    readonly cloud: { readonly baseUrl: string };
    readonly green: { readonly baseUrl: string };
    readonly evolution: { readonly baseUrl: string };
  };
  readonly control: { readonly baseUrl: string };
}

/** The whole sandbox: a Telegram server, its Bot API, a model server, people, and the control interface over all of them. */
export async function startSandboxServer(
  options: SandboxServerOptions,
): Promise<{ readonly addresses: SandboxAddresses; close(): Promise<void> }> {
  const { clock, host, folder, onError } = options;
  if (!isLoopbackHost(host)) {
    throw new OperatorError(
      `the sandbox would be open to other machines at ${host}: nothing in it asks who is there`,
      'leave out --host, or name a loopback address',
    );
  }
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const stops: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  try {
    const telegram = await startTelegramSandbox({
      clock,
      host,
      port: options.port,
      aheadMs: options.aheadMs,
      onError,
      ...(folder === undefined ? {} : { folder: join(folder, 'telegram') }),
      ...(options.closed ? { habits: { unknownNumbers: 'refuse' as const } } : {}),
    });
    stops.push(() => telegram.close());
    const models = await startModelServer({
      clock,
      host,
      port: options.modelPort,
      ...(options.misbehaves === undefined ? {} : { misbehaves: options.misbehaves }),
    });
    stops.push(() => models.close());
    const botApi = await startBotApiServer({ world: telegram.world, host, port: options.botPort, onError });
    stops.push(() => botApi.close());
    const world = new WhatsAppWorld(clock, randomBytes(8).toString('hex'));
    const cloud = await startCloudServer({ world, host, onError });
    stops.push(() => cloud.close());
    const green = await startGreenServer({ world, host, onError });
    stops.push(() => green.close());
    const evolution = await startEvolutionServer({ world, host, onError });
    stops.push(() => evolution.close());
    const control = await startControlServer({
      telegram,
      host,
      port: options.controlPort,
      routes: [
        ...botRoutes(telegram, botApi),
        ...botFaultRoutes(telegram, botApi),
        ...modelRoutes(models),
        ...whatsappRoutes({ world, cloud, green, evolution }),
      ],
      onError,
    });
    stops.push(() => control.close());
    return {
      addresses: {
        telegram: {
          host: telegram.host,
          port: telegram.port,
          dcId: telegram.dcId,
          publicKeyPem: telegram.publicKeyPem,
          loginCode: telegram.habits.loginCode,
        },
        model: { baseUrl: models.baseUrl },
        botApi: { baseUrl: botApi.baseUrl },
        whatsapp: {
          cloud: { baseUrl: cloud.baseUrl },
          green: { baseUrl: green.baseUrl },
          evolution: { baseUrl: evolution.baseUrl },
        },
        control: { baseUrl: control.url },
      },
      close,
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}
