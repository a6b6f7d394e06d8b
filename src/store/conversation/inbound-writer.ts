import type { Milliseconds } from '../../core/clock.js';
import type {
  Attachment,
  DeleteEvent,
  EditEvent,
  MessageEvent,
  PeerRecord,
  ReactionEvent,
  ReadEvent,
} from '../../core/event.js';
import { sql } from 'kysely';
import {
  conversationId,
  type AccountId,
  type CharacterId,
  type ConversationId,
  type PeerId,
  type RemoteMessageId,
} from '../../core/ids.js';
import { meetPeer, personCalled } from '../person/alias-store.js';
import { saveCursor } from '../account/account-store.js';
import type { Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { contentAfter } from './edited-message.js';
import { KnownPeers, toChat, type KnownChat } from './known-peers.js';
import { reindexMessage } from '../index/message-index-writer.js';
import { isWaiting, openStates } from '../turn/open-states.js';
import { forgetWhatCameOf } from '../memory/forget-message.js';
import { forgetBubbles, forgetInTurns } from './forget-records.js';
import { imported, makeRoom } from '../message/imported-numbers.js';

/** What the inbox stores, row by row, inside its transaction. Every function is a no-op when repeated. */
export interface InboundWriter {
  savePeer(peer: PeerRecord, now?: Milliseconds): Promise<void>;
  /** The conversation behind a chat, made on first contact. */
  openConversation(peer: PeerId, character: CharacterId, at: Milliseconds): Promise<KnownChat>;
  /** The conversation behind a chat, if there is one. */
  findConversation(peer: PeerId): Promise<KnownChat | null>;
  /** This chat becomes the conversation's home. */
  comeHome(conversation: ConversationId, peer: PeerId): Promise<void>;
  /** A message of an export that only has its number is another one, and makes room. */
  hasMessage(event: MessageEvent): Promise<boolean>;
  /** False when the message was stored before. */
  addMessage(
    conversation: ConversationId,
    event: MessageEvent,
    author: 'person' | 'operator',
    receivedAt: Milliseconds,
    /** Why no turn is needed. */
    skipped?: 'automatic' | 'expects-no-answer',
  ): Promise<boolean>;
  /**
   * What is stored of whoever writes here, or that it is another account of this installation; null for somebody never
   * seen. Updates often come without their users.
   */
  whoIs(peer: PeerId): Promise<PeerRecord['kind'] | 'own-account' | null>;
  /**
   * The account wrote at `at` without us: what the person wrote before needs no turn. Changes nothing while a bubble is
   * open whose outcome nobody knows, because then it may have been that one.
   */
  answeredElsewhere(conversation: ConversationId, at: Milliseconds): Promise<boolean>;
  /** The conversations in which something changed. */
  edit(event: EditEvent): Promise<readonly ConversationId[]>;
  delete(event: DeleteEvent, at: Milliseconds): Promise<readonly ConversationId[]>;
  read(event: ReadEvent): Promise<void>;
  react(event: ReactionEvent): Promise<void>;
  /** The person's side of the conversation changed: a turn that began before may no longer be committed. */
  touch(conversation: ConversationId): Promise<void>;
  saveCursor(cursor: string): Promise<void>;
}

const messageAt = statement<{ account: AccountId; message: RemoteMessageId; peer: PeerId }>()(
  ({ db, bind }) =>
    db
      .selectFrom('message')
      .select('skipped')
      .where('account_id', '=', bind('account'))
      .where('remote_id', '=', bind('message'))
      .where('peer_id', '=', bind('peer')),
);

const insertMessage = statement<{
  conversation: ConversationId;
  account: AccountId;
  peer: PeerId;
  message: RemoteMessageId;
  direction: MessageEvent['direction'];
  author: 'person' | 'operator';
  text: string;
  attachments: string;
  replyTo: RemoteMessageId | null;
  forwarded: 0 | 1;
  sentAt: Milliseconds;
  receivedAt: Milliseconds;
  skipped: string | null;
  forwardedFrom: string | null;
  quote: string | null;
  goneAt: Milliseconds | null;
}>()(({ db, bind }) =>
  db
    .insertInto('message')
    .values({
      conversation_id: bind('conversation'),
      account_id: bind('account'),
      peer_id: bind('peer'),
      remote_id: bind('message'),
      direction: bind('direction'),
      author: bind('author'),
      text: bind('text'),
      attachments: bind('attachments'),
      reply_to: bind('replyTo'),
      forwarded: bind('forwarded'),
      sent_at: bind('sentAt'),
      received_at: bind('receivedAt'),
      edited_at: null,
      deleted_at: null,
      reactions: null,
      turn_id: null,
      skipped: bind('skipped'),
      forwarded_from: bind('forwardedFrom'),
      quote: bind('quote'),
      gone_at: bind('goneAt'),
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'remote_id', 'peer_id']).doNothing()),
);

