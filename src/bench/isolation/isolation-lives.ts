import type { Chance } from '../../core/chance.js';
import type { Milliseconds } from '../../core/clock.js';
import {
  accountId,
  characterId,
  conversationId,
  peerId,
  personId,
  remoteMessageId,
  type AccountId,
  type ConversationId,
  type PeerId,
} from '../../core/ids.js';
import type { Database } from '../../store/engine/database.js';
import { eraseConversation } from '../../store/conversation/erase-conversation.js';
import { addImported } from '../../store/conversation/import-writer.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import { fillIndex } from '../../store/index/message-index-writer.js';
import { memoryKinds } from '../../store/memory/memory-schema.js';
import { readMemories } from '../../store/memory/memory-reader.js';
import { addMemory, readHistoryOf, removeMemories } from '../../store/memory/memory-writer.js';
import { savePast, readPast } from '../../store/memory/past-store.js';
import { canaryWord, type Canary } from './isolation-canary.js';

/** One conversation of the random lives, and how it stands. */
export interface Life {
  readonly id: ConversationId;
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly number: number;
  /** How often it was erased. */
  erased: number;
  readonly remoteIds: string[];
}

/** More than one unit of work stores. */
const messagesAtOnce = 100;

/** Words that every conversation uses, so that only the scoping keeps them apart. */
const shared =
  'parrot sister garden interview Porto soup guitar train exam doctor cinema birthday mother river cat'.split(
    ' ',
  );

export interface LivesParts {
  readonly database: Database;
  readonly chance: Chance;
  readonly now: () => Milliseconds;
}

/** Fifty conversations: twenty-five people, each of whom talks to two characters on two accounts. */
export function newLives(count: number): readonly Life[] {
  return Array.from({ length: count }, (_, number) => {
    const person = String(1000 + Math.floor(number / 2));
    const side = number % 2 === 0 ? 'one' : 'two';
    return {
      id: conversationId(`${side}/${personId('telegram', peerId(person))}`),
      account: accountId(side),
      peer: peerId(person),
      number,
      erased: 0,
      remoteIds: [],
    };
  });
}

export const canaryOf = ({ number, erased }: Life): Canary => ({ conversation: number, life: erased });

/** Everything that puts words into the store, changes them or takes them out. */
export class LivesWriter {
  private serial = 0;

  constructor(private readonly parts: LivesParts) {}

  /** A sentence of shared words with a canary of its own. */
  sentence(life: Life): string {
    const words = Array.from({ length: 3 + this.below(8) }, () => this.pick(shared) ?? '');
    words.splice(this.below(words.length + 1), 0, canaryWord(canaryOf(life), (this.serial += 1)));
    // Some are long enough to need pages of their own.
    return this.below(60) === 0 ? `${words.join(' ')}. `.repeat(80) : words.join(' ');
  }

  question(): string {
    return `what about the ${this.pick(shared)} and the ${this.pick(shared)} of last week?`;
  }

  pick<T>(values: readonly T[]): T | undefined {
    return values[this.below(values.length)];
  }

  below(count: number): number {
    return Math.floor(this.parts.chance.next() * count);
  }

  async say(life: Life): Promise<void> {
    const id = String((this.serial += 1));
    const byPerson = this.below(2) === 0;
    const [text, at] = [this.sentence(life), this.parts.now()];
    await this.inbound(life, async (writer) => {
      await writer.openConversation(life.peer, characterId(life.account), at);
      const event = {
        kind: 'message',
        peer: life.peer,
        messageId: remoteMessageId(id),
        direction: byPerson ? 'incoming' : 'outgoing',
        text,
        attachments: [],
        sentAt: at,
      } as const;
      await writer.addMessage(life.id, event, byPerson ? 'person' : 'operator', at);
    });
    life.remoteIds.push(id);
  }

  async edit(life: Life): Promise<void> {
    const id = this.pick(life.remoteIds);
    if (id === undefined) return;
    const text = this.sentence(life);
    const messageId = remoteMessageId(id);
    const editedAt = this.parts.now();
    await this.inbound(life, (writer) =>
      writer.edit({
        kind: 'edit',
        peer: life.peer,
        messageId,
        text,
        attachments: [],
        editedAt,
        direction: 'incoming',
      }),
    );
  }

