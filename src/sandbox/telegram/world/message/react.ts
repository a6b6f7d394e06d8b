import type { Actor } from '../delivery.js';
import type { MessageView } from './messages.js';
import type { World } from '../world.js';

/** An account without Premium has one reaction per message (config: reactions_user_max_default). */
const REACTIONS_PER_USER = 1;

export type ReactOutcome =
  | { readonly kind: 'reacted'; readonly view: MessageView }
  | { readonly kind: 'refused'; readonly type: string };

/** Sets the actor's reactions on a message; an empty list takes them back. Costs no pts, as on Telegram. */
export function react(world: World, actor: Actor, id: number, emojis: readonly string[]): ReactOutcome {
  return world.transactions.run(() => {
    const view = world.messages.find(actor.user, id);
    if (view === undefined) return { kind: 'refused', type: 'MESSAGE_ID_INVALID' };
    if (emojis.length > REACTIONS_PER_USER) return { kind: 'refused', type: 'REACTIONS_TOO_MANY' };
    if (emojis.some((emoji) => !/\p{Extended_Pictographic}/u.test(emoji))) {
      return { kind: 'refused', type: 'REACTION_INVALID' };
    }
    const mine = view.reactions.filter((reaction) => reaction.user === actor.user);
    if (mine.map((reaction) => reaction.emoji).join() === emojis.join()) {
      return { kind: 'refused', type: 'MESSAGE_NOT_MODIFIED' };
    }
    const at = world.clock.now();
    world.messages.writeReactions(view.uid, [
      ...view.reactions.filter((reaction) => reaction.user !== actor.user),
      ...emojis.map((emoji) => ({ user: actor.user, emoji, at, unread: !view.out })),
    ]);
    const other = world.messages.counterpart(view);
    if (other !== undefined) {
      world.deliveries.send({ owner: other.owner, kind: 'reactions', id: other.id });
    }
    world.deliveries.send({
      owner: actor.user,
      kind: 'reactions',
      id,
      ...(actor.origin === undefined ? {} : { origin: actor.origin }),
    });
    world.journal.write(at, 'reaction', actor.user, view.peer, view.uid, {
      actorMessageId: id,
      detail: emojis.join(' '),
      before: mine.map((reaction) => reaction.emoji).join(' '),
      ...(other === undefined ? {} : { peerMessageId: other.id }),
    });
    return { kind: 'reacted', view: world.messages.find(actor.user, id) ?? view };
  });
}

const UNREAD_REACTION =
  'k.owner = @owner AND k.peer = @peer AND k.out = 1 AND c.reactions IS NOT NULL AND instr(c.reactions, \'"unread":true\') > 0';

/** Own messages of a chat whose reactions were not looked at yet, newest first. */
export function unreadReactions(world: World, owner: number, peer: number, limit: number): MessageView[] {
  return world.messages.page(UNREAD_REACTION, { owner, peer }, limit);
}

export function countUnreadReactions(world: World, owner: number, peer: number): number {
  return world.messages.count(UNREAD_REACTION, { owner, peer });
}

export function readReactions(world: World, owner: number, peer: number): void {
  world.transactions.run(() => {
    for (const view of unreadReactions(world, owner, peer, -1)) {
      world.messages.writeReactions(
        view.uid,
        view.reactions.map((reaction) => ({ ...reaction, unread: false })),
      );
    }
  });
}
