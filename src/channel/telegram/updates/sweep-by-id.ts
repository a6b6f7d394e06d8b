import type { DurableEvent } from '../../../core/event.js';
import { isEmptyMessage, messagesById } from '../first-questions.js';
import type { Ask } from '../first-questions.js';
import type { PeerBook } from '../options.js';
import { toPeerRecord } from '../peer-record.js';
import { fromMessageId } from '../tl-ids.js';
import { toMessage } from '../message/update-to-event.js';
import type { TranslationContext } from '../message/update-to-event.js';
import { SweepBroken } from './sweep.js';
import type { SweepFind } from './sweep.js';

/** As many as one question may name. */
const PAGE = 100;
/** Further than this the account has not been asked about for months. */
const MOST_PAGES = 200;

/**
 * What came after the newest message stored, by number alone: the way that is left when neither the stream nor the
 * list of chats can be read. Private messages are numbered per account without holes, but for what was deleted since;
 * a whole page of nothing is the end.
 */
export async function* sweepById(
  ask: Ask,
  peerBook: PeerBook,
  context: TranslationContext,
): AsyncGenerator<SweepFind, void, void> {
  const newest = await peerBook.newestOfAll();
  if (newest === undefined) return;
  let from = fromMessageId(newest) + 1;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await messagesById(ask, from, PAGE);
    if (!found.ok) throw new SweepBroken(found.failure.code);
    const { messages, users } = found.value;
    const there = messages.filter((message) => !isEmptyMessage(message));
    if (there.length === 0) return;
    const events = there.flatMap((message): DurableEvent[] => {
      const translated = toMessage(message, context);
      return translated.kind === 'durable' ? [translated.event] : [];
    });
    yield { events, peers: users.flatMap((user) => toPeerRecord(user) ?? []) };
    from += PAGE;
  }
}
