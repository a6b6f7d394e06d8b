import type { Authorization } from './authorizations.js';
import type { SessionRef } from '../delivery.js';
import { postMessage } from '../message/post-message.js';
import { SERVICE_USER_ID } from './users.js';
import type { World } from '../world.js';

/** Warns the user's other devices of a new one, by an update and by a message from Telegram itself. */
export function announceSignIn(
  world: World,
  userId: number,
  { hash, model }: Authorization,
  origin?: SessionRef,
): void {
  world.deliveries.send({
    owner: userId,
    kind: 'authorization',
    hash: BigInt(hash),
    device: model,
    at: world.clock.now(),
    ...(origin === undefined ? {} : { origin }),
  });
  postMessage(
    world,
    { user: SERVICE_USER_ID },
    { to: userId, text: `New login. Device: ${model}. Was this you?` },
  );
}
