import { randomUUID } from 'node:crypto';
import { systemClock } from '../../src/lib/system-clock.js';
import { openBackend, type Backend, type BackendOptions } from '../../src/sandbox/telegram/backend.js';
import {
  RpcError,
  type RpcCaller,
  type RpcTransport,
  type TlObject,
  type TlValue,
} from '../../src/sandbox/mtproto/rpc.js';

/** For tests of the API layer: a transport without a wire, and clients that call the application directly. */
export class DirectTransport implements RpcTransport {
  readonly bound = new Map<string, bigint>();
  readonly cut: (string | undefined)[] = [];
  private readonly listeners: { caller: RpcCaller; inbox: TlObject[] }[] = [];

  listen(caller: RpcCaller, inbox: TlObject[]): void {
    this.listeners.push({ caller, inbox });
  }

  deafen(caller: RpcCaller): void {
    const index = this.listeners.findIndex((one) => one.caller.sessionId === caller.sessionId);
    if (index >= 0) this.listeners.splice(index, 1);
  }

  push(userId: bigint, updates: TlObject, except?: { keyId: string; sessionId?: string }): number {
    let count = 0;
    for (const { caller, inbox } of this.listeners) {
      if (this.bound.get(caller.keyId) !== userId) continue;
      if (except?.keyId === caller.keyId && (except.sessionId ?? caller.sessionId) === caller.sessionId)
        continue;
      inbox.push(updates);
      count += 1;
    }
    return count;
  }

  pushToKey(keyId: string, updates: TlObject): number {
    const hit = this.listeners.filter(({ caller }) => caller.keyId === keyId);
    for (const { inbox } of hit) inbox.push(updates);
    return hit.length;
  }

  bind(keyId: string, userId: bigint | null): void {
    if (userId === null) this.bound.delete(keyId);
    else this.bound.set(keyId, userId);
  }

  destroyKey(keyId: string): void {
    this.bound.delete(keyId);
  }

  disconnect(keyId?: string): void {
    this.cut.push(keyId);
  }
}

export interface DirectClient {
  readonly caller: RpcCaller;
  /** Pushes in the order they came. */
  readonly inbox: TlObject[];
  /** The answer's value; an RpcError is thrown. */
  call(name: string, fields?: Record<string, TlValue>): Promise<TlObject>;
  /** `400 TYPE` of the error this call must give. */
  failure(name: string, fields?: Record<string, TlValue>): Promise<string>;
  leave(): void;
}

export function directClient(
  backend: Backend,
  transport: DirectTransport,
  options: { layer?: number; keyId?: string } = {},
): DirectClient {
  const name = randomUUID();
  const keyId = options.keyId ?? `key-${name}`;
  const base: Omit<RpcCaller, 'userId'> = {
    keyId,
    sessionId: `session-${name}`,
    layer: options.layer ?? 198,
    device: { apiId: 1, model: `device ${name.slice(0, 4)}`, appVersion: '1' },
  };
  const caller = (): RpcCaller => ({ ...base, userId: transport.bound.get(keyId) ?? null });
  const inbox: TlObject[] = [];
  transport.listen(caller(), inbox);
  backend.application.connected?.(caller());
  const call = async (name: string, fields: Record<string, TlValue> = {}): Promise<TlObject> => {
    const reply = await backend.application.call({ _: name, ...fields }, caller());
    if (reply.kind !== 'result') throw new Error(`the answer was ${reply.kind}`);
    return reply.value as TlObject;
  };
  return {
    caller: caller(),
    inbox,
    call,
    failure: async (name, fields) => {
      try {
        await call(name, fields);
      } catch (error) {
        if (error instanceof RpcError) return `${error.code} ${error.type}`;
        throw error;
      }
      throw new Error(`${name} was expected to fail`);
    },
    leave: () => {
      transport.deafen(caller());
      backend.application.disconnected?.(caller());
    },
  };
}

export function directBackend(options: Partial<BackendOptions> = {}): {
  backend: Backend;
  transport: DirectTransport;
} {
  const backend = openBackend({ file: ':memory:', clock: systemClock(), ...options });
  const transport = new DirectTransport();
  backend.attach(transport, { host: '127.0.0.1', port: 1, dcId: 2 });
  return { backend, transport };
}

/** Signs a phone number in by code, as a client would. */
export async function signIn(client: DirectClient, phone: string, code = '22222'): Promise<TlObject> {
  const sent = await client.call('auth.sendCode', { phoneNumber: phone });
  const answer = await client.call('auth.signIn', {
    phoneNumber: phone,
    phoneCodeHash: sent['phoneCodeHash'],
    phoneCode: code,
  });
  return answer['user'] as TlObject;
}

export function inputPeer(user: TlObject | undefined): TlObject {
  return { _: 'inputPeerUser', userId: user?.['id'], accessHash: user?.['accessHash'] };
}
