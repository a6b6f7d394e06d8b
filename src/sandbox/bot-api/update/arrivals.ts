import type { Fact } from '../../telegram/world/journal.js';
import type { World } from '../../telegram/world/world.js';
import type { Bots } from '../account/bots.js';
import { isSeen } from '../business/business-chat.js';
import type { BusinessConnection, Connections } from '../business/connections.js';
import { renderConnection } from '../render/render-connection.js';
import { renderMessage } from '../render/render-message.js';
import { renderChat, renderUser } from '../render/render-user.js';
import { UPDATE_LIFE, type UpdateQueue } from './update-queue.js';

interface ArrivalParts {
  readonly world: World;
  readonly bots: Bots;
  readonly connections: Connections;
  readonly queue: UpdateQueue;
}

/**
 * Turns what happens in the world into updates for bots: in their own chats, and in those of the accounts they are
 * connected to. Stored in the change that made the fact, whoever made it: a person, a client, a bot.
 */
export function startArrivals(parts: ArrivalParts): () => void {
  const deletions = new Deletions(parts);
  const stop = parts.world.journal.witness((fact) => {
    const { actor, peer } = fact;
    if (actor !== peer && parts.bots.find(peer) !== undefined) inOwnChat(parts, fact);
    for (const owner of actor === peer ? [] : [actor, peer]) {
      const connection = parts.connections.ofOwner(owner);
      const person = owner === actor ? peer : actor;
      if (connection === undefined || !isSeen(parts.world, connection, person)) continue;
      if (fact.kind === 'delete') deletions.add(connection, person, idFor(fact, owner));
      else inBusinessChat(parts, connection, person, fact);
    }
  });
  parts.connections.onChange((connection) => {
    if (parts.bots.find(connection.bot) === undefined) return;
    parts.queue.add(connection.bot, {
      type: 'business_connection',
      body: renderConnection(parts.world, connection),
      lane: `connection:${connection.owner}`,
    });
  });
  return stop;
}

/** The id under which `owner` knows the message of a fact; undefined where it has no copy. */
function idFor({ actor, actorMessageId, peerMessageId }: Fact, owner: number): number | undefined {
  return owner === actor ? actorMessageId : peerMessageId;
}

function inOwnChat({ world, queue }: ArrivalParts, fact: Fact): void {
  const { actor: person, peer: bot, kind } = fact;
  const date = Math.floor(fact.at / 1000);
  switch (kind) {
    case 'message':
    case 'edit': {
      const view =
        fact.peerMessageId === undefined ? undefined : world.messages.find(bot, fact.peerMessageId);
      // Service messages of private chats are none of a bot's business.
      if (view === undefined || view.marks['action'] !== undefined) return;
      queue.add(bot, {
        type: kind === 'message' ? 'message' : 'edited_message',
        body: renderMessage(world, { bot }, view),
        lane: `chat:${person}`,
      });
      return;
    }
    case 'reaction':
      if (fact.peerMessageId === undefined) return;
      queue.add(bot, {
        type: 'message_reaction',
        body: {
          chat: renderChat(world, person),
          message_id: fact.peerMessageId,
          user: renderUser(world, person),
          date,
          old_reaction: reactions(fact.before),
          new_reaction: reactions(fact.detail),
        },
        lane: `reactions:${person}`,
      });
      return;
    case 'block':
    case 'unblock': {
      const [before, after] = kind === 'block' ? ['member', 'kicked'] : ['kicked', 'member'];
      queue.add(bot, {
        type: 'my_chat_member',
        body: {
          chat: renderChat(world, person),
          from: renderUser(world, person),
          date,
          old_chat_member: membership(world, bot, before),
          new_chat_member: membership(world, bot, after),
        },
        lane: `member:${person}`,
      });
      return;
    }
    default:
  }
}

function membership(world: World, bot: number, status: string | undefined): object {
  return { user: renderUser(world, bot), status, ...(status === 'kicked' ? { until_date: 0 } : {}) };
}

function reactions(emojis: string | undefined): object[] {
  return (emojis ?? '')
    .split(' ')
    .filter((emoji) => emoji !== '')
    .map((emoji) => ({ type: 'emoji', emoji }));
}

/** Both directions: what the person writes, what the owner writes by hand, and what bots send in the owner's name. */
function inBusinessChat(
  { world, queue }: ArrivalParts,
  { id: connection, bot, owner }: BusinessConnection,
  person: number,
  fact: Fact,
): void {
  if (fact.kind !== 'message' && fact.kind !== 'edit') return;
  const id = idFor(fact, owner);
  const view = id === undefined ? undefined : world.messages.find(owner, id);
  if (view === undefined || view.marks['action'] !== undefined) return;
  queue.add(bot, {
    type: fact.kind === 'message' ? 'business_message' : 'edited_business_message',
    body: renderMessage(world, { bot, connection }, view),
    lane: `business:${person}`,
  });
}

/** Messages deleted in one go are told in one update. */
class Deletions {
  private readonly open = new Map<string, { readonly update: number; readonly ids: number[] }>();

  constructor(private readonly parts: ArrivalParts) {}

  add({ id: connection, bot }: BusinessConnection, person: number, messageId: number | undefined): void {
    if (messageId === undefined) return;
    const { world, queue } = this.parts;
    const key = `${connection}:${person}`;
    const known = this.open.get(key);
    const ids = known?.ids ?? [];
    ids.push(messageId);
    const body = {
      business_connection_id: connection,
      chat: renderChat(world, person),
      message_ids: ids,
    };
    if (known !== undefined) {
      queue.rewrite(bot, known.update, body);
      return;
    }
    const update = queue.add(bot, {
      type: 'deleted_business_messages',
      body,
      lane: `business:${person}`,
      life: UPDATE_LIFE,
    });
    if (update === undefined) return;
    this.open.set(key, { update, ids });
    world.transactions.afterCommit(() => this.open.delete(key));
  }
}
