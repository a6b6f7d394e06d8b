import { Api } from 'telegram';
import bigInt from 'big-integer';
import type { Milliseconds } from '../../../core/clock.js';
import type { DurableEvent, PeerRecord } from '../../../core/event.js';
import type { Caller } from '../call.js';
import type { PeerBook } from '../options.js';
import { SERVICE_USER, toPeerRecord } from '../peer-record.js';
import { fromMessageId, toMessageId, toPeerId } from '../tl-ids.js';
import { dialogPages, inputPeer, type DialogPage } from './dialog-pages.js';
import { toMessage } from '../message/update-to-event.js';
import type { TranslationContext } from '../message/update-to-event.js';

/**
 * The second line of defence: compare the list of chats with what is stored and fetch what is missing. Telegram does
 * not promise that the update stream holds everything (TELEGRAM 2.5), and after too long an absence it holds nothing.
 */

export interface SweepFind {
  readonly events: readonly DurableEvent[];
  readonly peers: readonly PeerRecord[];
}

export interface SweepScope {
  /** Chats whose latest message is older are left alone. */
  readonly since: Milliseconds;
  /** Pages of the chat list, 100 chats each. */
  readonly pages: number;
}

export interface SweepParts {
  readonly caller: Caller;
  readonly peerBook: PeerBook;
  readonly context: TranslationContext;
  readonly deadline: Milliseconds;
}

const PAGE = 100;
/** Messages fetched per chat at most; what is older than that is no conversation any more. */
const MAX_PER_CHAT = 500;

/** Ended early by a call that failed: the sweep is not complete and must be repeated. */
export class SweepBroken extends Error {
  override readonly name = 'SweepBroken';
}

export async function* sweep(parts: SweepParts, scope: SweepScope): AsyncGenerator<SweepFind, void, void> {
  for await (const { dialogs, users, dates } of dialogPages((request) => ask(parts, request), scope.pages)) {
    const records = [...users.values()].flatMap((user) => toPeerRecord(user) ?? []);
    if (records.length > 0) yield { events: [], peers: records };
    const sentAt = ({ topMessage }: Api.Dialog): Milliseconds => (dates.get(topMessage) ?? 0) * 1_000;
    let isOver = false;
    for (const dialog of dialogs) {
      if (!(dialog instanceof Api.Dialog)) continue;
      const isOld = sentAt(dialog) < scope.since;
      if (!isOld) yield* sweepDialog(parts, dialog, users);
      // Chats that are pinned stand above newer ones.
      else if (dialog.pinned !== true) isOver = true;
    }
    if (isOver) return;
  }
}

async function* sweepDialog(
  parts: SweepParts,
  dialog: Api.Dialog,
  users: DialogPage['users'],
): AsyncGenerator<SweepFind, void, void> {
  if (!(dialog.peer instanceof Api.PeerUser)) return;
  const peer = toPeerId(dialog.peer.userId);
  if (peer === parts.context.self || peer === SERVICE_USER) return;

  const readByThem: DurableEvent = {
    kind: 'read',
    by: 'person',
    peer,
    upTo: toMessageId(dialog.readOutboxMaxId),
  };
  if (dialog.readOutboxMaxId > 0) yield { events: [readByThem], peers: [] };

  const stored = await parts.peerBook.newestMessage(peer);
  const newest = stored === undefined ? undefined : fromMessageId(stored);
  // Of someone never seen, only what is unread is new: the rest was there before we were.
  const unread = dialog.unreadCount;
  const isBehind = newest === undefined ? unread > 0 : dialog.topMessage > newest || unread > 0;
  if (!isBehind) return;
  // By the read mark, not by the count: whatever arrives between the list and the history would push the first out.
  const read = dialog.readInboxMaxId;
  const from = newest === undefined ? read : unread > 0 ? Math.min(newest, read) : newest;
  const messages = await history(parts, inputPeer(dialog.peer, users), from, MAX_PER_CHAT);
  const events = messages.flatMap((message) => {
    const translated = toMessage(message, parts.context);
    return translated.kind === 'durable' ? [translated.event] : [];
  });
  if (events.length > 0) yield { events, peers: [] };
}

/** Messages above `minId`, oldest first. */
async function history(
  parts: SweepParts,
  peer: Api.TypeInputPeer,
  minId: number,
  most: number,
): Promise<Api.TypeMessage[]> {
  const found: Api.TypeMessage[] = [];
  for (let offsetId = 0; found.length < most;) {
    const limit = Math.min(PAGE, most - found.length);
    const request = new Api.messages.GetHistory({
      peer,
      offsetId,
      offsetDate: 0,
      addOffset: 0,
      limit,
      maxId: 0,
      minId,
      hash: bigInt.zero,
    });
    const answer = await ask(parts, request);
    const messages = 'messages' in answer ? answer.messages : [];
    found.push(...messages);
    const last = messages.at(-1);
    if (last === undefined || messages.length < limit) break;
    offsetId = last.id;
  }
  return found.sort((a, b) => a.id - b.id);
}

async function ask<R extends Api.AnyRequest>(parts: SweepParts, request: R): Promise<R['__response']> {
  const answer = await parts.caller.call(request, parts.deadline);
  if (!answer.ok) throw new SweepBroken(answer.failure.code);
  return answer.value;
}
