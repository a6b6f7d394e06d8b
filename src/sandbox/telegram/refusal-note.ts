import { longOf, optionalObject } from './method/fields.js';
import { RpcError, type TlObject } from '../mtproto/rpc.js';
import type { World } from './world/world.js';

const SENDS: ReadonlySet<string> = new Set(['messages.sendMessage', 'messages.sendMedia']);

/** Tells the judge of a message that was tried and refused, whatever refused it: a rule, a limit, the person. */
export function noteRefusal(world: World, sender: number | null, call: TlObject, error: unknown): void {
  if (sender === null || !SENDS.has(call._) || !(error instanceof RpcError)) return;
  const peer = optionalObject(call, 'peer');
  const to = peer === undefined ? 0 : Number(longOf(peer, 'userId'));
  if (world.users.get(to) === undefined) return;
  world.journal.write(world.clock.now(), 'refused', sender, to, null, {
    detail: `${error.code} ${error.type}`,
    randomId: longOf(call, 'randomId').toString(),
  });
}
