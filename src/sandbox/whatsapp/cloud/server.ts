import type { Clock } from '../../../core/clock.js';
import { systemClock } from '../../../lib/system-clock.js';
import type { ChatMessage } from '../world/messages.js';
import type { WhatsAppWorld } from '../world/world.js';
import { ServiceFaults, type ServiceFaultEffect } from '../wire/faults.js';
import { startHttpService, type ServiceAnswer, type ServiceCall } from '../wire/http-service.js';
import { postToHook } from '../wire/post-to-hook.js';
import { fieldsOf } from './call-fields.js';
import { Deliveries } from './deliveries.js';
import { graphError, GraphRefusal } from './graph-error.js';
import { MessageNames } from './names.js';
import { newNumber, type CloudNumber, type NewCloudNumber } from './number.js';
import { manageNumber } from './manage.js';
import { takeMessages, type Outgoing } from './outgoing.js';
import { tellOf } from './telling.js';

export interface CloudServerOptions {
  readonly world: WhatsAppWorld;
  /** What connections wait by. Default: the machine's clock, also in a virtual world. */
  readonly wire?: Clock;
  readonly host?: string;
  readonly port?: number;
  /** How long after a delivery was refused it is tried again for the first time. Default: a second. */
  readonly firstRetryMs?: number;
  readonly onError?: (error: unknown, where: string) => void;
}

/** A running Cloud API: where it listens, its numbers, and what may go wrong. */
export interface CloudServer {
  /** In the place of `https://graph.facebook.com`. */
  readonly baseUrl: string;
  readonly world: WhatsAppWorld;
  readonly faults: ServiceFaults;
  readonly names: MessageNames;
  readonly deliveries: Deliveries;
  readonly numbers: ReadonlyMap<string, CloudNumber>;
  addNumber(draft: NewCloudNumber): CloudNumber;
  /** Asks the address as Meta does before it posts there; false, and nothing is set, where the challenge is not echoed. */
  setHook(number: CloudNumber, url: string, verifyToken: string): Promise<boolean>;
  /** Tells of something besides messages: `phone_number_quality_update`, `account_update`, … */
  tell(number: CloudNumber, field: string, value: object): void;
  close(): Promise<void>;
}

/** Versions that are still answered (Graph API changelog: two years each). */
const versions = /^v(?:2[0-9])\.\d$/u;

export async function startCloudServer(options: CloudServerOptions): Promise<CloudServer> {
  const { world, wire = systemClock() } = options;
  const onError = options.onError ?? (() => undefined);
  const faults = new ServiceFaults();
  const names = new MessageNames();
  const numbers = new Map<string, CloudNumber>();
  const opaque = new Map<ChatMessage, string>();
  const deliveries = new Deliveries({
    world,
    wire,
    faults,
    firstRetryMs: options.firstRetryMs ?? 1_000,
    onError: (error) => onError(error, 'webhook'),
  });
  const telling = tellOf({ world, names, numbers, opaque, deliveries });
  const out: Outgoing = { world, names, opaque, ...telling.outgoing };

  const setHook = async (number: CloudNumber, url: string, verifyToken: string): Promise<boolean> => {
    const challenge = String(1_158_201_444 + numbers.size);
    const asked = new URL(url);
    asked.searchParams.set('hub.mode', 'subscribe');
    asked.searchParams.set('hub.challenge', challenge);
    asked.searchParams.set('hub.verify_token', verifyToken);
    const answer = await postToHook(asked.href, { body: null, headers: {}, patienceMs: 10_000 }).catch(
      () => null,
    );
    if (answer?.status !== 200 || answer.body !== challenge) return false;
    number.hook = { url, verifyToken };
    return true;
  };

  async function answer(call: ServiceCall, effects: readonly ServiceFaultEffect[]): Promise<ServiceAnswer> {
    try {
      const [version = '', id = '', edge] = call.path;
      if (!versions.test(version)) return graphError(100, `Unknown path components: /${version}`);
      const token = /^Bearer (.+)$/u.exec(call.headers.authorization ?? '')?.[1];
      const allowed = [...numbers.values()].filter((one) => one.token === token);
      if (allowed.length === 0)
        return graphError(190, 'Invalid OAuth access token - Cannot parse access token');
      const number = allowed.find(({ phoneNumberId }) => phoneNumberId === id);
      if (edge === 'messages' && call.method === 'POST' && number !== undefined) {
        return { status: 200, body: takeMessages(out, number, call.json, effects) };
      }
      const managed = await manageNumber({ call, number, allowed, id, edge, setHook });
      // What exists and is not this token's is told as what does not exist.
      return (
        managed ??
        graphError(
          100,
          `Unsupported ${call.method.toLowerCase()} request. Object with ID '${id}' does not exist`,
        )
      );
    } catch (cause) {
      if (cause instanceof GraphRefusal) return graphError(cause.code, cause.details);
      throw cause;
    }
  }

  const service = await startHttpService({
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: options.port }),
    wire,
    faults,
    nameOf: (call) => nameOf(call),
    answer,
    refusal: (code) => graphError(code),
    onError,
  });
  return {
    baseUrl: service.baseUrl,
    world,
    faults,
    names,
    deliveries,
    numbers,
    addNumber: (draft) => {
      const number = newNumber(draft);
      numbers.set(number.phoneNumberId, number);
      return number;
    },
    setHook,
    tell: (number, field, value) =>
      deliveries.push({ number, field, list: null, value, at: world.clock.now() }),
    close: async () => {
      telling.stop();
      deliveries.close();
      await service.close();
    },
  };
}

/** `messages`, `typing` and `read` are one address; faults tell them apart. */
function nameOf({ path, json, method }: ServiceCall): string {
  const edge = path[2] ?? 'object';
  if (edge !== 'messages') return method === 'GET' ? edge : `${edge}-change`;
  const fields = fieldsOf(json);
  if (fields['status'] === 'read') return fields['typing_indicator'] === undefined ? 'read' : 'typing';
  return 'messages';
}
