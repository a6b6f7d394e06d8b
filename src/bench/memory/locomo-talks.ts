import type { Clock, Milliseconds } from '../../core/clock.js';
import { accountId, characterId, peerId, remoteMessageId, type ConversationId } from '../../core/ids.js';
import { recalledLayer } from '../../context/layers/recalled.js';
import { estimateTokens } from '../../lib/token-estimate.js';
import { recall, type RecallParts } from '../../memory/recall.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import type { Database } from '../../store/engine/database.js';
import { fillIndex } from '../../store/index/message-index-writer.js';
import type { LocomoConversation, LocomoQuestion } from './locomo.js';

/** A conversation of LoCoMo as it lies in the store. */
export interface StoredTalk extends LocomoConversation {
  readonly conversation: ConversationId;
  /** The id of the turn behind each message. */
  readonly turnOf: ReadonlyMap<number, string>;
}

/** What recall brought for a question. */
export interface Answered {
  readonly category: number;
  /** Of each turn that was recalled, the best first, whether it is evidence. */
  readonly found: readonly boolean[];
  readonly evidence: number;
  readonly ms: Milliseconds;
  readonly tokens: number;
}

const dayMs: Milliseconds = 86_400_000;

/** Puts the turns of a conversation through the store as messages come, and indexes them. */
export async function storeTalk(
  database: Database,
  talk: LocomoConversation,
  person: string,
): Promise<StoredTalk> {
  const { turns, speakers } = talk;
  const peer = peerId(person);
  const conversation = await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('bench'));
    const first = turns[0]?.at ?? 0;
    const { conversation: opened } = await writer.openConversation(peer, characterId('bench'), first);
    for (const [index, { speaker, text, caption, at }] of turns.entries()) {
      const isPerson = speaker === speakers[0];
      await writer.addMessage(
        opened,
        {
          kind: 'message',
          peer,
          messageId: remoteMessageId(`${person}-${index}`),
          direction: isPerson ? 'incoming' : 'outgoing',
          text,
          attachments: caption === null ? [] : [{ kind: 'photo', label: caption }],
          sentAt: at,
        },
        isPerson ? 'person' : 'operator',
        at,
      );
    }
    await fillIndex(transaction, turns.length + 1);
    return opened;
  });
  const rows = await database.read
    .selectFrom('message')
    .select(['message_row', 'remote_id'])
    .where('conversation_id', '=', conversation)
    .execute();
  const turnOf = new Map(
    rows.map(({ message_row: row, remote_id: id }) => [row, turns[Number(id.split('-')[1])]?.id ?? '']),
  );
  return { ...talk, conversation, turnOf };
}

/** Asks `recall` as a turn's words do, a day after the talk ended. */
export async function askTalk(
  parts: RecallParts,
  { turns, speakers, conversation, turnOf }: StoredTalk,
  { text, category, evidence }: LocomoQuestion,
  clock: Clock,
): Promise<Answered> {
  const query = {
    asked: text,
    recent: [],
    shown: new Set<number>(),
    names: { person: speakers[0], character: speakers[1] },
    emotion: null,
    now: (turns.at(-1)?.at ?? 0) + dayMs,
    zone: 'UTC',
  };
  const startedAt = clock.steady();
  const recalled = await recall(parts, conversation, query);
  const ms = clock.steady() - startedAt;
  return {
    category,
    evidence: evidence.length,
    found: recalled.map(({ row }) => evidence.includes(turnOf.get(row) ?? '')),
    ms,
    tokens: estimateTokens(recalledLayer(recalled)),
  };
}
