import { randomBytes } from 'node:crypto';
import { announceSignIn } from './account/announce-sign-in.js';
import type { Authorization } from './account/authorizations.js';
import type { World } from './world.js';

export interface VirtualDevice {
  readonly model: string;
  readonly appVersion: string;
  readonly apiId: number;
}

/** Signs the account in on a device that is only in the list: somebody else's phone, as its owner sees it. */
export function addVirtualDevice(world: World, userId: number, device: VirtualDevice): Authorization {
  return world.transactions.run(() => {
    const at = world.clock.now();
    const keyId = randomBytes(8).toString('hex');
    const caller = { keyId, sessionId: '', userId: null, layer: 0, device };
    const authorization = world.authorizations.signIn(caller, userId, at);
    world.journal.write(at, 'signed-in', userId, 0, null, { detail: device.model });
    announceSignIn(world, userId, authorization);
    return authorization;
  });
}
