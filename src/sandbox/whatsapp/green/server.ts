import type { Clock } from '../../../core/clock.js';
import { systemClock } from '../../../lib/system-clock.js';
import { ServiceFaults } from '../wire/faults.js';
import { startHttpService, type ServiceAnswer, type ServiceCall } from '../wire/http-service.js';
import type { WhatsAppWorld } from '../world/world.js';
import { changeState, greenMethods, sendQueue } from './calls.js';
import { newInstance, type Instance, type InstanceState, type NewInstance } from './instance.js';
import { tellInstance } from './notifications.js';

export interface GreenServerOptions {
  readonly world: WhatsAppWorld;
  /** What connections wait by. Default: the machine's clock, also in a virtual world. */
  readonly wire?: Clock;
  readonly host?: string;
  readonly port?: number;
  readonly onError?: (error: unknown, where: string) => void;
}

/** A running Green API: where it listens, its instances, and what may go wrong. */
export interface GreenServer {
  /** In the place of `https://<pool>.api.greenapi.com`. */
  readonly baseUrl: string;
  readonly world: WhatsAppWorld;
  readonly faults: ServiceFaults;
  readonly instances: ReadonlyMap<string, Instance>;
  addInstance(draft: NewInstance): Instance;
  changeState(instance: Instance, state: InstanceState): void;
  close(): Promise<void>;
}

export async function startGreenServer(options: GreenServerOptions): Promise<GreenServer> {
  const { world, wire = systemClock() } = options;
  const onError = options.onError ?? (() => undefined);
  const faults = new ServiceFaults();
  const instances = new Map<string, Instance>();
  const pump = (instance: Instance): void => {
    sendQueue(world, wire, instance).catch((error: unknown) => onError(error, 'queue'));
  };
  const stop = world.on((deed) => {
    const line = 'message' in deed ? deed.message.line : deed.line;
    for (const instance of instances.values()) {
      // A linked device that was signed out hears nothing more.
      const isLinked = instance.line === line && instance.state !== 'notAuthorized';
      if (isLinked) tellInstance(world, instance, deed);
      if (isLinked && deed.kind === 'posted' && deed.message.by === 'owner') world.carry(deed.message);
    }
  });

  function answer(call: ServiceCall): ServiceAnswer | Promise<ServiceAnswer> {
    const [at = '', name = '', token = ''] = call.path;
    const instance = instances.get(/^waInstance(\d+)$/u.exec(at)?.[1] ?? '');
    if (instance?.token !== token) return { status: 401, body: Buffer.from('') };
    const method = Object.hasOwn(greenMethods, name) ? greenMethods[name] : undefined;
    if (method === undefined) return { status: 404, body: { message: 'Not Found' } };
    const isRecord = typeof call.json === 'object' && call.json !== null && !Array.isArray(call.json);
    const fields = isRecord ? (call.json as Readonly<Record<string, unknown>>) : {};
    return method({ world, wire, instance, call, fields, pump: () => pump(instance) });
  }

  const service = await startHttpService({
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: options.port }),
    wire,
    faults,
    nameOf: ({ path }) => path[1] ?? '',
    answer,
    refusal: (code) => ({
      status: code,
      body: code === 429 ? { message: 'Too Many Requests has been triggered' } : { message: 'refused' },
    }),
    onError,
  });
  return {
    baseUrl: service.baseUrl,
    world,
    faults,
    instances,
    addInstance: (draft) => {
      const instance = newInstance(draft);
      instances.set(instance.id, instance);
      return instance;
    },
    changeState: (instance, state) => {
      changeState(world, instance, state);
      pump(instance);
    },
    close: async () => {
      stop();
      for (const { waiting } of instances.values()) for (const wake of waiting) wake();
      await service.close();
    },
  };
}