const setTimer = statement<{ account: AccountId; peer: PeerId; goneAfter: Milliseconds | null }>()(
  ({ db, bind }) =>
    db
      .updateTable('thread')
      .set({ gone_after: bind('goneAfter') })
      .where('account_id', '=', bind('account'))
      .where('peer_id', '=', bind('peer'))
      .where('gone_after', 'is not', bind('goneAfter')),
);

const touchRevision = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .updateTable('conversation')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('conversation_id', '=', bind('conversation')),
);

/** @param peersAre the sort of name that a peer id is on the account's channel (channel/capabilities.ts) */
export function inboundWriter(
  transaction: Transaction,
  account: AccountId,
  peersAre = 'telegram-user',
): InboundWriter {
  const { db } = transaction;
  const peers = new KnownPeers(db, account);
  return {
    async savePeer(peer, now = 0) {
      peers.forget(peer.peer);
      const row = {
        kind: peer.kind,
        address: peer.address,
        name: peer.name ?? null,
        username: peer.username ?? null,
        language: peer.language ?? null,
        is_contact: peer.isContact === true ? (1 as const) : (0 as const),
      };
      await db
        .insertInto('peer')
        .values({ account_id: account, peer_id: peer.peer, ...row })
        .onConflict((conflict) => conflict.columns(['account_id', 'peer_id']).doUpdateSet(row))
        .execute();
      if (peer.aliases !== undefined) await meetPeer(transaction, account, peer.peer, peer.aliases, now);
    },

    async findConversation(peer) {
      return toChat(await peers.of(peer));
    },

    async comeHome(conversation, peer) {
      peers.forget(peer);
      await db
        .updateTable('conversation')
        .set({ home_account_id: account, home_peer_id: peer })
        .where('conversation_id', '=', conversation)
        .execute();
    },

    async openConversation(peer, character, at) {
      peers.forget(peer);
      const known = await db
        .selectFrom('peer')
        .select(['name', 'language', 'person_id'])
        .where('account_id', '=', account)
        .where('peer_id', '=', peer)
        .executeTakeFirst();
      const about = { name: known?.name ?? null, language: known?.language ?? null };
      const person =
        known?.person_id ?? (await personCalled(transaction, [{ kind: peersAre, value: peer }], about, at));
      const conversation = conversationId(`${character}/${person}`);
      await db
        .insertInto('conversation')
        .values({
          conversation_id: conversation,
          character_id: character,
          person_id: person,
          home_account_id: account,
          home_peer_id: peer,
          revision: 0,
          disclosed_at: null,
          disclosure_version: null,
          created_at: at,
        })
        .onConflict((conflict) => conflict.column('conversation_id').doNothing())
        .execute();
      await db
        .insertInto('thread')
        .values({
          account_id: account,
          peer_id: peer,
          conversation_id: conversation,
          read_incoming_to: null,
          read_outgoing_to: null,
        })
        .onConflict((conflict) => conflict.columns(['account_id', 'peer_id']).doNothing())
        .execute();
      const { home_account_id: home, home_peer_id: homePeer } = await db
        .selectFrom('conversation')
        .select(['home_account_id', 'home_peer_id'])
        .where('conversation_id', '=', conversation)
        .executeTakeFirstOrThrow();
      return { conversation, home, homePeer, isPaused: false, isSending: false };
    },

    async hasMessage(event) {
      const { messageId: message, peer } = event;
      const row = await db.first(messageAt, { account, message, peer });
      if (row === undefined) return false;
      return row.skipped !== imported || !(await makeRoom(transaction, account, event));
    },

    async whoIs(peer) {
      const found = await peers.of(peer);
      return found?.own === 1 ? 'own-account' : (found?.kind ?? null);
    },

    async addMessage(conversation, event, author, receivedAt, skipped) {
      if ((await peers.of(event.peer))?.gone_after !== (event.goneAfter ?? null)) {
        peers.forget(event.peer);
        await noteTimer(transaction, account, event);
      }
      const values = {
        conversation,
        account,
        peer: event.peer,
        message: event.messageId,
        direction: event.direction,
        author,
        text: event.text,
        attachments: JSON.stringify(storedAttachments(event)),
        replyTo: event.replyTo ?? null,
        forwarded: event.forwarded === true ? 1 : 0,
        sentAt: event.sentAt,
        receivedAt,
        skipped: skipped ?? null,
        forwardedFrom: event.forwardedFrom ?? null,
        quote: event.quote ?? null,
        goneAt: event.goneAfter === undefined ? null : event.sentAt + event.goneAfter,
      } as const;
      if ((await db.change(insertMessage, values)) > 0) return true;
      if (!(await makeRoom(transaction, account, event))) return false;
      return (await db.change(insertMessage, values)) > 0;
    },

    async answeredElsewhere(conversation, at) {
      const result = await db
        .updateTable('message')
        .set({ skipped: 'answered-elsewhere' })
        .where('conversation_id', '=', conversation)
        .where(isWaiting)
        .where('sent_at', '<=', at)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('outbox')
                .select('outbox.outbox_id')
                .where('outbox.conversation_id', '=', conversation)
                .where('outbox.state', 'in', openStates)
                .where('outbox.state', '!=', 'queued'),
            ),
          ),
        )
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async edit(event) {
      const before = await db
        .selectFrom('message')
        .select(['conversation_id', 'message_row', 'text', 'attachments'])
        .where('account_id', '=', account)
        .where('remote_id', '=', event.messageId)
        .where('peer_id', '=', event.peer)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      if (before === undefined) return [];
      const { conversation_id: conversation, message_row: row } = before;
      const stored = { text: before.text, attachments: JSON.parse(before.attachments) as Attachment[] };
      const { text, attachments, replaced } = contentAfter(stored, event);
      // Telegram reports reactions and link previews as edits too: only another text is one.
      if (text === before.text) return [];
      await db
        .updateTable('message')
        .set({
          text,
          attachments: JSON.stringify(attachments),
          edited_at: event.editedAt,
          // What a turn has answered, the next one is told of.
          unread_edit: sql`case when turn_id is null or direction = 'outgoing' then unread_edit else coalesce(unread_edit, text) end`,
          // Other words may be read.
          refused_at: null,
        })
        .where('message_row', '=', row)
        .execute();
      if (replaced.length > 0) await db.deleteFrom('medium').where('medium_id', 'in', replaced).execute();
      await reindexMessage(transaction, conversation, { row, text, attachments });
      await forgetWhatCameOf(transaction, before, 'edited');
      return [conversation];
    },

    async delete(event, at) {
      let query = db
        .updateTable('message')
        // What a person deleted is forgotten, not kept under a flag.
        .set({ deleted_at: at, text: '', attachments: '[]', forwarded_from: null, quote: null })
        .where('account_id', '=', account)
        .where('remote_id', 'in', event.messageIds)
        .where('deleted_at', 'is', null);
      if (event.peer !== undefined) query = query.where('peer_id', '=', event.peer);
      const changed = await query
        .returning(['conversation_id', 'direction', 'message_row', 'received_at'])
        .execute();
      for (const row of changed) await forgetWhatCameOf(transaction, row, 'deleted');
      const since = new Map<ConversationId, Milliseconds>();
      for (const { conversation_id: conversation, received_at: received } of changed) {
        since.set(conversation, Math.min(received, since.get(conversation) ?? received));
      }
      for (const [conversation, first] of since) await forgetInTurns(transaction, conversation, first);
      await forgetBubbles(transaction, account, event.messageIds);
      return [
        ...new Set(changed.filter((row) => row.direction === 'incoming').map((row) => row.conversation_id)),
      ];
    },

    async read(event) {
      await db
        .updateTable('thread')
        .set(event.by === 'self' ? { read_incoming_to: event.upTo } : { read_outgoing_to: event.upTo })
        .where('account_id', '=', account)
        .where('peer_id', '=', event.peer)
        .execute();
    },

    async react(event) {
      await db
        .updateTable('message')
        .set({ reactions: JSON.stringify(event.emojis) })
        .where('account_id', '=', account)
        .where('remote_id', '=', event.messageId)
        .where('peer_id', '=', event.peer)
        .execute();
    },

    async touch(conversation) {
      await db.change(touchRevision, { conversation });
    },

    async saveCursor(cursor) {
      await saveCursor(transaction, account, cursor);
    },
  };
}

/** As they are kept: without what it takes to fetch them, which is worth something to this account alone, and expires. */
export function storedAttachments({
  attachments,
  album,
}: Pick<MessageEvent, 'attachments' | 'album'>): readonly Attachment[] {
  return attachments.map(({ source: _, ...kept }) => (album === undefined ? kept : { ...kept, album }));
}

/** Each message tells the timer its chat has now; what we send is under the same one. */
async function noteTimer({ db }: Transaction, account: AccountId, event: MessageEvent): Promise<void> {
  if (event.automatic !== undefined || event.expectsNoAnswer === true) return;
  await db.change(setTimer, { account, peer: event.peer, goneAfter: event.goneAfter ?? null });
}
