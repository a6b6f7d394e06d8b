import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { renderContainer } from '../render/update.js';
import { renderPeer, renderStatus } from '../render/user.js';
import { conditionOf } from '../world/account/condition.js';
import { userByPhone, userByUsername } from '../world/lookup.js';
import { ADDED_BY_PHONE, isOpenTo } from '../world/account/privacy.js';
import { setBlocked } from '../world/account/presence.js';
import { SERVICE_USER_ID } from '../world/account/users.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { numberOf, objectOf, objectsOf, textOf } from './fields.js';
import { findPeer, peerOf, usersFor } from './peers.js';
import { peerSettings } from './users.js';

export const contactMethods: Readonly<Record<string, SignedInMethod>> = {
  'contacts.resolveUsername': (call, context) => {
    const username = textOf(call, 'username').replace(/^@/, '');
    if (!/^[a-z0-9_]{1,64}$/i.test(username)) throw new RpcError(400, 'USERNAME_INVALID');
    return resolved(context, userByUsername(context.world, username)?.id, 'USERNAME_NOT_OCCUPIED');
  },
  'contacts.resolvePhone': (call, context) => {
    return resolved(context, findByPhone(context, textOf(call, 'phone')), 'PHONE_NOT_OCCUPIED');
  },
  'contacts.getContacts': (_call, context) => {
    const ids = context.world.circles.contactsOf(context.self);
    return {
      _: 'contacts.contacts',
      contacts: ids.map((id) => ({
        _: 'contact',
        userId: BigInt(id),
        mutual: context.world.circles.contactNames(id, context.self) !== undefined,
      })),
      savedCount: 0,
      users: usersFor(context, ids),
    };
  },
  'contacts.getContactIDs': (_call, { world, self }) => world.circles.contactsOf(self),
  'contacts.getStatuses': (_call, { world, self }) =>
    world.circles.contactsOf(self).map((id) => ({
      _: 'contactStatus',
      userId: BigInt(id),
      status: renderStatus(world, self, world.users.must(id)),
    })),
  'contacts.addContact': (call, context) => {
    const id = peerOf(context, objectOf(call, 'id'), 'CONTACT_ID_INVALID');
    const firstName = textOf(call, 'firstName').trim();
    if (firstName === '') throw new RpcError(400, 'CONTACT_NAME_EMPTY');
    context.world.circles.addContact(context.self, id, firstName, textOf(call, 'lastName').trim());
    return settingsChanged(context, [id]);
  },
  'contacts.importContacts': (call, context) => {
    const found = objectsOf(call, 'contacts').flatMap((contact) => {
      const id = findByPhone(context, textOf(contact, 'phone'));
      return id === undefined ? [] : [{ contact, id }];
    });
    for (const { contact, id } of found) {
      context.world.circles.addContact(
        context.self,
        id,
        textOf(contact, 'firstName'),
        textOf(contact, 'lastName'),
      );
    }
    return {
      _: 'contacts.importedContacts',
      imported: found.map(({ contact, id }) => ({
        _: 'importedContact',
        userId: BigInt(id),
        clientId: contact['clientId'] ?? 0n,
      })),
      popularInvites: [],
      retryContacts: [],
      users: usersFor(
        context,
        found.map(({ id }) => id),
      ),
    };
  },
  'contacts.deleteContacts': (call, context) => {
    const ids = objectsOf(call, 'id').flatMap((input) => findPeer(context, input) ?? []);
    for (const id of ids) context.world.circles.removeContact(context.self, id);
    return settingsChanged(context, ids);
  },
  'contacts.block': (call, context) => block(call, context, true),
  'contacts.unblock': (call, context) => block(call, context, false),
  'contacts.getBlocked': (call, context) => {
    const all = context.world.circles.blockedBy(context.self);
    const offset = numberOf(call, 'offset');
    const page = all.slice(offset, offset + Math.min(numberOf(call, 'limit') || 100, 100));
    return {
      _: page.length < all.length ? 'contacts.blockedSlice' : 'contacts.blocked',
      count: all.length,
      blocked: page.map(({ blocked, at }) => ({
        _: 'peerBlocked',
        peerId: renderPeer(blocked),
        date: Math.floor(at / 1000),
      })),
      chats: [],
      users: usersFor(
        context,
        page.map(({ blocked }) => blocked),
      ),
    };
  },
  'contacts.search': (call, context) => {
    const wanted = textOf(call, 'q').replace(/^@/, '').toLowerCase();
    const hits = [...context.world.users.all()]
      .filter(
        (user) =>
          wanted.length > 2 &&
          conditionOf(context.world, user.id) !== 'deleted' &&
          (user.username ?? '').toLowerCase().startsWith(wanted),
      )
      .slice(0, numberOf(call, 'limit'));
    return {
      _: 'contacts.found',
      myResults: [],
      results: hits.map((user) => renderPeer(user.id)),
      chats: [],
      users: usersFor(
        context,
        hits.map((user) => user.id),
      ),
    };
  },
  'contacts.getTopPeers': () => ({ _: 'contacts.topPeersDisabled' }),
};

/** Somebody who hides from the caller is nobody: https://core.telegram.org/constructor/inputPrivacyKeyAddedByPhone. */
function findByPhone({ world, self }: SignedInContext, phone: string): number | undefined {
  const user = userByPhone(world, phone);
  return user !== undefined && isOpenTo(world, user.id, ADDED_BY_PHONE, self) ? user.id : undefined;
}

function resolved(context: SignedInContext, id: number | undefined, missing: string): TlObject {
  if (id === undefined) throw new RpcError(400, missing);
  return {
    _: 'contacts.resolvedPeer',
    peer: renderPeer(id),
    chats: [],
    users: usersFor(context, [id]),
  };
}

function block(call: TlObject, context: SignedInContext, blocked: boolean): boolean {
  const id = peerOf(context, objectOf(call, 'id'));
  if (id === context.self || id === SERVICE_USER_ID) throw new RpcError(400, 'CONTACT_ID_INVALID');
  setBlocked(context.world, context.actor, id, blocked);
  return true;
}

function settingsChanged(context: SignedInContext, ids: readonly number[]): TlObject {
  context.sessions.learnByKey(context.caller.keyId, ids);
  return renderContainer(
    context.world,
    context.self,
    ids.map((id) => ({
      _: 'updatePeerSettings',
      peer: renderPeer(id),
      settings: peerSettings(context, id),
    })),
    ids,
    0,
  );
}
