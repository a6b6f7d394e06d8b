import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { needsPremium } from '../world/may-write.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { objectOf, objectsOf } from './fields.js';
import { findPeer, peerOf, usersFor } from './peers.js';

export const userMethods: Readonly<Record<string, SignedInMethod>> = {
  'users.getUsers': (call, context) =>
    objectsOf(call, 'id').map((input) => {
      const id = findPeer(context, input);
      // Clients take userEmpty for "I cannot address this one".
      if (id === undefined) return { _: 'userEmpty', id: input['userId'] ?? 0n };
      return usersFor(context, [id])[0];
    }),
  'users.getFullUser': (call, context) => {
    const id = peerOf(context, objectOf(call, 'id'), 'USER_ID_INVALID');
    const user = context.world.users.must(id);
    return {
      _: 'users.userFull',
      fullUser: {
        _: 'userFull',
        id: BigInt(id),
        blocked: context.world.circles.hasBlocked(context.self, id),
        readDatesPrivate: !user.showsPresence,
        canPinMessage: true,
        contactRequirePremium: needsPremium(context.world, context.self, id),
        about: user.about ?? undefined,
        ...automation(context, id),
        settings: peerSettings(context, id),
        notifySettings: { _: 'peerNotifySettings' },
        commonChatsCount: 0,
      },
      chats: [],
      users: usersFor(context, [id]),
    };
  },
  'users.getIsPremiumRequiredToContact': (call, context) =>
    objectsOf(call, 'id').map((input) => {
      const id = findPeer(context, input);
      return id !== undefined && needsPremium(context.world, context.self, id);
    }),
  'messages.getPeerSettings': (call, context) => {
    const id = peerOf(context, objectOf(call, 'peer'));
    return {
      _: 'messages.peerSettings',
      settings: peerSettings(context, id),
      chats: [],
      users: usersFor(context, [id]),
    };
  },
  'messages.hidePeerSettingsBar': () => true,
  'photos.getUserPhotos': (call, context) => ({
    _: 'photos.photos',
    photos: [],
    users: usersFor(context, [peerOf(context, objectOf(call, 'userId'), 'USER_ID_INVALID')]),
  }),
  'photos.updateProfilePhoto': () => {
    throw new RpcError(400, 'PHOTO_ID_INVALID');
  },
};

/** https://core.telegram.org/api/business: greeting and away message stand in the profile. */
function automation({ habits }: SignedInContext, id: number): Partial<TlObject> {
  if (!habits.automated.includes(id)) return {};
  const recipients = { _: 'businessRecipients', newChats: true };
  return {
    businessGreetingMessage: { _: 'businessGreetingMessage', shortcutId: 1, recipients, noActivityDays: 7 },
    businessAwayMessage: {
      _: 'businessAwayMessage',
      shortcutId: 2,
      schedule: { _: 'businessAwayMessageScheduleAlways' },
      recipients,
    },
  };
}

/** The bar above a stranger's chat: it goes away when they become a contact, its report button when one answers. */
export function peerSettings({ world, self }: SignedInContext, peer: number): TlObject {
  const stranger =
    peer !== self && !world.users.must(peer).bot && world.circles.contactNames(self, peer) === undefined;
  const answered =
    world.messages.count('k.owner = @self AND k.peer = @peer AND k.out = 1', { self, peer }) > 0;
  return {
    _: 'peerSettings',
    addContact: stranger,
    blockContact: stranger,
    reportSpam: stranger && !answered,
  };
}
