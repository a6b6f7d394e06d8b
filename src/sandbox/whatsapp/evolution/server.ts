import type { Clock } from '../../../core/clock.js';
import { systemClock } from '../../../lib/system-clock.js';
import { ServiceFaults } from '../wire/faults.js';
import { startHttpService, type ServiceAnswer, type ServiceCall } from '../wire/http-service.js';
import type { WhatsAppWorld } from '../world/world.js';
import { badRequest, evolutionRoutes, fieldsIn } from './calls.js';
import { eventOf } from './events.js';
import { EvolutionHooks } from './hooks.js';
import { newEvolutionInstance, type EvolutionInstance } from './instance.js';

export interface EvolutionServerOptions {
  readonly world: WhatsAppWorld;
  /** What connections wait by. Default: the machine's clock, also in a virtual world. */
  readonly wire?: Clock;
  readonly host?: string;
  readonly port?: number;
  /** How long after a delivery was refused it is tried again for the first time. Default: five seconds. */
  readonly firstRetryMs?: number;
  /** Where an address that it is told to post to is reached from here. Default: there. */
  readonly reach?: (url: string) => string;
  readonly onError?: (error: unknown, where: string) => void;
}

/** A running Evolution API: where it listens, its instances, and what may go wrong. */
export interface EvolutionServer {
  readonly baseUrl: string;
  readonly world: WhatsAppWorld;
  readonly faults: ServiceFaults;
  readonly hooks: EvolutionHooks;
  addInstance(draft: Parameters<typeof newEvolutionInstance>[0]): EvolutionInstance;
  changeState(instance: EvolutionInstance, state: EvolutionInstance['state'], reason?: number): void;
  close(): Promise<void>;
}

export async function startEvolutionServer(options: EvolutionServerOptions): Promise<EvolutionServer> {
  const { world, wire = systemClock() } = options;
  const onError = options.onError ?? (() => undefined);
  const faults = new ServiceFaults();
  const instances = new Map<string, EvolutionInstance>();
  const hooks = new EvolutionHooks({
    clock: world.clock,
    wire,
    faults,
    firstRetryMs: options.firstRetryMs ?? 5_000,
    reach: options.reach ?? ((url) => url),
    onError: (error) => onError(error, 'webhook'),
  });
  const stop = world.on((deed) => {
    const line = 'message' in deed ? deed.message.line : deed.line;
    for (const instance of instances.values()) {
      if (instance.line !== line) continue;
      const event = instance.isDead || instance.isDeaf ? null : eventOf(world, instance, deed);
      if (event !== null) hooks.post(instance, event);
      if (deed.kind === 'posted' && deed.message.by === 'owner') world.carry(deed.message);
    }
  });

  function answer(call: ServiceCall): ServiceAnswer | Promise<ServiceAnswer> {
    const [room = '', name = '', of = ''] = call.path;
    if (room === '') {
      return {
        status: 200,
        body: { status: 200, message: 'Welcome to the Evolution API, it is working!', version: '2.3.7' },
      };
    }
    const instance = instances.get(name === 'fetchInstances' ? (call.query.get('instanceName') ?? '') : of);
    const { apikey } = call.headers;
    const isAllowed = instance !== undefined && apikey === instance.token;
    if (!isAllowed)
      return {
        status: 401,
        body: { status: 401, error: 'Unauthorized', response: { message: 'Unauthorized' } },
      };
    const at = `${call.method} ${room}/${name}`;
    const route = Object.hasOwn(evolutionRoutes, at) ? evolutionRoutes[at] : undefined;
    if (route === undefined) {
      const message = [`Cannot ${call.method} /${room}/${name}/${of}`];
      return { status: 404, body: { status: 404, error: 'Not Found', response: { message } } };
    }
    return route({ world, wire, instance, fields: fieldsIn(call.json) });
  }

  const service = await startHttpService({
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: options.port }),
    wire,
    faults,
    nameOf: ({ path }) => path[1] ?? '',
    answer,
    refusal: (code) =>
      code === 400
        ? badRequest(['Error: Timed Out'])
        : { status: code, body: { status: code, error: 'Error' } },
    onError,
  });
  return {
    baseUrl: service.baseUrl,
    world,
    faults,
    hooks,
    addInstance: (draft) => {
      const instance = newEvolutionInstance(draft);
      instances.set(instance.name, instance);
      return instance;
    },
    changeState: (instance, state, reason = 200) => {
      instance.state = state;
      const data = { instance: instance.name, state, statusReason: reason };
      hooks.post(instance, { event: 'connection.update', data });
    },
    close: async () => {
      stop();
      hooks.restart();
      await service.close();
    },
  };
}
