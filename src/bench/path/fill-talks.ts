import { join } from 'node:path';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { conversationId, personId, remoteMessageId } from '../../core/ids.js';
import { dice } from '../../lib/dice.js';
import type { TelegramSandbox } from '../../sandbox/serving/telegram-server.js';
import { addImported, type ImportedMessage } from '../../store/conversation/import-writer.js';
import { openDatabase } from '../../store/engine/database.js';
import { indexMemory } from '../../store/memory/memory-index.js';
import { addMemory } from '../../store/memory/memory-writer.js';
import { startKindred, type KindredHome } from '../stage/kindred-process.js';
import { spread, writeInTurn } from '../stage/writers.js';

/** What a conversation holds before anything is measured. */
export interface Filling {
  readonly messages: number;
  readonly memories: number;
}

interface FillParts {
  readonly home: KindredHome;
  readonly telegram: TelegramSandbox;
  readonly account: number;
  readonly people: readonly number[];
  readonly clock: Clock;
  readonly progress: (line: string) => void;
}

const minuteMs: Milliseconds = 60_000;
const words =
  'river train soup garden letter window winter brother bicycle kitchen music doctor market island story paper mountain coffee'.split(
    ' ',
  );

/** Everybody is met once by a run of its own; then their talks are lengthened where they lie. */
export async function fillTalks(
  { home, telegram, account, people, clock, progress }: FillParts,
  { messages, memories }: Filling,
): Promise<void> {
  const kindred = await startKindred(home, () => clock.steady());
  await writeInTurn({ telegram, account, clock }, spread(people, people.length), 32);
  await kindred.stop();
  const database = openDatabase(join(home.folder, 'data', 'kindred.db'));
  const random = dice(1);
  const sentence = (): string =>
    Array.from({ length: 8 }, () => words[Math.floor(random.next() * words.length)] ?? '').join(' ');
  const now = clock.now();
  try {
    const threads = await database.read
      .selectFrom('thread')
      .innerJoin('conversation', 'conversation.conversation_id', 'thread.conversation_id')
      .selectAll()
      .execute();
    for (const [index, thread] of threads.entries()) {
      const target = {
        conversation: conversationId(thread.conversation_id),
        character: thread.character_id,
        person: personId('telegram', thread.peer_id),
        account: thread.account_id,
        peer: thread.peer_id,
        name: null,
        isOwnChat: true,
      };
      const talk = Array.from({ length: messages }, (_, at): ImportedMessage => {
        const author = at % 2 === 0 ? 'person' : 'character';
        return {
          remoteId: remoteMessageId(String(-1 - at - index * messages)),
          author,
          text: sentence(),
          attachments: [],
          sentAt: now - (messages - at) * minuteMs,
          forwarded: false,
          replyTo: null,
        };
      });
      await database.write(async (transaction) => {
        await addImported(transaction, target, talk, now);
        for (let at = 0; at < memories; at += 1) {
          const text = `Person likes ${sentence()}`;
          const row = await addMemory(
            transaction,
            target.conversation,
            {
              kind: 'fact',
              text,
              subject: words[at % words.length] ?? '',
              author: 'person',
              trust: 'self',
              quarantine: null,
              origin: 'scribe',
              category: null,
              confidence: 0.9,
              importance: 0.5,
              emotion: null,
              intensity: null,
              validFrom: now - at * minuteMs,
              due: null,
              sources: [],
              supersedes: [],
            },
            now,
          );
          await indexMemory(transaction, target.conversation, row, text);
        }
      });
    }
    progress(`${threads.length} talks lengthened by ${messages} messages and ${memories} memories`);
  } finally {
    await database.close();
  }
}
