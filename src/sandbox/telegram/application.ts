import { asNewerLayer } from './fault/newer-layer.js';
import type { FaultEffect, FaultRules } from './fault/rules.js';
import { isLegacy, toLegacy } from './render/legacy.js';
import { refuseByCondition } from './condition-gate.js';
import type { CallContext } from './method/context.js';
import { noteRefusal } from './refusal-note.js';
import { openMethods, signedInMethods } from './method/registry.js';
import { endAuthorization } from './method/sign-in.js';
import { RpcError, type RpcApplication, type RpcReply, type TlObject, type TlValue } from '../mtproto/rpc.js';

export interface ApplicationDeps extends Omit<CallContext, 'caller'> {
  readonly rules: FaultRules;
}

/** Answers calls: faults first, then who is asking, then the method. */
export function createApplication(deps: ApplicationDeps): RpcApplication {
  return {
    call(method, caller) {
      deps.sessions.seen(caller);
      const context: CallContext = { ...deps, caller };
      const userId = deps.world.authorizations.of(caller.keyId)?.userId ?? null;
      const effects = deps.rules.hit(method._, userId);
      const latency = effects.reduce((sum, one) => sum + (one.kind === 'latency' ? one.ms : 0), 0);
      const answer = (): RpcReply | Promise<RpcReply> => {
        const refused = (error: unknown): never => {
          noteRefusal(deps.world, userId, method, error);
          throw error;
        };
        try {
          const reply = respond(context, method, effects);
          return reply instanceof Promise ? reply.catch(refused) : reply;
        } catch (error) {
          return refused(error);
        }
      };
      return latency === 0 ? answer() : deps.world.clock.sleep(latency).then(answer);
    },
    connected: (caller) => deps.sessions.opened(caller),
    disconnected: (caller) => deps.sessions.closed(caller),
  };
}

function respond(
  context: CallContext,
  method: TlObject,
  effects: readonly FaultEffect[],
): RpcReply | Promise<RpcReply> {
  for (const effect of effects) {
    if (effect.kind === 'error') throw new RpcError(effect.code, effect.type);
    if (effect.kind === 'end-authorization') {
      endAuthorization(context, context.caller.keyId, effect.type);
      throw new RpcError(codeOf(effect.type), effect.type);
    }
  }
  const newer = new Set(
    effects.flatMap((effect) => (effect.kind === 'newer-layer' ? effect.constructors : [])),
  );
  const lost = effects.find((effect) => effect.kind === 'lose');
  const finish = (value: TlValue): RpcReply => {
    if (lost !== undefined) return { kind: lost.how === 'cut' ? 'cut' : 'swallowed' };
    const { layer } = context.caller;
    const said = isLegacy(layer) ? toLegacy(value, layer) : value;
    return { kind: 'result', value: newer.size === 0 ? said : asNewerLayer(said, newer) };
  };
  const value = run(context, method);
  return value instanceof Promise ? value.then(finish) : finish(value);
}

function run(context: CallContext, method: TlObject): TlValue | Promise<TlValue> {
  const { world, caller } = context;
  if (context.habits.strictKeys && context.sessions.hasRival(caller)) {
    endAuthorization(context, caller.keyId, 'AUTH_KEY_DUPLICATED');
  }
  const open = openMethods.get(method._);
  if (open !== undefined) return open(method, context);
  const handler = signedInMethods.get(method._);
  const authorization = world.authorizations.of(caller.keyId);
  if (authorization === undefined || authorization.userId === null) {
    const type = authorization?.ended ?? notSignedIn(authorization?.passwordFor ?? null);
    throw new RpcError(codeOf(type), type);
  }
  const self = authorization.userId;
  if (caller.userId === null || Number(caller.userId) !== self) {
    // The two stores were cut apart by a crash between their commits: ours decides.
    context.transport.bind(caller.keyId, BigInt(self));
  }
  refuseByCondition(world, self, method);
  if (handler === undefined) throw new RpcError(400, 'METHOD_NOT_IMPLEMENTED');
  return handler(method, {
    ...context,
    self,
    actor: { user: self, origin: { keyId: caller.keyId, sessionId: caller.sessionId } },
  });
}

function notSignedIn(passwordFor: number | null): string {
  return passwordFor === null ? 'AUTH_KEY_UNREGISTERED' : 'SESSION_PASSWORD_NEEDED';
}

/** https://core.telegram.org/api/errors: a lost authorization is 401, a duplicated key 406. */
function codeOf(type: string): number {
  return type === 'AUTH_KEY_DUPLICATED' ? 406 : 401;
}