  async delete(life: Life): Promise<void> {
    const id = this.pick(life.remoteIds);
    if (id === undefined) return;
    const messageIds = [remoteMessageId(id)];
    await this.inbound(life, (writer) =>
      writer.delete({ kind: 'delete', peer: life.peer, messageIds }, this.parts.now()),
    );
  }

  /** Half of them in the place of what was known. */
  async learn(life: Life): Promise<void> {
    const { database, now } = this.parts;
    const [known, rows] = await Promise.all([
      readMemories(database.read, life.id, { which: 'current' }),
      this.rows(life),
    ]);
    const [source, old] = [this.pick(rows), this.below(2) === 0 ? this.pick(known) : undefined];
    if (source === undefined) return;
    const kind = this.pick(memoryKinds) ?? 'fact';
    const memory = {
      kind,
      text: this.sentence(life),
      subject: `${this.pick(shared)} ${this.pick(shared)}`,
      author: 'person',
      trust: 'self',
      quarantine: null,
      origin: 'scribe',
      category: null,
      confidence: 0.9,
      importance: 0.5,
      emotion: kind === 'emotion' ? 'joy' : null,
      intensity: null,
      validFrom: now(),
      due: null,
      sources: [source],
      supersedes: old === undefined ? [] : [old.row],
    } as const;
    await database.write((transaction) => addMemory(transaction, life.id, memory, now()), 'ordered');
  }

  async forget(life: Life): Promise<void> {
    const { database } = this.parts;
    const memory = this.pick(await readMemories(database.read, life.id, { which: 'current' }));
    if (memory === undefined) return;
    await database.write(async (transaction) => {
      const rows = await readHistoryOf(transaction, life.id, [memory.row]);
      await removeMemories(transaction, life.id, rows);
    }, 'ordered');
  }

  /** A note on the past and what stands in front of the window. */
  async condense(life: Life): Promise<void> {
    const { database, now } = this.parts;
    const [seen, rows] = await Promise.all([readPast(database.read, life.id), this.rows(life)]);
    const last = rows.at(-1);
    if (last === undefined || last <= seen.pastToRow) return;
    const day = '2026-01-01';
    const note = {
      level: 'day',
      firstRow: seen.pastToRow + 1,
      lastRow: last,
      firstDay: day,
      lastDay: day,
    } as const;
    const next = { pastToRow: last, standing: this.sentence(life), standingToRow: last };
    await database.write(
      (transaction) =>
        savePast(transaction, {
          conversation: life.id,
          seen,
          next,
          notes: [{ ...note, text: this.sentence(life) }],
          startedAt: now(),
          characterVersion: '1',
          now: now(),
        }),
      'ordered',
    );
  }

  /** A few messages of an old chat. */
  async import(life: Life): Promise<void> {
    const { database, now } = this.parts;
    const target = {
      conversation: life.id,
      character: characterId(life.account),
      person: personId('telegram', life.peer),
      account: life.account,
      peer: life.peer,
      name: null,
      isOwnChat: true,
    };
    const messages = Array.from({ length: 5 }, () => {
      const id = String((this.serial += 1));
      life.remoteIds.push(id);
      return {
        remoteId: remoteMessageId(id),
        author: 'person',
        text: this.sentence(life),
        attachments: [],
        sentAt: now(),
        forwarded: false,
        replyTo: null,
      } as const;
    });
    await database.write((transaction) => addImported(transaction, target, messages, now()), 'ordered');
  }

  async erase(life: Life): Promise<void> {
    const { database, now } = this.parts;
    await database.write((transaction) => eraseConversation(transaction, life.id, now(), null));
    life.erased += 1;
    life.remoteIds.length = 0;
  }

  private async rows(life: Life): Promise<readonly number[]> {
    const rows = await this.parts.database.read
      .selectFrom('message')
      .select('message_row')
      .where('conversation_id', '=', life.id)
      .where('deleted_at', 'is', null)
      .orderBy('message_row')
      .execute();
    return rows.map(({ message_row: row }) => row);
  }

  private async inbound(
    life: Life,
    work: (writer: ReturnType<typeof inboundWriter>) => Promise<unknown>,
  ): Promise<void> {
    await this.parts.database.write(async (transaction) => {
      await work(inboundWriter(transaction, life.account));
      await fillIndex(transaction, messagesAtOnce);
    }, 'ordered');
  }
}
