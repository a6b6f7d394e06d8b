import type { RpcTransport, TlObject } from '../mtproto/rpc.js';
import { asNewerLayer } from './fault/newer-layer.js';
import type { PushFaults } from './fault/push-faults.js';
import { renderReactionUpdate } from './render/message.js';
import { isLegacy, toLegacy } from './render/legacy.js';
import { renderContainer, renderLogged, renderShort, renderShortMessage, usersIn } from './render/update.js';
import { renderPeer, renderStatus } from './render/user.js';
import type { Sessions } from './sessions.js';
import { conditionOf, isLost } from './world/account/condition.js';
import type { Delivery } from './world/delivery.js';
import { tlFromJson } from './world/tl-json.js';
import type { World } from './world/world.js';

export type ShortMessages = 'known' | 'always' | 'never';

export interface PushDeps {
  readonly world: World;
  readonly sessions: Sessions;
  readonly transport: RpcTransport;
  readonly faults: PushFaults;
  /** When a private text is pushed in its short form: when every listening client knows the sender, always, never. */
  readonly shortMessages: ShortMessages;
}

/** Turns committed changes into pushes, for users who are listening; everyone else asks for the difference later. */
export function startPushing(deps: PushDeps): void {
  deps.world.deliveries.onDelivery((delivery) => {
    if (delivery.kind === 'hang-up') {
      for (const keyId of delivery.keyIds) deps.transport.disconnect(keyId);
      return;
    }
    // A lost account hears nothing any more, whatever connection is still open.
    if (isLost(conditionOf(deps.world, delivery.owner))) return;
    const numbered = takesSeq(delivery);
    // The sequence of containers moves whether or not anyone listens.
    const seq = numbered ? deps.world.boxes.advanceSeq(delivery.owner, deps.world.clock.now()) : 0;
    if (!deps.sessions.isListening(delivery.owner, delivery.origin)) return;
    const rendered = render(deps, delivery, seq);
    const newer = deps.faults.newerLayer(delivery.owner);
    const updates = rendered && newer.size > 0 ? (asNewerLayer(rendered, newer) as TlObject) : rendered;
    if (updates !== undefined) deps.faults.pass(delivery.owner, () => send(deps, delivery, updates));
  });
}

/** Containers without pts that go to every session are numbered by seq; the rest carries pts or nothing. */
function takesSeq(delivery: Delivery): boolean {
  switch (delivery.kind) {
    case 'name':
    case 'user':
    case 'reactions':
      return delivery.origin === undefined;
    case 'logged':
    case 'typing':
    case 'status':
    case 'blocked':
    case 'draft':
    case 'authorization':
    case 'config':
    case 'hang-up':
      return false;
  }
}

function render(deps: PushDeps, delivery: Delivery, seq: number): TlObject | undefined {
  const { world } = deps;
  const { owner } = delivery;
  const container = (update: TlObject, users: readonly number[]): TlObject => {
    deps.sessions.learn(owner, users);
    return renderContainer(world, owner, [update], users, seq);
  };
  switch (delivery.kind) {
    case 'logged': {
      const { update } = delivery;
      const isMessage = update.kind === 'new' || update.kind === 'edit';
      const view = isMessage ? world.messages.find(owner, update.id) : undefined;
      if (
        update.kind === 'new' &&
        view !== undefined &&
        view.media === null &&
        Object.keys(view.marks).length === 0 &&
        mayBeShort(deps, owner, view.peer)
      ) {
        return renderShortMessage(view, update);
      }
      const rendered = renderLogged(world, owner, update);
      if (rendered === undefined) return undefined;
      return isMessage ? container(rendered, usersIn(update, view)) : renderShort(world, rendered);
    }
    case 'typing':
      return renderShort(world, {
        _: 'updateUserTyping',
        userId: BigInt(delivery.from),
        action: { _: delivery.action, progress: 0 },
      });
    case 'status':
      return renderShort(world, {
        _: 'updateUserStatus',
        userId: BigInt(delivery.user),
        status: renderStatus(world, owner, world.users.must(delivery.user)),
      });
    case 'name': {
      const user = world.users.must(delivery.user);
      return container(
        {
          _: 'updateUserName',
          userId: BigInt(user.id),
          firstName: user.firstName,
          lastName: user.lastName ?? '',
          usernames:
            user.username === null
              ? []
              : [{ _: 'username', editable: true, active: true, username: user.username }],
        },
        [user.id],
      );
    }
    case 'reactions': {
      const view = world.messages.find(owner, delivery.id);
      return view === undefined ? undefined : container(renderReactionUpdate(view), [owner, view.peer]);
    }
    case 'blocked':
      return renderShort(world, {
        _: 'updatePeerBlocked',
        peerId: renderPeer(delivery.peer),
        blocked: delivery.blocked,
      });
    case 'draft': {
      const draft = world.dialogs.find(owner, delivery.peer)?.draft ?? null;
      return renderShort(world, {
        _: 'updateDraftMessage',
        peer: renderPeer(delivery.peer),
        draft: draft === null ? { _: 'draftMessageEmpty' } : tlFromJson(draft),
      });
    }
    case 'authorization':
      return renderShort(world, {
        _: 'updateNewAuthorization',
        hash: delivery.hash,
        date: Math.floor(delivery.at / 1000),
        device: delivery.device,
        location: 'Loopback',
      });
    case 'user':
      return container({ _: 'updateUser', userId: BigInt(delivery.user) }, [delivery.user]);
    case 'config':
      return renderShort(world, { _: 'updateConfig' });
    case 'hang-up':
      return undefined;
  }
}

function mayBeShort(deps: PushDeps, owner: number, peer: number): boolean {
  if (deps.shortMessages !== 'known') return deps.shortMessages === 'always';
  return deps.sessions.allKnow(owner, peer);
}

function send(deps: PushDeps, delivery: Delivery, updates: TlObject): void {
  const user = BigInt(delivery.owner);
  const keys = deps.sessions.keysOf(delivery.owner);
  if (!keys.some((key) => isLegacy(key.layer))) {
    deps.transport.push(user, updates, delivery.origin);
    return;
  }
  // Clients of different layers read the same change differently: each key gets its own rendering.
  for (const { keyId, layer } of keys) {
    if (keyId === delivery.origin?.keyId) continue;
    deps.transport.pushToKey(keyId, isLegacy(layer) ? (toLegacy(updates, layer) as TlObject) : updates);
  }
}
